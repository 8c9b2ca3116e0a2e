import type { ItemCard, ItemPage, LikedItem, Shelf, VersionTrack } from '../../../protocol/bridge/query.ts'
import { pictureAddress } from '../../../protocol/bridge/pictures.ts'

const minuteMs = 60_000
const words = [
  'Night',
  'Metronome',
  'Harbour',
  'Signal',
  'Orchard',
  'Winter',
  'Paper',
  'Lighthouse',
  'Echo',
  'Salt',
  'Meridian',
  'Velvet',
  'Atlas',
  'Comet',
  'Quiet',
  'Mirror',
  'River',
  'Clockmaker',
  'Ember',
  'Northern',
  'Garden',
  'Static',
]
const word = (at: number) => words[at % words.length] ?? ''

const shapes = [
  (at: number) => `The ${word(at)} ${word(at * 3 + 1)}`,
  (at: number) => `${word(at)} of the ${word(at * 5 + 2)}`,
  (at: number) => `${word(at * 7)}`,
  (at: number) => `A ${word(at)} in ${word(at + 4)}`,
]

/** A film that is always the same for the same number. */
export function film(at: number, more: Partial<ItemCard> = {}): ItemCard {
  const year = 1960 + ((at * 7) % 64)
  return {
    id: `film-${at}`,
    kind: 'film',
    title: shapes[at % shapes.length]?.(at) ?? '',
    subtitle: String(year),
    year,
    runtimeMs: (84 + ((at * 13) % 70)) * minuteMs,
    resumeMs: 0,
    played: at % 9 === 4,
    unwatched: null,
    posterUrl: pictureAddress(`p${at}`),
    blurhash: at % 2 === 0 ? 'LEHV6nWB2yk8pyo0adR*.7kCMdnj' : 'L6PZfSi_.AyE_3t7t7R**0o#DgR4',
    posterAspect: 2 / 3,
    ...more,
  }
}

export const episode = (at: number, more: Partial<ItemCard> = {}): ItemCard =>
  film(at, {
    id: `episode-${at}`,
    kind: 'episode',
    subtitle: `The Harbour Letters - S01E${String(at).padStart(2, '0')}`,
    runtimeMs: (38 + (at % 9)) * minuteMs,
    posterUrl: pictureAddress(`b${at}`),
    posterAspect: 16 / 9,
    ...more,
  })

export const series = (at: number): ItemCard =>
  film(at, { id: `series-${at}`, kind: 'series', runtimeMs: null, played: false, unwatched: at % 12 })

const season = (at: number): ItemCard =>
  film(at, {
    id: `season-${at}`,
    kind: 'season',
    title: `Season ${at}`,
    subtitle: null,
    runtimeMs: null,
    unwatched: 3,
  })

export const seasons = [season(1), season(2), season(3)]

const longTitle = 'Die außergewöhnlich umfangreiche Donaudampfschifffahrtsgesellschaftskapitänsgeschichte'

export const homeShelves: readonly Shelf[] = [
  {
    kind: 'resume',
    title: null,
    parentId: null,
    items: [
      film(1, { resumeMs: 31 * minuteMs, played: false }),
      episode(4, { resumeMs: 12 * minuteMs, played: false }),
      film(7, { resumeMs: 66 * minuteMs, title: longTitle, played: false }),
      film(12, { resumeMs: 5 * minuteMs, posterUrl: null, blurhash: null }),
    ],
  },
  { kind: 'next-up', title: null, parentId: null, items: [5, 6, 7, 8].map((at) => episode(at)) },
  { kind: 'latest', title: 'Films', parentId: 'library-films', items: range(20, 14).map((at) => film(at)) },
  { kind: 'latest', title: 'Series', parentId: 'library-series', items: range(50, 8).map(series) },
]

export const libraries: readonly ItemCard[] = [
  film(3, {
    id: 'library-films',
    kind: 'folder',
    title: 'Films',
    subtitle: null,
    posterUrl: pictureAddress('b3'),
    posterAspect: 16 / 9,
  }),
  film(8, {
    id: 'library-series',
    kind: 'folder',
    title: 'Series',
    subtitle: null,
    posterUrl: pictureAddress('b8'),
    posterAspect: 16 / 9,
  }),
  film(9, {
    id: 'library-home',
    kind: 'folder',
    title: 'Home videos',
    subtitle: null,
    posterUrl: null,
    blurhash: null,
    posterAspect: 16 / 9,
  }),
]

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => from + at)
}

/** A part of a library of that many films. */
export const pageOf = (total: number, { start, limit }: { start: number; limit: number }): ItemPage => ({
  items: range(start, Math.max(0, Math.min(limit, total - start))).map((at) => film(at)),
  total,
})

const track = (kind: VersionTrack['kind'], title: string, language: string): VersionTrack => ({
  ...{ kind, key: `${kind}-${language}`, title, language, forced: false, isDefault: false },
})

const tracks: VersionTrack[] = [
  track('audio', 'English - DTS - 5.1', 'eng'),
  track('audio', 'Deutsch - AC3 - Stereo', 'ger'),
  track('subtitle', 'English', 'eng'),
  { ...track('subtitle', 'Français (forcé)', 'fre'), forced: true },
]

export const details = (card: ItemCard): LikedItem => ({
  card,
  overview:
    'A piano tuner in a town without electricity finds that every clock in it has stopped at the same minute. To set them going again she needs the one person who left before it happened, and a night in which nobody sleeps.',
  backdropUrl: pictureAddress('b7'),
  genres: ['Drama', 'Mystery'],
  rating: 7.8,
  officialRating: 'FSK-12',
  people: [
    { name: 'Ingrid Vasko', role: 'Mara' },
    { name: 'Tomás Ferreira', role: 'The watchmaker' },
    { name: 'Lena Brandt', role: null },
  ],
  parent: { id: 'library-films', title: 'Films' },
  versions: [
    { id: 'v1', title: '2160p HEVC', bitrate: 42_000_000, tracks },
    { id: 'v2', title: '1080p H.264', bitrate: 9_800_000, tracks: tracks.slice(0, 1) },
  ],
  belongsTo: `server/${card.id}`,
  liking: { versionId: null, audio: { kind: 'leave' }, subtitle: { kind: 'none' } },
  chapters: [],
  segments: [],
  trickplay: null,
})

export const episodes: readonly ItemCard[] = range(1, 8).map((at) =>
  episode(at, { resumeMs: at === 3 ? 14 * minuteMs : 0, played: at < 3 }),
)
