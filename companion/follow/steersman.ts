import type { PlayerCapabilities } from '../../adapters/player.ts'
import { addReading, driftOf, emptyDriftWindow, fusedReading, type Reading } from '../../sync/estimator.ts'
import type { Observation } from '../../sync/observation.ts'
import {
  defaultSteeringLimits,
  initialSteeringState,
  noteDisturbance,
  steer,
  type Steering,
  type SteeringLimits,
} from '../../sync/steering.ts'

/** Rhythm of sensing: quick while something is to be settled, calm in step. */
const quickTickMs = 50
const calmTickMs = 250
/** On "resync everyone" a player further off than this is placed anew; the rest is trimmed by speed. */
const resyncJumpMs = 20

/** The memory of steering one player: readings, pulses, corrections made. */
export interface Steersman {
  /** What the last full set of readings said; null before there was one since the player moved last. */
  reading(): Reading | null
  judge(observation: Observation, expectedMs: number, nowMs: number): Steering
  /** After a start, a seek, a stall: old readings mean nothing, and haste is allowed for a while. */
  disturbed(nowMs: number): void
  resync(nowMs: number): void
  tickMs(nowMs: number): number
  corrections(): { readonly rate: number; readonly seek: number }
  lastSeekReason(): string | null
}

export function createSteersman(capabilities: PlayerCapabilities): Steersman {
  const limits: SteeringLimits = {
    ...defaultSteeringLimits,
    rate: capabilities.rate,
    settleMs: capabilities.settleMs,
    seekMs: capabilities.seekMs,
  }
  let window = emptyDriftWindow
  let state = initialSteeringState
  let corrections = { rate: 0, seek: 0 }
  let seekReason: string | null = null
  let jumpBeyondMs: number | null = null
  let lastReading: Reading | null = null

  const note = (decision: Steering): Steering => {
    if (decision.kind === 'hold') return decision
    corrections = { ...corrections, [decision.kind]: corrections[decision.kind] + 1 }
    if (decision.kind === 'seek') seekReason = decision.reason
    window = emptyDriftWindow
    return decision
  }
  const disturbed = (nowMs: number) => {
    window = emptyDriftWindow
    lastReading = null
    state = noteDisturbance(state, nowMs, limits)
  }
  return {
    reading: () => lastReading,
    judge: (observation, expectedMs, nowMs) => {
      window = addReading(window, driftOf(observation, expectedMs))
      const reading = fusedReading(window)
      lastReading = reading ?? lastReading
      if (reading !== null && jumpBeyondMs !== null) {
        const isFar = Math.abs(reading.driftMs) > jumpBeyondMs
        jumpBeyondMs = null
        if (isFar) return note({ kind: 'seek', leadMs: limits.seekMs, reason: 'resync' })
      }
      const steered = steer(reading, limits, state, nowMs)
      state = steered.state
      return note(steered.decision)
    },
    disturbed,
    resync: (nowMs) => {
      disturbed(nowMs)
      jumpBeyondMs = resyncJumpMs
    },
    tickMs: (nowMs) => (nowMs < state.hurriedUntilMs ? quickTickMs : calmTickMs),
    corrections: () => corrections,
    lastSeekReason: () => seekReason,
  }
}
