import { longestPositionS, type PlayerAction } from '../../../protocol/openWatchParty/words.ts'
import type { RoomEvent } from '../../../protocol/event.ts'
import type { RoomStep } from '../../host/liveRoom.ts'
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

const inSeconds = (ms: number): number => Math.min(Math.max(0, Math.round(ms) / 1000), longestPositionS)

/** What a change of the timeline is for a web client: a command, a place that it finds by itself, or nothing. */
export function actionOf(former: Timeline, next: Timeline, event: RoomEvent | null): PlayerAction | null {
  if (next.playing && !former.playing) return 'play'
  if (event?.what === 'sought') return 'seek'
  if (former.playing && !next.playing) return event?.what === 'stalled' ? 'buffering' : 'pause'
  return !next.playing && next.positionMs !== former.positionMs ? 'seek' : null
}

/** Why web clients have to leave a room: it is over, or it plays another film, which they cannot follow it to. */
export function closingOf({ before, room }: RoomStep): string | null {
  if (room.life.kind === 'ended' && before.life.kind !== 'ended') return 'Host left the room'
  return before.media.itemId === room.media.itemId ? null : 'The host started another film'
}

const commands: ReadonlySet<RoomEvent['what']> = new Set([
  'played',
  'paused',
  'sought',
  'stalled',
  'changed-rate',
])

/** What somebody did that moved the room; null when nobody did. */
export function commandEvent(effects: RoomStep['effects']): RoomEvent | null {
  for (const effect of effects) {
    if (effect.kind !== 'send' || effect.message.type !== 'event') continue
    if (commands.has(effect.message.event.what)) return effect.message.event
  }
  return null
}
