import type { PlaybackInfoDto } from '@jellyfin/sdk/lib/generated-client/models/playback-info-dto.js'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { playbackInfoSchema, type MediaSource } from './answers.ts'
import { nativePlayerProfile, noBitrateLimit } from './deviceProfile.ts'
import type { HttpClient } from './httpClient.ts'
import type { Delivery, OpenRequest } from './library.ts'
import { noCompatibleStream } from './problems.ts'

/** How one item will be played. `streamPath` is relative to the server's base. */
export interface Playback {
  readonly source: MediaSource
  readonly playSessionId: string | null
  readonly streamPath: string
  readonly playMethod: 'DirectPlay' | 'Transcode'
  readonly delivery: Delivery
  /** What the server puts into its transcode; null when there is none. */
  readonly transcoded: Transcoded | null
}

export interface Transcoded {
  /** Null = the server does not say. */
  readonly audioIndex: number | null
  readonly burntInIndex: number | null
}

/** The server may look into the file, or wait for a disk to wake. */
const timeoutMs = 30_000

/** Asks the server how it lets the item be played: the file itself when it agrees, else what it makes of it. */
export async function negotiatePlayback(
  client: HttpClient,
  userId: string,
  request: OpenRequest,
): Promise<Result<Playback, Problem>> {
  const { itemId } = request
  const body = questionOf(userId, request)
  const path = `/Items/${itemId}/PlaybackInfo`
  const answer = await client.ask({ method: 'POST', path, body, timeoutMs }, playbackInfoSchema)
  if (!answer.ok) return answer
  const { MediaSources, PlaySessionId } = answer.value
  const playbacks = MediaSources.map((source) => playbackOf(itemId, source, PlaySessionId ?? null))
  // The first version of a film that comes as it is, else the first that comes at all.
  const direct = playbacks.find((playback) => playback?.delivery.kind === 'direct')
  const chosen = direct ?? playbacks.find((playback) => playback !== null)
  return chosen ? success(chosen) : failure(noCompatibleStream())
}

function questionOf(
  userId: string,
  { versionId, maxBitrate, transcode = false, audioIndex, subtitleIndex }: OpenRequest,
): PlaybackInfoDto {
  return {
    UserId: userId,
    MaxStreamingBitrate: maxBitrate ?? noBitrateLimit,
    DeviceProfile: nativePlayerProfile(maxBitrate),
    EnableDirectPlay: !transcode,
    EnableDirectStream: !transcode,
    EnableTranscoding: true,
    AutoOpenLiveStream: true,
    ...(versionId === undefined || versionId === null ? {} : { MediaSourceId: versionId }),
    ...(audioIndex === undefined || audioIndex === null ? {} : { AudioStreamIndex: audioIndex }),
    ...(subtitleIndex === undefined || subtitleIndex === null ? {} : { SubtitleStreamIndex: subtitleIndex }),
  }
}

function playbackOf(itemId: string, source: MediaSource, playSessionId: string | null): Playback | null {
  const { SupportsDirectPlay, SupportsDirectStream, TranscodingUrl } = source
  const shared = { source, playSessionId }
  if (SupportsDirectPlay === true || (SupportsDirectStream === true && !TranscodingUrl)) {
    const streamPath = directPath(itemId, source, playSessionId)
    return { ...shared, streamPath, playMethod: 'DirectPlay', delivery: { kind: 'direct' }, transcoded: null }
  }
  if (!TranscodingUrl) return null
  const parameter = parametersOf(TranscodingUrl)
  const delivery: Delivery = { kind: 'transcode', reasons: listIn(parameter('transcodereasons')) }
  const burnsIn = parameter('subtitlemethod') === 'Encode'
  const transcoded = {
    audioIndex: indexIn(parameter('audiostreamindex')),
    burntInIndex: burnsIn ? indexIn(parameter('subtitlestreamindex')) : null,
  }
  return { ...shared, streamPath: TranscodingUrl, playMethod: 'Transcode', delivery, transcoded }
}

/** The whole file, with Range. The server needs no token here, but gets it like everywhere. */
function directPath(itemId: string, source: MediaSource, playSessionId: string | null): string {
  const extension = (source.Container ?? '').split(',')[0]?.replaceAll(/[^a-z0-9]/gi, '') ?? ''
  const query = new URLSearchParams({ static: 'true', mediaSourceId: source.Id })
  if (source.ETag) query.set('tag', source.ETag)
  if (playSessionId !== null) query.set('playSessionId', playSessionId)
  if (source.LiveStreamId) query.set('liveStreamId', source.LiveStreamId)
  return `/Videos/${itemId}/stream${extension === '' ? '' : `.${extension}`}?${query}`
}

/**
 * Jellyfin writes into the address of a transcode what it makes and why, e.g.
 * `TranscodeReasons=ContainerBitrateExceedsLimit,AudioCodecNotSupported`; its names mean the same in any case.
 */
function parametersOf(transcodingUrl: string): (name: string) => string | null {
  const query = new URLSearchParams(transcodingUrl.split('?')[1] ?? '')
  const values = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => values.get(name) ?? null
}

const listIn = (text: string | null): string[] => (text ?? '').split(',').filter((word) => word !== '')

const indexIn = (text: string | null): number | null => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : null)
