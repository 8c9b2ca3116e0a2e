import type { Media } from '../protocol/media.ts'
import type { JellyfinItem } from './answers.ts'
import { fullTitle, runtimeOf } from './libraryItem.ts'

/** Cuts of a film differ by more; the same file probed by different servers by less. */
const sameRuntimeMs = 2500
/** Numbers of these catalogues repeat between films and episodes; IMDb's do not. */
const sharedNumbers = new Set(['tmdb', 'tvdb', 'tvmaze', 'anidb'])
/** Different cuts may share a number, an episode and a film do not come this close. */
const similarRuntime = 0.15

/** How surely `item` is the film that `media` names: 2 = same catalogue id, 1 = same title and length, 0 = no. */
export function likeness(item: JellyfinItem, media: Media): 0 | 1 | 2 {
  if (sharesProviderId(item, media)) return 2
  const runtimeMs = runtimeOf(item.RunTimeTicks)
  const sameLength =
    runtimeMs !== null && media.runtimeMs !== null && Math.abs(runtimeMs - media.runtimeMs) <= sameRuntimeMs
  return sameLength && plain(fullTitle(item)) === plain(media.title) ? 1 : 0
}

/** What to search for: of "Series - S01E02 - Title" only the title is in the item's own name. */
export const searchTermOf = (media: Media): string => media.title.split(' - ').at(-1)?.trim() || media.title

function sharesProviderId(item: JellyfinItem, media: Media): boolean {
  const own = new Map(Object.entries(item.ProviderIds ?? {}).map(([name, id]) => [name.toLowerCase(), id]))
  return Object.entries(media.providerIds).some(([name, id]) => {
    const key = name.toLowerCase()
    if (id === '' || own.get(key) !== id) return false
    return !sharedNumbers.has(key) || isSimilarLength(item, media)
  })
}

function isSimilarLength(item: JellyfinItem, media: Media): boolean {
  const runtimeMs = runtimeOf(item.RunTimeTicks)
  if (runtimeMs === null || media.runtimeMs === null) return true
  return Math.abs(runtimeMs - media.runtimeMs) <= similarRuntime * Math.max(runtimeMs, media.runtimeMs)
}

/** Titles as servers spell them: case, accents and punctuation differ. */
const plain = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
