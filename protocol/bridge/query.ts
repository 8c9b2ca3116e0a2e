import { z } from 'zod'
import { trackKindSchema } from '../personal.ts'

const page = { start: z.int().min(0), limit: z.int().min(1).max(500) }
const itemId = z.string().min(1).max(128)

export const itemSortSchema = z.enum(['title', 'added', 'released', 'rating', 'runtime', 'played'])

export type ItemSort = z.infer<typeof itemSortSchema>

/** What a library is narrowed down to. */
export const itemFilterSchema = z.strictObject({
  kinds: z.array(z.enum(['film', 'episode', 'series'])).max(3),
  unwatched: z.boolean(),
  genres: z.array(z.string().max(100)).max(20),
})

export type ItemFilter = z.infer<typeof itemFilterSchema>

/** What a window may ask about the library and the people; asked whenever it is shown, and kept nowhere in the state. */
export const appQuerySchema = z.discriminatedUnion('kind', [
  /** Rows of the home screen: `Shelf[]`, empty ones left out. */
  z.strictObject({ kind: z.literal('home') }),
  /** The libraries of this person: `ItemCard[]`. */
  z.strictObject({ kind: z.literal('libraries') }),
  /** What is in a library, series, season or folder: `ItemPage`. */
  z.strictObject({
    kind: z.literal('children'),
    parentId: itemId,
    sort: itemSortSchema,
    descending: z.boolean(),
    filter: itemFilterSchema,
    ...page,
  }),
  /** The genres of what is in a library, by which it can be narrowed: names, from A to Z. */
  z.strictObject({ kind: z.literal('genres'), parentId: itemId }),
  /** By title, best first: `ItemPage`. */
  z.strictObject({ kind: z.literal('search'), text: z.string().trim().min(1).max(200), ...page }),
  /** `LikedItem`. */
  z.strictObject({ kind: z.literal('item'), itemId }),
  /** Which of the people chosen can see the item, as far as this person's account may know: `Sight[]`. */
  z.strictObject({
    kind: z.literal('sight'),
    itemId,
    userIds: z.array(z.string().min(1).max(128)).max(100),
  }),
  /** Whom a room may be shown to: `Person[]`. */
  z.strictObject({ kind: z.literal('people') }),
  /** A link to the room that one is in, by which somebody joins with a role: `Link`. */
  z.strictObject({
    kind: z.literal('link'),
    role: z.enum(['controller', 'viewer']),
    once: z.boolean(),
    livesMs: z
      .number()
      .min(60_000)
      .max(30 * 86_400_000),
  }),
  /** A text to send to whoever helps: no name, address or token in it. `{ text: string }`. */
  z.strictObject({ kind: z.literal('diagnostics') }),
])

export type AppQuery = z.infer<typeof appQuerySchema>

/** An item as a poster shows it. */
export const itemCardSchema = z.object({
  id: z.string(),
  kind: z.enum(['film', 'episode', 'series', 'season', 'folder', 'other']),
  title: z.string(),
  /** "Series - S01E02" for an episode, the year for a film. */
  subtitle: z.string().nullable(),
  year: z.int().nullable(),
  runtimeMs: z.number().nullable(),
  resumeMs: z.number(),
  played: z.boolean(),
  /** Episodes of a series or season that were not seen; null = unknown or none of both. */
  unwatched: z.int().nullable(),
  /** On the app's own picture route; null = none. */
  posterUrl: z.string().nullable(),
  blurhash: z.string().nullable(),
  /** Width by height of the poster; null = unknown, take 2/3. */
  posterAspect: z.number().nullable(),
})

export type ItemCard = z.infer<typeof itemCardSchema>

export const itemPageSchema = z.object({ items: z.array(itemCardSchema), total: z.int().min(0) })

export type ItemPage = z.infer<typeof itemPageSchema>

export const shelfSchema = z.object({
  /** `latest` is once for each library, whose name is `title`. */
  kind: z.enum(['resume', 'next-up', 'latest']),
  title: z.string().nullable(),
  parentId: z.string().nullable(),
  items: z.array(itemCardSchema),
})

export type Shelf = z.infer<typeof shelfSchema>

/** Previews of a film's scenes: pictures of tiles, each tile one instant. */
export const trickplaySchema = z.object({
  tileWidth: z.int(),
  tileHeight: z.int(),
  columns: z.int(),
  rows: z.int(),
  /** From one tile to the next. */
  everyMs: z.number(),
  count: z.int(),
  /** Of the pictures, in their order, on the app's own picture route. */
  sheets: z.array(z.string()),
})

export type Trickplay = z.infer<typeof trickplaySchema>

/** A sound or a subtitle of a version, as the library tells it before the film is opened. */
export const versionTrackSchema = z.object({
  kind: trackKindSchema,
  /** Unlike those of the version's other tracks. */
  key: z.string(),
  title: z.string(),
  language: z.string().nullable(),
  forced: z.boolean(),
  isDefault: z.boolean(),
})

export type VersionTrack = z.infer<typeof versionTrackSchema>

/** One of the files that an item can be watched from. */
export const itemVersionSchema = z.object({
  id: z.string(),
  title: z.string(),
  bitrate: z.number().nullable(),
  tracks: z.array(versionTrackSchema),
})

export type ItemVersion = z.infer<typeof itemVersionSchema>

export const itemDetailsSchema = z.object({
  card: itemCardSchema,
  overview: z.string().nullable(),
  backdropUrl: z.string().nullable(),
  genres: z.array(z.string()),
  rating: z.number().nullable(),
  officialRating: z.string().nullable(),
  people: z.array(z.object({ name: z.string(), role: z.string().nullable() })),
  /** The series of an episode or season, the parent of everything else; null = none that can be opened. */
  parent: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** What choices of tracks are remembered for: the series of an episode, else the film. */
  belongsTo: z.string(),
  /** In the library's order. */
  versions: z.array(itemVersionSchema),
  chapters: z.array(z.object({ title: z.string(), startMs: z.number() })),
  /** What can be skipped, as the library's media segments tell it. */
  segments: z.array(
    z.object({
      kind: z.enum(['intro', 'outro', 'recap', 'preview', 'commercial']),
      startMs: z.number(),
      endMs: z.number(),
    }),
  ),
  trickplay: trickplaySchema.nullable(),
})

export type ItemDetails = z.infer<typeof itemDetailsSchema>

/** Which track is played: leave = whatever the player and the library choose. */
const trackChoiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave') }),
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('track'), key: z.string() }),
])

export type TrackChoice = z.infer<typeof trackChoiceSchema>

/** What a viewer gets when they open the item, by what they chose before and by the languages they like. */
export const itemLikingSchema = z.object({
  /** null = the library's choice. */
  versionId: z.string().nullable(),
  audio: trackChoiceSchema,
  subtitle: trackChoiceSchema,
})

export type ItemLiking = z.infer<typeof itemLikingSchema>

export const likedItemSchema = itemDetailsSchema.extend({ liking: itemLikingSchema })

export type LikedItem = z.infer<typeof likedItemSchema>

/** Whether somebody can see an item. `unknown`: this account may not look; they find out when they join. */
export const sightSchema = z.object({
  userId: z.string(),
  sees: z.enum(['yes', 'no', 'unknown']),
  /** Why not, as a sentence; null = there is nothing to say. */
  why: z.string().nullable(),
})

export type Sight = z.infer<typeof sightSchema>

export const personSchema = z.object({
  userId: z.string(),
  /** By which the deed `invite` names them. */
  personId: z.string(),
  name: z.string(),
  pictureUrl: z.string().nullable(),
})

export type Person = z.infer<typeof personSchema>

/** `app` opens the app, `web` a page of the server that opens it. */
export const linkSchema = z.object({ app: z.string(), web: z.string() })

export type Link = z.infer<typeof linkSchema>

/** What each query is answered with. */
export const answerSchemas = {
  home: z.array(shelfSchema),
  libraries: z.array(itemCardSchema),
  children: itemPageSchema,
  genres: z.array(z.string()),
  search: itemPageSchema,
  item: likedItemSchema,
  sight: z.array(sightSchema),
  people: z.array(personSchema),
  link: linkSchema,
  diagnostics: z.object({ text: z.string() }),
} as const satisfies Record<AppQuery['kind'], z.ZodType>

export type AnswerOf<Kind extends AppQuery['kind']> = z.infer<(typeof answerSchemas)[Kind]>
