import type { FusedReading } from './estimator.ts'
import { shapePulse } from './pulse.ts'
import type { SteeringLimits } from './steeringLimits.ts'

export { defaultSteeringLimits, type SteeringLimits } from './steeringLimits.ts'

export type Steering =
  | { readonly kind: 'hold' }
  /** Play at the timeline's rate times `rate` for `forMs`, then exactly at the timeline's rate again. */
  | { readonly kind: 'rate'; readonly rate: number; readonly forMs: number }
  /** Seek to where the room will be in `leadMs`; `reason` is a sentence for people. */
  | { readonly kind: 'seek'; readonly leadMs: number; readonly reason: string }

/** What steering remembers of one player. Instants are on the local clock. */
export interface SteeringState {
  /** What was observed before this means nothing. */
  readonly quietUntilMs: number
  /** When the last pulse ends or ended; null before the first. */
  readonly pulseUntilMs: number | null
  readonly hurriedUntilMs: number
  /** Seeks that have not yet been followed by a while in step. */
  readonly seeksInARow: number
  readonly nextSeekAtMs: number
}

export const initialSteeringState: SteeringState = {
  quietUntilMs: -Infinity,
  pulseUntilMs: null,
  hurriedUntilMs: -Infinity,
  seeksInARow: 0,
  nextSeekAtMs: -Infinity,
}

export interface SteeringSituation {
  readonly state: SteeringState
  readonly nowMs: number
  /** The rate that the room plays at: drift is film time, a pulse lasts real time. */
  readonly timelineRate: number
}

export interface Steered {
  readonly decision: Steering
  readonly state: SteeringState
}

/**
 * Decides what to do about a drift; the caller performs the decision and nothing else. Readings should be fused from
 * `state.quietUntilMs` on: one that reaches further back is held, as it mixes what was before and after a command.
 */
export function steer(
  reading: FusedReading | null,
  limits: SteeringLimits,
  situation: SteeringSituation,
): Steered {
  const { state } = situation
  if (reading === null || reading.sinceMs < state.quietUntilMs) return hold(state)
  const size = Math.abs(reading.driftMs)
  if (size <= Math.max(limits.deadBandMs, reading.uncertaintyMs)) return hold(inStep(limits, situation))
  if (size > seekBandMs(limits) && situation.nowMs >= state.nextSeekAtMs) {
    return seek(reading.driftMs, limits, situation)
  }
  return pulse(reading.driftMs, limits, situation)
}

/**
 * After a start, seek, join, stall or "resync": positions mean nothing for a while, and then haste is allowed. A pulse
 * under way is believed to go on, unless `endPulse` has told otherwise.
 */
export function noteDisturbance(state: SteeringState, nowMs: number, limits: SteeringLimits): SteeringState {
  const pulseHeardMs = state.pulseUntilMs === null ? -Infinity : state.pulseUntilMs + pulseEchoMs(limits)
  return {
    ...state,
    quietUntilMs: Math.max(nowMs + limits.settleMs, pulseHeardMs),
    hurriedUntilMs: nowMs + limits.hurryForMs,
  }
}

/** The player has been told the timeline's rate again, as planned or before: the effect shows from a moment later on. */
export function endPulse(state: SteeringState, nowMs: number, limits: SteeringLimits): SteeringState {
  return { ...state, pulseUntilMs: nowMs, quietUntilMs: nowMs + pulseEchoMs(limits) }
}

function pulse(driftMs: number, limits: SteeringLimits, situation: SteeringSituation): Steered {
  const { state, nowMs, timelineRate } = situation
  const isFar = Math.abs(driftMs) > limits.hurryAboveMs
  const isHurried = isFar || nowMs < state.hurriedUntilMs
  const restMs = isHurried ? 0 : limits.settledChangeEveryMs
  if (limits.rate === null || nowMs < (state.pulseUntilMs ?? -Infinity) + restMs) return hold(state)
  const shaped = shapePulse(driftMs, {
    steepest: isHurried ? limits.hurriedRateChange : limits.settledRateChange,
    shortestMs: isHurried ? limits.shortestPulseMs : limits.settledChangeEveryMs,
    longestMs: limits.longestPulseMs,
    timelineRate,
    range: limits.rate,
  })
  if (shaped === null) return hold(state)
  const endsAtMs = nowMs + shaped.forMs
  // A drift as large as that is a disturbance in itself: what the pulse leaves of it is finished in haste, too.
  const hurriedUntilMs = Math.max(state.hurriedUntilMs, isFar ? endsAtMs + limits.hurryForMs : -Infinity)
  return {
    decision: { kind: 'rate', ...shaped },
    state: endPulse({ ...state, hurriedUntilMs }, endsAtMs, limits),
  }
}

function seek(driftMs: number, limits: SteeringLimits, situation: SteeringSituation): Steered {
  const { state, nowMs } = situation
  const againMs = Math.min(limits.seekAgainMs * 2 ** state.seeksInARow, limits.seekAgainLongestMs)
  const landsAtMs = nowMs + limits.seekMs
  return {
    decision: {
      kind: 'seek',
      leadMs: limits.seekMs,
      reason: seekReason(driftMs, state.seeksInARow, againMs),
    },
    state: {
      ...noteDisturbance(state, landsAtMs, limits),
      seeksInARow: state.seeksInARow + 1,
      nextSeekAtMs: landsAtMs + againMs,
    },
  }
}

function seekReason(driftMs: number, seeksBefore: number, againMs: number): string {
  const seconds = (Math.abs(driftMs) / 1000).toFixed(1)
  const where = `The player was ${seconds} s ${driftMs > 0 ? 'ahead of' : 'behind'} the room`
  if (seeksBefore === 0) return `${where}.`
  return `${where} after ${seeksBefore} earlier ${seeksBefore === 1 ? 'jump' : 'jumps'}; the next waits ${Math.round(againMs / 1000)} s at least.`
}

/** In step for long enough, the next seek is a first one again. */
function inStep(limits: SteeringLimits, { state, nowMs }: SteeringSituation): SteeringState {
  const isForgiven = state.seeksInARow > 0 && nowMs >= state.nextSeekAtMs + limits.seeksForgottenMs
  return isForgiven ? { ...state, seeksInARow: 0 } : state
}

function seekBandMs(limits: SteeringLimits): number {
  return limits.rate === null ? limits.seekOnlyBandMs : Math.max(limits.seekThresholdMs, limits.seekMs)
}

/** How long after its last command a pulse may still be heard. */
function pulseEchoMs(limits: SteeringLimits): number {
  return (limits.rate?.delayMs ?? 0) + limits.pulseMarginMs
}

function hold(state: SteeringState): Steered {
  return { decision: { kind: 'hold' }, state }
}
