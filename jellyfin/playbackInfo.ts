import type { PlaybackInfoDto } from '@jellyfin/sdk/lib/generated-client/models/playback-info-dto.js'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { playbackInfoSchema, type MediaSource, type MediaStream } from './answers.ts'
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
}

/** The server may look into the file, or wait for a disk to wake. */
const timeoutMs = 30_000

/** Asks the server how it lets the item be played: the file itself when it agrees, else what it makes of it. */
export async function negotiatePlayback(
  client: HttpClient,
  userId: string,
  { itemId, maxBitrate }: OpenRequest,
): Promise<Result<Playback, Problem>> {
  const body: PlaybackInfoDto = {
    UserId: userId,
    MaxStreamingBitrate: maxBitrate ?? noBitrateLimit,
    DeviceProfile: nativePlayerProfile(maxBitrate),
    EnableDirectPlay: true,
    EnableDirectStream: true,
    EnableTranscoding: true,
    AutoOpenLiveStream: true,
  }
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

function playbackOf(itemId: string, source: MediaSource, playSessionId: string | null): Playback | null {
  const { SupportsDirectPlay, SupportsDirectStream, TranscodingUrl } = source
  const shared = { source, playSessionId }
  if (SupportsDirectPlay === true || (SupportsDirectStream === true && !TranscodingUrl)) {
    const streamPath = directPath(itemId, source, playSessionId)
    return { ...shared, streamPath, playMethod: 'DirectPlay', delivery: { kind: 'direct' } }
  }
  if (!TranscodingUrl) return null
  const delivery: Delivery = { kind: 'transcode', reasons: reasonsIn(TranscodingUrl) }
  return { ...shared, streamPath: TranscodingUrl, playMethod: 'Transcode', delivery }
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

/** Jellyfin writes why it transcodes into the address, e.g. `ContainerBitrateExceedsLimit,AudioCodecNotSupported`. */
function reasonsIn(transcodingUrl: string): string[] {
  const query = new URLSearchParams(transcodingUrl.split('?')[1] ?? '')
  const reasons = [...query].find(([name]) => name.toLowerCase() === 'transcodereasons')?.[1] ?? ''
  return reasons.split(',').filter((reason) => reason !== '')
}

/** Subtitles that are no part of the stream: files beside the film, and what a transcode leaves out. */
export const externalSubtitles = (source: MediaSource): MediaStream[] =>
  (source.MediaStreams ?? []).filter(
    (stream) => stream.Type === 'Subtitle' && stream.DeliveryMethod === 'External' && stream.DeliveryUrl,
  )
