import type { JellyfinItem } from './answers.ts'
import type { LibraryItem } from './library.ts'
import { ticksToMs } from './ticks.ts'

/** Makes the address of a picture on the relay, null when it cannot be reached. */
export type PictureAddress = (path: string) => string | null

const kinds: ReadonlyMap<string, LibraryItem['kind']> = new Map<string, LibraryItem['kind']>([
  ['Movie', 'film'],
  ['Video', 'film'],
  ['MusicVideo', 'film'],
  ['Trailer', 'film'],
  ['Episode', 'episode'],
  ['Series', 'series'],
  ['Season', 'season'],
])

/** Wide enough for a poster on a dense screen; the height follows. */
const posterWidth = 400

export function libraryItem(item: JellyfinItem, pictureAddress: PictureAddress): LibraryItem {
  const poster = posterPath(item)
  return {
    id: item.Id,
    kind: kinds.get(item.Type) ?? (item.IsFolder === true ? 'folder' : 'other'),
    title: item.Name ?? '',
    subtitle: subtitleOf(item),
    overview: item.Overview ?? null,
    runtimeMs: runtimeOf(item.RunTimeTicks),
    resumeMs: ticksToMs(Math.max(0, item.UserData?.PlaybackPositionTicks ?? 0)),
    played: item.UserData?.Played ?? false,
    posterUrl: poster === null ? null : pictureAddress(poster),
    providerIds: providerIdsOf(item),
  }
}

/** Null for what has no length: folders, live streams, files that the server has not looked into. */
export const runtimeOf = (ticks: number | null | undefined): number | null =>
  typeof ticks === 'number' && ticks > 0 ? ticksToMs(ticks) : null

/** What choices of tracks are remembered for: the series of an episode, else the film, of one server among many. */
export const belongsTo = (serverId: string, { SeriesId, Id }: JellyfinItem): string =>
  `${serverId}/${SeriesId ?? Id}`

/** What a room calls it: an episode's own title says little. */
export function fullTitle(item: JellyfinItem): string {
  const title = item.Name ?? ''
  return item.Type === 'Episode' ? [subtitleOf(item), title].filter(Boolean).join(' - ') : title
}

function subtitleOf(item: JellyfinItem): string | null {
  if (item.Type !== 'Episode')
    return typeof item.ProductionYear === 'number' ? `${item.ProductionYear}` : null
  const parts = [item.SeriesName, episodeNumber(item)].filter(Boolean)
  return parts.length === 0 ? null : parts.join(' - ')
}

/** "S01E02", as far as the server knows the numbers. */
function episodeNumber({ ParentIndexNumber: season, IndexNumber: episode }: JellyfinItem): string {
  const padded = (letter: string, number: number | null | undefined) =>
    typeof number === 'number' ? letter + String(number).padStart(2, '0') : ''
  return padded('S', season) + padded('E', episode)
}

/** Path of the item's picture, else of its series'. With a tag the server lets it be cached for a year. */
function posterPath(item: JellyfinItem): string | null {
  const own = item.ImageTags?.Primary
  if (typeof own === 'string') return picture(item.Id, own)
  const { SeriesId, SeriesPrimaryImageTag } = item
  return SeriesId && SeriesPrimaryImageTag ? picture(SeriesId, SeriesPrimaryImageTag) : null
}

const picture = (itemId: string, tag: string): string =>
  `/Items/${encodeURIComponent(itemId)}/Images/Primary?${new URLSearchParams({
    maxWidth: String(posterWidth),
    quality: '90',
    tag,
  })}`

/** Room media limits names to 32 and ids to 128 characters; a library may hold any nonsense. */
function providerIdsOf(item: JellyfinItem): Record<string, string> {
  const entries = Object.entries(item.ProviderIds ?? {}).flatMap(([name, id]): [string, string][] =>
    id !== null && id !== '' && name.length <= 32 && id.length <= 128 ? [[name, id]] : [],
  )
  return Object.fromEntries(entries)
}
