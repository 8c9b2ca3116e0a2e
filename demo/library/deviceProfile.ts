import { z } from 'zod'
import { optionalNumber, optionalText } from './bodyFields.ts'
import type { MediaSourceInfo, MediaStream } from './models.ts'

/** What a client's player can play, as far as it decides something here; keys in lower case (see readBody). */
export const deviceProfileSchema = z.object({
  maxstreamingbitrate: optionalNumber,
  directplayprofiles: listOf({ container: optionalText, videocodec: optionalText, audiocodec: optionalText }),
  transcodingprofiles: listOf({
    container: optionalText,
    protocol: optionalText,
    videocodec: optionalText,
    audiocodec: optionalText,
  }),
  subtitleprofiles: listOf({ format: optionalText, method: optionalText }),
})

function listOf<Shape extends z.ZodRawShape>(shape: Shape) {
  return z
    .array(z.object({ type: optionalText, ...shape }))
    .nullable()
    .default(null)
}

export type DeviceProfile = z.infer<typeof deviceProfileSchema>
type DirectPlayProfile = NonNullable<DeviceProfile['directplayprofiles']>[number]

export type RefusalReason =
  | 'ContainerNotSupported'
  | 'VideoCodecNotSupported'
  | 'AudioCodecNotSupported'
  | 'ContainerBitrateExceedsLimit'
  | 'DirectPlayError'

export interface StreamChoice {
  readonly source: MediaSourceInfo
  readonly streams: readonly MediaStream[]
  readonly profile: DeviceProfile
  readonly audioStreamIndex: number | null
  readonly maxBitrate: number | null
}

/** Why the player cannot take the file as it is; empty when it can. */
export function refusalReasons(choice: StreamChoice): RefusalReason[] {
  const { source, profile } = choice
  const limit = choice.maxBitrate ?? profile.maxstreamingbitrate ?? Infinity
  if ((source.Bitrate ?? 0) > limit) return ['ContainerBitrateExceedsLimit']
  const candidates = (profile.directplayprofiles ?? []).filter(({ type }) => sameWord(type, 'Video'))
  const reasons = candidates.map((candidate) => reasonsAgainst(candidate, choice))
  if (reasons.some((list) => list.length === 0)) return []
  // What the closest candidate could not do.
  return reasons.toSorted((a, b) => a.length - b.length)[0] ?? ['ContainerNotSupported']
}

function reasonsAgainst(
  candidate: DirectPlayProfile,
  { source, streams, audioStreamIndex }: StreamChoice,
): RefusalReason[] {
  const video = streams.find(({ Type }) => Type === 'Video')
  const index = audioStreamIndex ?? source.DefaultAudioStreamIndex
  const audio = streams.find((stream) => stream.Type === 'Audio' && stream.Index === index)
  const reasons: RefusalReason[] = []
  if (!accepts(candidate.container, source.Container)) reasons.push('ContainerNotSupported')
  if (!accepts(candidate.videocodec, video?.Codec)) reasons.push('VideoCodecNotSupported')
  if (audio && !accepts(candidate.audiocodec, audio.Codec)) reasons.push('AudioCodecNotSupported')
  return reasons
}

/** Lists are separated by commas, on both sides; an empty list accepts everything, one that begins with '-' excludes. */
function accepts(list: string | null | undefined, actual: string | null | undefined): boolean {
  if (!list) return true
  const excluding = list.startsWith('-')
  const names = words(excluding ? list.slice(1) : list)
  const listed = words(actual ?? '').some((name) => names.includes(name))
  return listed !== excluding
}

const words = (list: string): string[] =>
  list
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())

export const sameWord = (a: string | null | undefined, b: string): boolean =>
  a?.toLowerCase() === b.toLowerCase()

/** How the player gets a subtitle: in the file, as a file of its own, or burnt into the picture. */
export function subtitleDelivery(
  stream: MediaStream,
  profile: DeviceProfile,
  direct: boolean,
): 'Embed' | 'External' | 'Encode' {
  const able = (method: string) =>
    (profile.subtitleprofiles ?? []).some(
      (candidate) => sameWord(candidate.method, method) && sameFormat(candidate.format, stream.Codec),
    )
  if (direct && !stream.IsExternal && able('Embed')) return 'Embed'
  return stream.SupportsExternalStream === true && able('External') ? 'External' : 'Encode'
}

/** ffmpeg says "subrip" where files are called .srt. */
const sameFormat = (a: string | null | undefined, b: string | null | undefined): boolean =>
  subtitleFormat(a ?? '') === subtitleFormat(b ?? '')

export const subtitleFormat = (codec: string): string => codec.toLowerCase().replace('subrip', 'srt')
