import { guidOf } from './wording.ts'

/** The shelves of the stand-in; who may see which is said in people.ts. */
export const LIBRARIES = {
  films: { name: 'Films', collectionType: 'movies' },
  series: { name: 'Series', collectionType: 'tvshows' },
  laboratory: { name: 'Laboratory', collectionType: 'movies' },
} as const

export type LibraryName = keyof typeof LIBRARIES

export const LIBRARY_IDS: Readonly<Record<LibraryName, string>> = {
  films: guidOf('library:films'),
  series: guidOf('library:series'),
  laboratory: guidOf('library:laboratory'),
}

export interface EntryText {
  readonly name: string
  readonly year: number
  readonly overview: string
  readonly genres: readonly string[]
  /** Of ten. */
  readonly rating: number
}

/** Where a sample film (by its recipe's id) stands, and what is written on its box. */
export type CatalogueEntry = EntryText & { readonly filmId: string } & (
    | {
        readonly kind: 'movie'
        readonly library: LibraryName
        /** Other films (by recipe) that are the same one in another cut or language, each with the name of its version. */
        readonly otherVersions?: readonly { readonly filmId: string; readonly name: string }[]
      }
    | { readonly kind: 'episode'; readonly seasonNumber: number; readonly episodeNumber: number }
  )

/** The one series, all of whose episodes stand in the library `series`. */
export const SERIES: EntryText & { readonly seriesName: string } = {
  seriesName: 'lighthouse',
  name: 'The Clockwork Lighthouse',
  year: 2024,
  overview: 'A keeper winds the light every evening. One evening the light winds back.',
  genres: ['Mystery', 'Drama'],
  rating: 8.4,
}

const episode = (episodeNumber: number, name: string, overview: string): CatalogueEntry => ({
  kind: 'episode',
  filmId: `lighthouse-${episodeNumber}`,
  seasonNumber: 1,
  episodeNumber,
  name,
  year: 2024,
  overview,
  genres: ['Mystery', 'Drama'],
  rating: 8 + episodeNumber / 10,
})

export const CATALOGUE_ENTRIES: readonly CatalogueEntry[] = [
  {
    kind: 'movie',
    filmId: 'night',
    library: 'films',
    name: 'Night of the Metronome',
    year: 2025,
    overview:
      'Ten minutes, fourteen thousand four hundred numbered pictures, and a beep that will not be late.',
    genres: ['Thriller'],
    rating: 7.9,
  },
  {
    kind: 'movie',
    filmId: 'tide',
    library: 'films',
    otherVersions: [{ filmId: 'tide-french', name: 'In French' }],
    name: 'The Patient Tide',
    year: 2023,
    overview: 'Twenty-five waves a second wear down a harbour wall.',
    genres: ['Drama'],
    rating: 6.2,
  },
  {
    kind: 'movie',
    filmId: 'tongues',
    library: 'films',
    name: 'Two Tongues and an Echo',
    year: 2021,
    overview: 'Two soundtracks and four kinds of subtitles disagree about the same numbers.',
    genres: ['Comedy', 'Drama'],
    rating: 8.8,
  },
  episode(1, 'Winding', 'The spring is tightened for the last time.'),
  episode(2, 'Ticking', 'Something answers from across the bay.'),
  episode(3, 'Striking', 'Thirteen strokes at noon.'),
  {
    kind: 'movie',
    filmId: 'orbit',
    library: 'laboratory',
    name: 'Sixty to the Second',
    year: 2026,
    overview: 'Sixty pictures every second, for screens that can.',
    genres: ['Experiment'],
    rating: 5.5,
  },
  {
    kind: 'movie',
    filmId: 'kites',
    library: 'laboratory',
    name: 'Kites over Quarter Past',
    year: 2022,
    overview: 'The same wind, in other codecs.',
    genres: ['Experiment'],
    rating: 7.1,
  },
]

/** The id under which the library has a sample film. */
export const itemIdOf = (filmId: string): string => guidOf(`item:${filmId}`)
