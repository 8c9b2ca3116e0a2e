import type { LibraryItem } from '../../jellyfin/library.ts'
import { itemTitle } from '../films/itemTitle.ts'
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
