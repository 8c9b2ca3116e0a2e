import type { LibraryItem } from '../../jellyfin/library.ts'
import { positionInWords, runtimeInWords } from '../words/figuresInWords.ts'

/** One line for an item: its id first, so that it can be copied or cut out by a script. */
export function itemLine(item: LibraryItem): string {
  const parts = [
    item.id,
    itemTitle(item),
    ...(item.runtimeMs === null ? [`[${item.kind}]`] : [runtimeInWords(item.runtimeMs)]),
    ...(item.resumeMs > 0 ? [`resume at ${positionInWords(item.resumeMs)}`] : []),
    ...(item.played ? ['seen'] : []),
  ]
  return parts.join('  ')
}

/** A film with its year, an episode with its series. */
export const itemTitle = ({ kind, title, subtitle }: LibraryItem): string =>
  subtitle === null || kind === 'folder' ? title : `${title} (${subtitle})`

/** Whether a room can be opened for it. */
export const isPlayable = ({ kind }: LibraryItem): boolean => kind === 'film' || kind === 'episode'
