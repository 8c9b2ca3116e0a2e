import { type CatalogueItem, isPlayable } from './catalogue.ts'
import type { Telling } from './telling.ts'
import type { UserItemDataDto } from './models.ts'
import { viewerId } from './viewer.ts'
import { dotNetDate, ticksOf } from './wording.ts'
import type { World } from './world.ts'

/** What the viewer has seen of an item; null for a viewer who is nobody. */
export function userItemData(
  item: CatalogueItem,
  { world, viewer }: Pick<Telling, 'world' | 'viewer'>,
): UserItemDataDto | null {
  const userId = viewerId(viewer)
  if (userId === null) return null
  const watched = world.watchLog.read(userId, item.id)
  const runtimeTicks = isPlayable(item) ? ticksOf(item.film.durationMs) : 0
  return {
    PlaybackPositionTicks: watched.positionTicks,
    PlayCount: watched.playCount,
    IsFavorite: false,
    Key: item.id,
    ItemId: item.id,
    Played: watched.played,
    ...(watched.lastPlayedUtcMs !== null && { LastPlayedDate: dotNetDate(watched.lastPlayedUtcMs) }),
    ...(watched.positionTicks > 0 && { PlayedPercentage: (100 * watched.positionTicks) / runtimeTicks }),
    ...(!isPlayable(item) && folderProgress(item, userId, world)),
  }
}

/** A folder counts as played when everything in it has been. */
function folderProgress(item: CatalogueItem, userId: string, world: World): Partial<UserItemDataDto> {
  const inside = world.catalogue().descendants(item.id).filter(isPlayable)
  const unplayed = inside.filter(({ id }) => !world.watchLog.read(userId, id).played).length
  return { UnplayedItemCount: unplayed, Played: inside.length > 0 && unplayed === 0 }
}
