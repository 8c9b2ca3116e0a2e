import type { CompanionState } from '../../../protocol/companionState.ts'
import { distanceOf, largestDriftMs } from './roster.ts'

type Tone = 'good' | 'caution' | 'bad' | 'calm'

/** How the room is for whoever looks, as the line over the film says it. */
export interface RoomStatus {
  readonly tone: Tone
  readonly key: 'inStep' | 'inStepWithin' | 'near' | 'apart' | 'paused' | 'waits' | 'free' | Mine
  /** Rounded, so that a figure that merely flickers draws nothing anew. */
  readonly driftMs: number | null
}

/** What keeps this viewer from the room. */
type Mine = 'stopped' | 'asking' | 'apartFromRoom' | 'buffering' | 'placing'

type StatusSource = Pick<CompanionState, 'room' | 'follow' | 'isFree' | 'health' | 'player'>

/** What keeps this viewer from the room comes before how the room is: they look at their own player. */
export function statusOf(companion: StatusSource): RoomStatus {
  const { room, isFree } = companion
  const mine = mineOf(companion)
  if (room === null || isFree) return { tone: 'calm', key: 'free', driftMs: null }
  if (mine !== null) return { tone: mine === 'stopped' ? 'bad' : 'caution', key: mine, driftMs: null }
  if (room.phase.kind === 'waiting') return { tone: 'caution', key: 'waits', driftMs: null }
  if (!room.timeline.playing) return { tone: 'calm', key: 'paused', driftMs: null }
  const drift = largestDriftMs(room.members)
  if (drift === null) return { tone: 'calm', key: 'inStep', driftMs: null }
  const driftMs = drift < 1 ? Math.max(0.1, Math.round(drift * 10) / 10) : Math.round(drift)
  switch (distanceOf(drift)) {
    case 'in-step':
      return { tone: 'good', key: 'inStepWithin', driftMs }
    case 'near':
      return { tone: 'caution', key: 'near', driftMs }
    case 'apart':
      return { tone: 'caution', key: 'apart', driftMs }
  }
}

function mineOf({ health, player, follow: { mode, buffering } }: StatusSource): Mine | null {
  if (health.some(({ severity }) => severity === 'stopped')) return 'stopped'
  if (player.kind === 'starting' || player.kind === 'loading') return 'placing'
  if (buffering) return 'buffering'
  if (mode === 'asking') return 'asking'
  if (mode === 'apart') return 'apartFromRoom'
  return mode === 'placing' ? 'placing' : null
}
