import { z } from 'zod'

/** A viewer's own offset goes no further either way: slower than that is no loudspeaker and no projector. */
export const largestOffsetMs = 2000

export const offsetSchema = z.number().finite().min(-largestOffsetMs).max(largestOffsetMs)

/** A replay goes no further back: that is no question of what somebody said. */
export const deepestReplayMs = 120_000

/** How the film is to come from the library. */
export const qualitySchema = z.strictObject({
  /** Highest bitrate, bits/s; null = as it is. */
  maxBitrate: z.int().min(64_000).max(1_000_000_000).nullable(),
  /** Have the library convert the film, although the player could play it as it is. */
  transcode: z.boolean(),
})

export type Quality = z.infer<typeof qualitySchema>

export const trackKindSchema = z.enum(['audio', 'subtitle'])

/** A track as it was chosen once: what another film's tracks are compared with. */
export const rememberedTrackSchema = z.strictObject({
  language: z.string().min(1).max(64).nullable(),
  title: z.string().max(300),
  forced: z.boolean(),
})

export type RememberedTrack = z.infer<typeof rememberedTrackSchema>

/** What a viewer would have in a film: leave = whatever their languages, the player and the library choose. */
export const filmLikingSchema = z.discriminatedUnion('kind', [
  /** One of the film's versions, by its id; null = leave. */
  z.strictObject({ kind: z.literal('version'), versionId: z.string().min(1).max(128).nullable() }),
  z.strictObject({ kind: z.literal('track'), track: trackKindSchema, wanted: rememberedTrackSchema }),
  z.strictObject({ kind: z.literal('no-track'), track: trackKindSchema }),
  z.strictObject({ kind: z.literal('leave-track'), track: trackKindSchema }),
])

export type FilmLiking = z.infer<typeof filmLikingSchema>

/** A track that a viewer may choose, as the library and the player know it together. */
export const trackViewSchema = z.object({
  kind: trackKindSchema,
  /** What `choose-track` names it by; means nothing beyond this film. */
  key: z.string(),
  title: z.string(),
  /** As the film names it, `eng` for instance; null = unknown. */
  language: z.string().nullable(),
  codec: z.string().nullable(),
  forced: z.boolean(),
  /** A file of its own beside the film. */
  external: z.boolean(),
  isDefault: z.boolean(),
  selected: z.boolean(),
  /** It can be chosen now: the player has it, or would have it when the film is opened anew. */
  available: z.boolean(),
  /** Choosing it opens the film anew; the room does not notice. */
  reopens: z.boolean(),
})

export type TrackView = z.infer<typeof trackViewSchema>

/** What concerns this viewer alone: nothing of it reaches the room. */
export const personalStateSchema = z.object({
  /** The sound device that the offset is remembered for; null = the player does not tell. */
  audioDevice: z.string().nullable(),
  tracks: z.array(trackViewSchema),
  quality: qualitySchema,
  /** Liked ones, first the most liked, where nothing was chosen by hand; none = no preference, null = rather no subtitles. */
  languages: z.object({ audio: z.array(z.string()), subtitle: z.array(z.string()).nullable() }),
  /** How loud the player is; null = it has not told. */
  volume: z.object({ percent: z.number(), muted: z.boolean() }).nullable(),
  /** False: this viewer asked the room to wait with the next start. */
  ready: z.boolean(),
})

export type PersonalState = z.infer<typeof personalStateSchema>

export const initialPersonalState: PersonalState = {
  audioDevice: null,
  tracks: [],
  quality: { maxBitrate: null, transcode: false },
  languages: { audio: [], subtitle: [] },
  volume: null,
  ready: true,
}
