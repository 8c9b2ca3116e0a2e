import type { LibraryItem } from '../../jellyfin/library.ts'

/** A film with its year, an episode with its series. */
export const itemTitle = ({ kind, title, subtitle }: LibraryItem): string =>
  subtitle === null || kind === 'folder' ? title : `${title} (${subtitle})`

/** Whether a room can play it. */
export const isPlayable = ({ kind }: LibraryItem): boolean => kind === 'film' || kind === 'episode'
