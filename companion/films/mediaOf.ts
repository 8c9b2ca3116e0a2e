import type { Library, LibraryItem } from '../../jellyfin/library.ts'
import type { Media } from '../../protocol/media.ts'

/** The length that the title of room media may have. */
const titleLength = 300

/** How a room names an item of this library, so that the others find theirs. */
export const mediaOf = ({ server }: Pick<Library, 'server'>, item: LibraryItem): Media => ({
  serverId: server.id,
  itemId: item.id,
  title: roomTitle(item).slice(0, titleLength) || item.id,
  runtimeMs: item.runtimeMs,
  providerIds: { ...item.providerIds },
})

/** An episode's own title says little. */
const roomTitle = ({ kind, title, subtitle }: LibraryItem): string =>
  kind === 'episode' && subtitle !== null ? [subtitle, title].filter(Boolean).join(' - ') : title
