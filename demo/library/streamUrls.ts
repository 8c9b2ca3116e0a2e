import type { PlayableItem } from './catalogue.ts'
import { subtitleFormat } from './deviceProfile.ts'
import type { MediaStream } from './models.ts'
import { dashedGuid } from './wording.ts'

/** What addresses of streams are made from. All are relative to the server's base and carry the caller's token. */
export interface StreamUrlParts {
  readonly item: PlayableItem
  readonly token: string
  /** Servers before 10.11 call the parameter `api_key`. */
  readonly tokenName: 'api_key' | 'ApiKey'
  readonly deviceId: string
  readonly playSessionId: string
  readonly request: {
    readonly audiostreamindex: number | null
    readonly maxstreamingbitrate: number | null
  }
  readonly reasons: readonly string[]
  /** Number of the subtitle that is drawn into the picture. */
  readonly burntIn: number | null
}

interface TranscodingTarget {
  readonly container: string | null
  readonly videocodec: string | null
  readonly audiocodec: string | null
}

export function transcodingUrl(parts: StreamUrlParts, target: TranscodingTarget): string {
  const { audiostreamindex, maxstreamingbitrate } = parts.request
  const parameters = new URLSearchParams({
    DeviceId: parts.deviceId,
    MediaSourceId: parts.item.id,
    VideoCodec: target.videocodec || 'h264',
    AudioCodec: target.audiocodec || 'aac',
    AudioStreamIndex: String(audiostreamindex ?? 1),
    ...(maxstreamingbitrate !== null && { VideoBitrate: String(maxstreamingbitrate) }),
    ...(parts.burntIn !== null && {
      SubtitleStreamIndex: String(parts.burntIn),
      SubtitleMethod: 'Encode',
    }),
    PlaySessionId: parts.playSessionId,
    [parts.tokenName]: parts.token,
    SegmentContainer: target.container || 'ts',
    TranscodeReasons: parts.reasons.join(','),
  })
  return `/videos/${dashedGuid(parts.item.id)}/master.m3u8?${parameters.toString()}`
}

export function subtitleUrl(
  stream: MediaStream,
  { item, token, tokenName }: Pick<StreamUrlParts, 'item' | 'token' | 'tokenName'>,
): string {
  const format = subtitleFormat(stream.Codec ?? 'srt')
  const path = `/Videos/${dashedGuid(item.id)}/${item.id}/Subtitles/${stream.Index ?? 0}/0/Stream.${format}`
  return `${path}?${tokenName}=${token}`
}
