import type { CompanionState } from '../../protocol/companionState.ts'
import type { TimeWindow } from '../meter/trace.ts'
import { within } from '../meter/trace.ts'
import { rounded, spreadOf, type MemberReport } from './report.ts'

/** How far a member's companion said that its player is from where the room is. */
export interface DriftNote {
  readonly atMs: number
  readonly driftMs: number
}

/** What a state says about drift while the room plays; null when it says nothing new. */
export function driftIn(state: CompanionState, atMs: number): DriftNote | null {
  const { driftMs, mode } = state.follow
  const isPlaying = state.room?.timeline.playing === true && mode === 'following'
  return isPlaying && driftMs !== null ? { atMs, driftMs } : null
}

export interface MemberView {
  readonly name: string
  readonly state: CompanionState
  readonly drifts: readonly DriftNote[]
}

export function memberReport({ name, state, drifts }: MemberView, window: TimeWindow): MemberReport {
  const { player, clock, follow } = state
  const identity = player.kind === 'ready' || player.kind === 'loading' ? player : null
  return {
    name,
    player: identity?.name ?? null,
    pid: identity?.pid ?? null,
    ipc: identity?.control ?? null,
    rttMs: rounded(clock?.rttMs ?? null),
    offsetBoundMs: rounded(clock?.boundMs ?? null),
    driftMs: spreadOf(within(drifts, window).map(({ driftMs }) => driftMs)),
    corrections: { ...follow.corrections },
  }
}
