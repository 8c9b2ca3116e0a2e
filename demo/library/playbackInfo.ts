import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { optionalFlag, optionalNumber, optionalText } from './bodyFields.ts'
import { type PlayableItem, type Stock, versionsOf } from './catalogue.ts'
import {
  type DeviceProfile,
  deviceProfileSchema,
  refusalReasons,
  sameWord,
  subtitleDelivery,
} from './deviceProfile.ts'
import { deliveredAttachments } from './attachments.ts'
import { mediaSource, mediaStreams } from './mediaSource.ts'
import type { MediaSourceInfo, MediaStream, PlaybackInfoResponse } from './models.ts'
import { subtitleUrl, transcodingUrl } from './streamUrls.ts'

/** The body of PlaybackInfo, keys in lower case (see readBody). */
export const playbackInfoBody = z.object({
  userid: optionalText,
  mediasourceid: optionalText,
  maxstreamingbitrate: optionalNumber,
  starttimeticks: optionalNumber,
  audiostreamindex: optionalNumber,
  subtitlestreamindex: optionalNumber,
  deviceprofile: deviceProfileSchema.nullable().default(null),
  enabledirectplay: optionalFlag,
  enabledirectstream: optionalFlag,
  enabletranscoding: optionalFlag,
})

export type PlaybackInfoRequest = z.infer<typeof playbackInfoBody>

export interface PlaybackQuestion {
  readonly item: PlayableItem
  readonly stock: Stock
  readonly request: PlaybackInfoRequest
  /** The request's profile or the one that the session's capabilities named; null = nobody said. */
  readonly profile: DeviceProfile | null
  readonly mayTranscode: boolean
  readonly token: string
  readonly tokenName: 'api_key' | 'ApiKey'
  readonly deviceId: string
}

/** How an item can be played: as it is, transcoded, or not at all. */
export function playbackInfo(question: PlaybackQuestion): PlaybackInfoResponse {
  const { item, stock, profile } = question
  const wanted = question.request.mediasourceid?.replaceAll('-', '').toLowerCase()
  const versions = versionsOf(item).filter(({ id }) => !wanted || id === wanted)
  if (versions.length === 0) return { MediaSources: [], ErrorCode: 'NoCompatibleStream' }
  const playSessionId = randomUUID().replaceAll('-', '')
  const sources = versions.map((version) => {
    const source = mediaSource(version, stock)
    return profile ? decide(source, profile, { ...question, item: version, playSessionId }) : source
  })
  return { MediaSources: sources, PlaySessionId: playSessionId }
}

type Decision = PlaybackQuestion & { readonly playSessionId: string }

function decide(source: MediaSourceInfo, profile: DeviceProfile, decision: Decision): MediaSourceInfo {
  const { request } = decision
  const streams = mediaStreams(decision.item)
  const reasons = refusalReasons({
    source,
    streams,
    profile,
    audioStreamIndex: request.audiostreamindex,
    maxBitrate: request.maxstreamingbitrate,
  })
  if (request.enabledirectplay === false && reasons.length === 0) reasons.push('DirectPlayError')
  const direct = reasons.length === 0
  const told = streams.map((stream) => delivered(stream, profile, { ...decision, direct }))
  return {
    ...source,
    SupportsDirectPlay: direct,
    SupportsDirectStream: direct,
    MediaStreams: told,
    MediaAttachments: deliveredAttachments(decision.item),
    ...chosenTracks(source, request),
    ...(direct ? {} : transcoding(profile, { ...decision, reasons, burntIn: burntInOf(told, request) })),
  }
}

/** The chosen subtitle, when the player can have it in no other way. */
const burntInOf = (streams: readonly MediaStream[], { subtitlestreamindex }: PlaybackInfoRequest) =>
  streams.find(({ Index, DeliveryMethod }) => Index === subtitlestreamindex && DeliveryMethod === 'Encode')
    ?.Index ?? null

const chosenTracks = (source: MediaSourceInfo, request: PlaybackInfoRequest): MediaSourceInfo => ({
  DefaultAudioStreamIndex: request.audiostreamindex ?? source.DefaultAudioStreamIndex ?? null,
  DefaultSubtitleStreamIndex: request.subtitlestreamindex,
})

function transcoding(
  profile: DeviceProfile,
  decision: Decision & { readonly reasons: readonly string[]; readonly burntIn: number | null },
): MediaSourceInfo {
  const target = (profile.transcodingprofiles ?? []).find(
    ({ type, protocol }) => sameWord(type, 'Video') && sameWord(protocol, 'hls'),
  )
  if (!target || !decision.mayTranscode || decision.request.enabletranscoding === false) {
    return { SupportsTranscoding: false }
  }
  return {
    SupportsTranscoding: true,
    TranscodingUrl: transcodingUrl(decision, target),
    TranscodingSubProtocol: 'hls',
    TranscodingContainer: target.container || 'ts',
  }
}

function delivered(
  stream: MediaStream,
  profile: DeviceProfile,
  decision: Decision & { readonly direct: boolean },
): MediaStream {
  if (stream.Type !== 'Subtitle') return stream
  const method = subtitleDelivery(stream, profile, decision.direct)
  if (method !== 'External') return { ...stream, DeliveryMethod: method }
  return {
    ...stream,
    DeliveryMethod: method,
    DeliveryUrl: subtitleUrl(stream, decision),
    IsExternalUrl: false,
  }
}
