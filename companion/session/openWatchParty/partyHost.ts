import type { Action } from '../../../protocol/action.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import { pauseAt, playFrom, positionAt, seekTo } from '../../../sync/timeline.ts'
import { inSeconds } from './partyTimeline.ts'

/** What a host of an OpenWatchParty room can do: there, the host's own player is the room. */
export type HostAction = Extract<Action, { kind: 'play' | 'pause' | 'seek' }>

export interface HostCommand {
  readonly timeline: Timeline
  readonly payload: {
    readonly action: HostAction['kind']
    readonly position: number
    readonly play_state: 'playing' | 'paused'
  }
}

/** What the own player needs to be told in time; the others are told by the server when to act. */
const ownLeadMs = 60

/**
 * The host decides alone and at once: a command is where its own player goes now, and the server passes it on. Null
 * when it would change nothing.
 */
export function commandOfHost(action: HostAction, timeline: Timeline, nowMs: number): HostCommand | null {
  const atMs = Math.max(nowMs + ownLeadMs, timeline.atMs)
  switch (action.kind) {
    case 'play':
      return timeline.playing ? null : command(action, playFrom(timeline, atMs))
    case 'pause':
      return timeline.playing ? command(action, pauseAt(timeline, atMs)) : null
    case 'seek':
      return command(action, seekTo(timeline, atMs, action.positionMs))
  }
}

const command = ({ kind }: HostAction, timeline: Timeline): HostCommand => ({
  timeline,
  payload: { action: kind, position: inSeconds(timeline.positionMs), play_state: playState(timeline) },
})

const playState = ({ playing }: Timeline) => (playing ? ('playing' as const) : ('paused' as const))

/** What the host says about once a second. */
export const reportOfHost = (timeline: Timeline, nowMs: number) => ({
  position: inSeconds(positionAt(timeline, nowMs)),
  play_state: playState(timeline),
})
