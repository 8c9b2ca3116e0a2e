import type { ServerPayloads } from '../../../protocol/openWatchParty/serverFrames.ts'
import { longestPositionS, type PlayerAction } from '../../../protocol/openWatchParty/words.ts'
import type { RoomEvent } from '../../../protocol/event.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import { positionAt } from '../../../sync/timeline.ts'

/** A place of the film as web clients are told it: `position` (seconds) held at `atMs`, session clock. */
export interface ToldPlace {
  readonly position: number
  readonly play_state: 'playing' | 'paused'
  readonly atMs: number
}

/**
 * Where the room is, told so that a client that runs on from `atMs` is where the room will be, also before a start that
 * is still ahead: then the place is counted back. It cannot be before the film begins.
 */
export function toldPlace(timeline: Timeline, nowMs: number): ToldPlace {
  const { positionMs, atMs, playing, rate } = timeline
  if (!playing) return { position: inSeconds(positionMs), play_state: 'paused', atMs: nowMs }
  if (nowMs >= atMs) {
    return { position: inSeconds(positionAt(timeline, nowMs)), play_state: 'playing', atMs: nowMs }
  }
  const backMs = Math.min(positionMs, (atMs - nowMs) * rate)
  return { position: inSeconds(positionMs - backMs), play_state: 'playing', atMs: atMs - backMs / rate }
}

export const inSeconds = (ms: number): number =>
  Math.min(Math.max(0, Math.round(ms) / 1000), longestPositionS)

/** What a change of the timeline is for a web client: a command, a place that it finds by itself, or nothing. */
export function actionOf(former: Timeline, next: Timeline, event: RoomEvent | null): PlayerAction | null {
  if (next.playing && !former.playing) return 'play'
  if (event?.what === 'sought') return 'seek'
  if (former.playing && !next.playing) return event?.what === 'stalled' ? 'buffering' : 'pause'
  return !next.playing && next.positionMs !== former.positionMs ? 'seek' : null
}

export type PlayerEventPayload = ServerPayloads['player_event']
