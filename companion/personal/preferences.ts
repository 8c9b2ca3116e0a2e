import { z } from 'zod'
import { largestOffsetMs, qualitySchema } from '../../protocol/personal.ts'

const languageSchema = z.string().min(1).max(64)

/** A track as it was chosen once: what another film's tracks are compared with. */
const rememberedTrackSchema = z.strictObject({
  language: languageSchema.nullable(),
  title: z.string().max(300),
  forced: z.boolean(),
})

export type RememberedTrack = z.infer<typeof rememberedTrackSchema>

/** What was chosen for a film or a series; absent = nothing was, null = none of that kind. */
const trackMemorySchema = z.strictObject({
  audio: rememberedTrackSchema.nullable().exactOptional(),
  subtitle: rememberedTrackSchema.nullable().exactOptional(),
})

export type TrackMemory = z.infer<typeof trackMemorySchema>

/** Languages in the order in which they are liked; an empty list = no preference. Subtitles null = rather none. */
const languagesSchema = z.strictObject({
  audio: z.array(languageSchema).max(10),
  subtitle: z.array(languageSchema).max(10).nullable(),
})

export type Languages = z.infer<typeof languagesSchema>

/** How a sound device presents a film: where the player has to be ahead, and the sound ahead of the picture. */
const deviceMemorySchema = z.strictObject({
  offsetMs: z.number().min(-largestOffsetMs).max(largestOffsetMs),
  /** How much later than the picture the sound arrives if nothing is done about it. */
  soundLateMs: z.number().min(-largestOffsetMs).max(largestOffsetMs),
})

export type DeviceMemory = z.infer<typeof deviceMemorySchema>

/** What one viewer likes, kept between runs. None of it ever reaches a room. */
export const preferencesSchema = z.strictObject({
  version: z.literal(1),
  /** By the device's id; '' = the player does not tell. */
  devices: z.record(z.string().max(500), deviceMemorySchema),
  /** By series or film, newest last. */
  tracks: z.record(z.string().max(300), trackMemorySchema),
  languages: languagesSchema,
  quality: qualitySchema,
})

export type Preferences = z.infer<typeof preferencesSchema>

export const noPreferences: Preferences = {
  version: 1,
  devices: {},
  tracks: {},
  languages: { audio: [], subtitle: [] },
  quality: { maxBitrate: null, transcode: false },
}

const untouchedDevice: DeviceMemory = { offsetMs: 0, soundLateMs: 0 }

/** As many films and series as somebody watches in years. */
const rememberedFilms = 1000

export const deviceIn = ({ devices }: Preferences, id: string): DeviceMemory => devices[id] ?? untouchedDevice

export const withDevice = (
  preferences: Preferences,
  id: string,
  change: Partial<DeviceMemory>,
): Preferences => ({
  ...preferences,
  devices: { ...preferences.devices, [id]: { ...deviceIn(preferences, id), ...change } },
})

export function withTrackChoice(preferences: Preferences, film: string, choice: TrackMemory): Preferences {
  const { [film]: before, ...others } = preferences.tracks
  const kept = Object.entries(others).slice(1 - rememberedFilms)
  return { ...preferences, tracks: { ...Object.fromEntries(kept), [film]: { ...before, ...choice } } }
}
