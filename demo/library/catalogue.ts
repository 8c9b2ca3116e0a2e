import type { Film } from '../films/film.ts'
import {
  CATALOGUE_ENTRIES,
  type CatalogueEntry,
  type EntryText,
  itemIdOf,
  LIBRARIES,
  LIBRARY_IDS,
  type LibraryName,
  SERIES,
} from './catalogueEntries.ts'
import { inventedText } from './inventedText.ts'
import { guidOf } from './wording.ts'

interface ItemBase extends EntryText {
  readonly id: string
  /** Null for a library, which stands at the top. */
  readonly parentId: string | null
  readonly libraryId: string
  /** When it came into the library, in ms since 1970. */
  readonly addedUtcMs: number
}

export type LibraryFolder = ItemBase & {
  readonly kind: 'library'
  readonly collectionType: 'movies' | 'tvshows'
}
export type Series = ItemBase & { readonly kind: 'series' }
export type Season = ItemBase & { readonly kind: 'season'; readonly series: Series; readonly number: number }
export type Movie = ItemBase & {
  readonly kind: 'movie'
  readonly film: Film
  /** The same film in other files, each an item of its own that no list names, as in Jellyfin. */
  readonly otherVersions: readonly Movie[]
}
export type Episode = ItemBase & {
  readonly kind: 'episode'
  readonly film: Film
  readonly season: Season
  readonly number: number
}

export type CatalogueItem = LibraryFolder | Series | Season | Movie | Episode
export type PlayableItem = Movie | Episode

export interface Catalogue {
  readonly items: readonly CatalogueItem[]
  find(id: string): CatalogueItem | null
  children(id: string): readonly CatalogueItem[]
  /** Everything below, at any depth. */
  descendants(id: string): readonly CatalogueItem[]
}

export const isPlayable = (item: CatalogueItem): item is PlayableItem =>
  item.kind === 'movie' || item.kind === 'episode'

/** An item by one of its files: itself, or another version of it; null = it has none of that id. */
export const versionOf = (item: PlayableItem, sourceId: string | null): PlayableItem | null =>
  sourceId === null ? item : (versionsOf(item).find(({ id }) => id === sourceId) ?? null)

export const versionsOf = (item: PlayableItem): readonly PlayableItem[] =>
  item.kind === 'movie' ? [item, ...item.otherVersions] : [item]

/** The library as it stands when these films are on its disk. */
export function createCatalogue(films: readonly Film[], stock: Stock): Catalogue {
  const items = [...libraryFolders(), ...shelved(films), ...inventedFilms(films, stock.inventedFilms)]
  const findable = items.flatMap((item): readonly CatalogueItem[] =>
    isPlayable(item) ? versionsOf(item) : [item],
  )
  const byId = new Map(findable.map((item) => [item.id, item]))
  const byParent = groupedByParent(items)
  const children = (id: string) => byParent.get(id) ?? []
  const descendants = (id: string): CatalogueItem[] =>
    children(id).flatMap((item) => [item, ...descendants(item.id)])
  return { items, find: (id) => byId.get(id) ?? null, children, descendants }
}

/** Searching all for the children of each would take minutes in a library of ten thousand. */
function groupedByParent(items: readonly CatalogueItem[]): ReadonlyMap<string | null, CatalogueItem[]> {
  const groups = new Map<string | null, CatalogueItem[]>()
  for (const item of items) {
    const siblings = groups.get(item.parentId)
    if (siblings === undefined) groups.set(item.parentId, [item])
    else siblings.push(item)
  }
  return groups
}

/** What is odd about a library, for those who must get along with any. */
export interface Stock {
  /** So many films more, whose titles and pictures are their own and whose files are those of the others. */
  readonly inventedFilms: number
  /** Whether items have posters and backdrops. */
  readonly pictures: boolean
  /** Whether films have a length. */
  readonly runtimes: boolean
}

export const USUAL_STOCK: Stock = { inventedFilms: 0, pictures: true, runtimes: true }

/** Fixed, so that "latest" has an order of its own: each entry a day younger than the one before. */
const FIRST_ADDED_UTC_MS = Date.UTC(2026, 0, 1)
const DAY_MS = 86_400_000

function libraryFolders(): LibraryFolder[] {
  const names: readonly LibraryName[] = ['films', 'series', 'laboratory']
  return names.map((key) => ({
    kind: 'library',
    id: LIBRARY_IDS[key],
    parentId: null,
    libraryId: LIBRARY_IDS[key],
    addedUtcMs: FIRST_ADDED_UTC_MS,
    year: 2026,
    overview: '',
    genres: [],
    rating: 0,
    ...LIBRARIES[key],
  }))
}

function shelved(films: readonly Film[]): CatalogueItem[] {
  const season = firstSeason()
  const playable = CATALOGUE_ENTRIES.flatMap((entry, index) => {
    const film = films.find(({ recipe }) => recipe.id === entry.filmId)
    return film
      ? [playableItem({ entry, film, films, season, addedUtcMs: FIRST_ADDED_UTC_MS + index * DAY_MS })]
      : []
  })
  // A series is listed as soon as one of its episodes is there.
  const series = playable.some(({ kind }) => kind === 'episode') ? [season.series, season] : []
  return [...series, ...playable]
}

function firstSeason(): Season {
  const base = { ...SERIES, libraryId: LIBRARY_IDS.series, addedUtcMs: FIRST_ADDED_UTC_MS }
  const series: Series = {
    ...base,
    kind: 'series',
    id: guidOf(`series:${SERIES.seriesName}`),
    parentId: LIBRARY_IDS.series,
  }
  const id = guidOf(`season:${SERIES.seriesName}:1`)
  return { ...base, kind: 'season', id, parentId: series.id, name: 'Season 1', series, number: 1 }
}

interface Shelving {
  readonly entry: CatalogueEntry
  readonly film: Film
  readonly films: readonly Film[]
  readonly season: Season
  readonly addedUtcMs: number
}

function playableItem({ entry, film, films, season, addedUtcMs }: Shelving): PlayableItem {
  const { name, year, overview, genres, rating } = entry
  const text = { id: itemIdOf(entry.filmId), name, year, overview, genres, rating, film, addedUtcMs }
  switch (entry.kind) {
    case 'movie': {
      const libraryId = LIBRARY_IDS[entry.library]
      const movie: Movie = { ...text, kind: 'movie', parentId: libraryId, libraryId, otherVersions: [] }
      return { ...movie, otherVersions: otherVersions(movie, entry.otherVersions ?? [], films) }
    }
    case 'episode':
      return {
        ...text,
        kind: 'episode',
        parentId: season.id,
        libraryId: season.libraryId,
        season,
        number: entry.episodeNumber,
      }
  }
}

const otherVersions = (
  movie: Movie,
  versions: readonly { readonly filmId: string; readonly name: string }[],
  films: readonly Film[],
): Movie[] =>
  versions.flatMap(({ filmId, name }) => {
    const film = films.find(({ recipe }) => recipe.id === filmId)
    return film ? [{ ...movie, id: itemIdOf(filmId), name, film }] : []
  })

/** Older than everything else, so that they are never among the latest. */
const INVENTED_ADDED_UTC_MS = Date.UTC(2001, 0, 1)
const HOUR_MS = 3_600_000

function inventedFilms(films: readonly Film[], count: number): Movie[] {
  if (films.length === 0) return []
  return Array.from({ length: count }, (_, index): Movie => {
    const film = films[index % films.length]
    if (film === undefined) throw new Error('there are no films to play')
    const id = itemIdOf(`invented-${index}`)
    const shelf = { parentId: LIBRARY_IDS.films, libraryId: LIBRARY_IDS.films }
    const addedUtcMs = INVENTED_ADDED_UTC_MS + index * HOUR_MS
    return { ...inventedText(index), ...shelf, kind: 'movie', id, film, otherVersions: [], addedUtcMs }
  })
}
