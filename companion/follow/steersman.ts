import type { PlayerCapabilities } from '../../adapters/player.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import { addReading, driftOf, emptyDriftWindow, fusedReading, type Reading } from '../../sync/estimator.ts'
import type { Observation } from '../../sync/observation.ts'
import {
  defaultSteeringLimits,
  endPulse,
  initialSteeringState,
  noteDisturbance,
  steer,
  type Steering,
  type SteeringLimits,
} from '../../sync/steering.ts'
import { limitsOf, type Strictness } from '../../sync/strictness.ts'
import type { Expected } from './course.ts'

/** Rhythm of sensing: quick while something is to be settled, calm in step. */
const quickTickMs = 50
const calmTickMs = 250
/** On "resync everyone" a player further off than this is placed anew; the rest is trimmed by speed. */
const resyncJumpMs = 20

/** The memory of steering one player: readings, pulses, corrections made. */
export interface Steersman {
  /** What there is to show: the drift of the last full set of readings, if the player moves, and what was done. */
  figures(isMoving: boolean): SteeringFigures
  judge(observation: Observation, expected: Expected, nowMs: number): Steering
  /** The player was told the room's rate again. */
  pulseEnded(nowMs: number): void
  /** After a start, a seek, a stall: old readings mean nothing, and haste is allowed for a while. */
  disturbed(nowMs: number): void
  resync(nowMs: number): void
  tickMs(nowMs: number): number
}

export type SteeringFigures = Pick<
  FollowStatus,
  'driftMs' | 'uncertaintyMs' | 'corrections' | 'lastSeekReason'
>

/** `seekMs` tells how long a seek of this player in this film takes: where that is long, speed does more of the work. */
export function createSteersman(
  { rate, settleMs }: PlayerCapabilities,
  seekMs: () => number,
  strictness: () => Strictness = () => 'exact',
): Steersman {
  const limitsNow = (): SteeringLimits => ({
    ...{ ...defaultSteeringLimits, ...limitsOf[strictness()] },
    ...{ rate, settleMs, seekMs: seekMs() },
  })
  let window = emptyDriftWindow
  let state = initialSteeringState
  let corrections = { rate: 0, seek: 0 }
  let seekReason: string | null = null
  let jumpBeyondMs: number | null = null
  let lastReading: Reading | null = null

  const note = (decision: Steering): Steering => {
    if (decision.kind === 'hold') return decision
    if (decision.kind === 'rate') corrections = { ...corrections, rate: corrections.rate + 1 }
    else corrections = { ...corrections, seek: corrections.seek + 1 }
    if (decision.kind === 'seek') seekReason = decision.reason
    return decision
  }
  const isFarForResync = (reading: Reading): boolean => {
    const isFar = jumpBeyondMs !== null && Math.abs(reading.driftMs) > jumpBeyondMs
    jumpBeyondMs = null
    return isFar
  }
  const disturbed = (nowMs: number) => {
    window = emptyDriftWindow
    lastReading = null
    state = noteDisturbance(state, nowMs, limitsNow())
  }
  return {
    figures: (isMoving) => ({
      driftMs: isMoving ? (lastReading?.driftMs ?? null) : null,
      uncertaintyMs: isMoving ? (lastReading?.uncertaintyMs ?? null) : null,
      corrections,
      lastSeekReason: seekReason,
    }),
    judge: (observation, expected, nowMs) => {
      window = addReading(window, driftOf(observation, expected.positionMs))
      const reading = fusedReading(window, state.quietUntilMs)
      lastReading = reading ?? lastReading
      if (reading !== null && isFarForResync(reading)) {
        return note({ kind: 'seek', leadMs: seekMs(), reason: 'Everyone was asked to resync.' })
      }
      const steered = steer(reading, limitsNow(), { state, nowMs, timelineRate: expected.rate })
      state = steered.state
      return note(steered.decision)
    },
    pulseEnded: (nowMs) => {
      state = endPulse(state, nowMs, limitsNow())
    },
    disturbed,
    resync: (nowMs) => {
      disturbed(nowMs)
      jumpBeyondMs = resyncJumpMs
    },
    tickMs: (nowMs) => (nowMs < state.hurriedUntilMs ? quickTickMs : calmTickMs),
  }
}
