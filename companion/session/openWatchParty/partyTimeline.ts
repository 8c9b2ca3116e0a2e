import type { ServerFrameOf } from '../../../protocol/openWatchParty/serverFrames.ts'
import type { PlayState } from '../../../protocol/openWatchParty/words.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import { positionAt } from '../../../sync/timeline.ts'

/**
 * What the frames of an OpenWatchParty server say about where the room is. Their clock, whole milliseconds since 1970,
 * is the session clock; their positions are seconds.
 */
export function timelineOfState({ payload, server_ts: toldMs = 0 }: ServerFrameOf<'room_state'>): Timeline {
  const { state, state_server_ts: stateMs, target_server_ts: targetMs } = payload
  const playing = state.play_state === 'playing'
  const moving = { positionMs: inMs(state.position), rate: 1, atMs: stateMs ?? toldMs, playing, revision: 0 }
  return targetMs === null || targetMs === undefined ? moving : beginningAt(moving, targetMs)
}

/**
 * What a command makes of the room. The first two generations stamp it with the instant at which it is to happen, and
 * its position is meant for then; the later ones with the instant at which it was given, since when the host has moved.
 */
export function timelineOfEvent(frame: ServerFrameOf<'player_event'>, former: Timeline): Timeline {
  const { payload, server_ts: stampMs } = frame
  const targetMs = payload.target_server_ts ?? stampMs ?? former.atMs
  const givenMs = Math.min(stampMs ?? targetMs, targetMs)
  const playing = playStateOf(frame, former) === 'playing'
  const positionMs = payload.position === undefined ? positionAt(former, givenMs) : inMs(payload.position)
  const moving = { positionMs, rate: 1, atMs: givenMs, playing, revision: former.revision }
  return { ...beginningAt(moving, targetMs), revision: former.revision + 1 }
}

/** Left out by the first generations where the action says it. */
function playStateOf({ payload }: ServerFrameOf<'player_event'>, former: Timeline): PlayState {
  if (payload.play_state !== undefined && payload.action === 'seek') return payload.play_state
  switch (payload.action) {
    case 'play':
      return 'playing'
    case 'pause':
    case 'buffering':
      return 'paused'
    case 'seek':
      return former.playing ? 'playing' : 'paused'
  }
}

/** The same movement, told from an instant on at which the others are to have joined in. */
function beginningAt(moving: Timeline, targetMs: number): Timeline {
  if (targetMs <= moving.atMs) return { ...moving, atMs: targetMs }
  return { ...moving, positionMs: positionAt(moving, targetMs), atMs: targetMs }
}

export const inMs = (seconds: number): number => Math.max(0, seconds * 1000)

/** Whole milliseconds are as fine as anybody there tells a position. */
export const inSeconds = (ms: number): number => Math.round(ms) / 1000
