import { z } from 'zod'
import {
  largestOffsetMs,
  qualitySchema,
  rememberedTrackSchema,
  type TrackView,
} from '../../protocol/personal.ts'

const languageSchema = z.string().min(1).max(64)

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
  /** Which version of an item is watched, by the library's ids of both, newest last. Absent in older files. */
  versions: z.record(z.string().max(128), z.string().min(1).max(128)).default({}),
  languages: languagesSchema,
  quality: qualitySchema,
})

export type Preferences = z.infer<typeof preferencesSchema>

export const noPreferences: Preferences = {
  version: 1,
  devices: {},
  tracks: {},
  versions: {},
  languages: { audio: [], subtitle: [] },
  quality: { maxBitrate: null, transcode: false },
}

const untouchedDevice: DeviceMemory = { offsetMs: 0, soundLateMs: 0 }

/** As many films and series as somebody watches in years. */
const rememberedFilms = 1000

/** With one entry more as the newest, or without it (null), and no more than are kept. */
function remembering<Value>(entries: Readonly<Record<string, Value>>, key: string, value: Value | null) {
  const { [key]: _before, ...others } = entries
  const kept = Object.fromEntries(Object.entries(others).slice(1 - rememberedFilms))
  return value === null ? kept : { ...kept, [key]: value }
}

export const deviceIn = ({ devices }: Preferences, id: string): DeviceMemory => devices[id] ?? untouchedDevice

export const withDevice = (
  preferences: Preferences,
  id: string,
  change: Partial<DeviceMemory>,
): Preferences => ({
  ...preferences,
  devices: { ...preferences.devices, [id]: { ...deviceIn(preferences, id), ...change } },
})

export const withTrackChoice = (
  preferences: Preferences,
  film: string,
  choice: TrackMemory,
): Preferences => ({
  ...preferences,
  tracks: remembering(preferences.tracks, film, { ...preferences.tracks[film], ...choice }),
})

/** Forgets what was chosen of this kind. */
export function withoutTrackChoice(
  preferences: Preferences,
  film: string,
  kind: TrackView['kind'],
): Preferences {
  const { [kind]: _forgotten, ...others } = preferences.tracks[film] ?? {}
  const memory = Object.keys(others).length === 0 ? null : others
  return { ...preferences, tracks: remembering(preferences.tracks, film, memory) }
}

/** Null = whichever the library chooses. */
export const withVersion = (
  preferences: Preferences,
  itemId: string,
  versionId: string | null,
): Preferences => ({ ...preferences, versions: remembering(preferences.versions, itemId, versionId) })
