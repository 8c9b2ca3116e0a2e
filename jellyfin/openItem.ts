import type { Media } from '../protocol/media.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { JellyfinItem, MediaSource } from './answers.ts'
import type { Clock } from './clock.ts'
import type { HttpClient } from './httpClient.ts'
import type { MediaTrack, OpenedItem, OpenRequest } from './library.ts'
import { belongsTo, fullTitle, libraryItem, runtimeOf } from './libraryItem.ts'
import { negotiatePlayback, type Playback } from './playbackInfo.ts'
import { createPlaybackVoice } from './playbackVoice.ts'
import { noCompatibleStream, notPlayable, playbackForbidden } from './problems.ts'
import { mediaTracks } from './mediaTracks.ts'
import type { RelayBranch } from './relay/relay.ts'

/** What opening needs of the library it belongs to. */
export interface Opening {
  readonly client: HttpClient
  readonly clock: Clock
  readonly serverId: string
  readonly userId: string
  readonly deviceId: string
  readonly openBranch: () => RelayBranch
}

/** A paused player asks for no segments, and the server ends a transcode that nobody touches for 60 s. */
const pingEveryMs = 30_000
const endTranscodeTimeoutMs = 5000

/** Prepares `item` for a player. */
export async function openItem(
  opening: Opening,
  item: JellyfinItem,
  request: OpenRequest,
): Promise<Result<OpenedItem, Problem>> {
  if (item.IsFolder === true || (item.MediaType ?? 'Video') !== 'Video') return failure(notPlayable())
  // Jellyfin does not enforce this permission when it streams; it leaves that to its clients.
  if (item.PlayAccess === 'None') return failure(playbackForbidden())
  const playback = await negotiatePlayback(opening.client, opening.userId, request)
  if (!playback.ok) return playback
  const branch = opening.openBranch()
  const streamUrl = branch.address(playback.value.streamPath)
  if (streamUrl === null) {
    branch.close()
    return failure(noCompatibleStream())
  }
  return success(assemble(opening, item, { playback: playback.value, branch, streamUrl }))
}

interface Prepared {
  readonly playback: Playback
  readonly branch: RelayBranch
  readonly streamUrl: string
}

function assemble(
  opening: Opening,
  item: JellyfinItem,
  { playback, branch, streamUrl }: Prepared,
): OpenedItem {
  const { client, clock } = opening
  const { source, playSessionId, playMethod, delivery } = playback
  const voice = createPlaybackVoice({
    client,
    clock,
    subject: {
      itemId: item.Id,
      mediaSourceId: source.Id,
      playSessionId,
      liveStreamId: source.LiveStreamId ?? null,
      playMethod,
    },
  })
  const tracks = mediaTracks(playback, branch)
  const endTranscode = delivery.kind === 'transcode' ? keepTranscode(opening, playSessionId) : null
  return {
    media: mediaOf(item, source, opening.serverId),
    belongsTo: belongsTo(opening.serverId, item),
    streamUrl,
    subtitles: subtitlesOf(tracks, source.DefaultSubtitleStreamIndex ?? null),
    tracks,
    delivery,
    bitrate: source.Bitrate ?? null,
    throughput: () => branch.throughput(),
    receivedBytes: () => branch.receivedBytes(),
    playback: voice,
    async close(finalPositionMs) {
      const last = voice.lastState()
      if (last !== null) await voice.stopped({ ...last, positionMs: finalPositionMs ?? last.positionMs })
      await endTranscode?.()
      branch.close()
    },
  }
}

function mediaOf(item: JellyfinItem, source: MediaSource, serverId: string): Media {
  return {
    serverId,
    itemId: item.Id,
    // The length that room media may have; an item without a name is still an item.
    title: fullTitle(item).slice(0, 300) || item.Id,
    runtimeMs: runtimeOf(item.RunTimeTicks) ?? runtimeOf(source.RunTimeTicks),
    providerIds: libraryItem(item, () => null).providerIds,
  }
}

/** Subtitles that are no part of the stream: files beside the film, and what a transcode leaves out. */
const subtitlesOf = (tracks: readonly MediaTrack[], chosen: number | null): OpenedItem['subtitles'] =>
  tracks.flatMap(({ kind, delivery, title, language, index }) =>
    kind === 'subtitle' && delivery.kind === 'file'
      ? [{ url: delivery.url, title, language, selected: index === chosen }]
      : [],
  )

/** Keeps the server's transcode alive until the returned function ends it. */
function keepTranscode({ client, clock, deviceId }: Opening, playSessionId: string | null) {
  if (playSessionId === null) return null
  let cancel = clock.after(pingEveryMs, ping)
  function ping() {
    void client.tell({ method: 'POST', path: '/Sessions/Playing/Ping', query: { playSessionId } })
    cancel = clock.after(pingEveryMs, ping)
  }
  return async () => {
    cancel()
    const path = '/Videos/ActiveEncodings'
    const query = { deviceId, playSessionId }
    await client.tell({ method: 'DELETE', path, query, timeoutMs: endTranscodeTimeoutMs })
  }
}
