import type { Reading } from './estimator.ts'

/** What a player can do about its rate; null in the limits = nothing. */
export interface SteerableRate {
  readonly minimum: number
  readonly maximum: number
  /** From the command until it is heard, ms. */
  readonly delayMs: number
}

/** Policy and player in one: when to act, and how hard. Fractions are of the timeline's rate. */
export interface SteeringLimits {
  /** Inside this (or the reading's uncertainty) nothing is done. */
  readonly deadBandMs: number
  /** Beyond this a pulse would take too long: seek. */
  readonly seekThresholdMs: number
  readonly settledRateChange: number
  readonly hurriedRateChange: number
  /** Above this drift the hurried change is allowed at any time. */
  readonly hurryAboveMs: number
  /** How long after a disturbance haste is allowed. */
  readonly hurryForMs: number
  readonly shortestPulseMs: number
  readonly longestPulseMs: number
  /** Once settled, pulses begin no closer than this. */
  readonly settledPulseEveryMs: number
  readonly rate: SteerableRate | null
  readonly settleMs: number
  readonly seekMs: number
}

/** Defaults of the design ("Steering"); pulse lengths from the players' measured delay of 0.2-0.35 s. */
export const defaultSteeringLimits: SteeringLimits = {
  deadBandMs: 1,
  seekThresholdMs: 750,
  settledRateChange: 0.01,
  hurriedRateChange: 0.05,
  hurryAboveMs: 150,
  hurryForMs: 5000,
  shortestPulseMs: 200,
  longestPulseMs: 1000,
  settledPulseEveryMs: 2000,
  rate: null,
  settleMs: 300,
  seekMs: 100,
}

export type Steering =
  | { readonly kind: 'hold' }
  /** Play at the timeline's rate times `rate` for `forMs`, then exactly at the timeline's rate again. */
  | { readonly kind: 'rate'; readonly rate: number; readonly forMs: number }
  | { readonly kind: 'seek'; readonly leadMs: number; readonly reason: string }

export interface SteeringState {
  /** Readings before this mean nothing. */
  readonly quietUntilMs: number
  readonly hurriedUntilMs: number
  readonly nextPulseAtMs: number
  /** Seeks in a row that did not bring the player into step. */
  readonly seeksInARow: number
  readonly nextSeekAtMs: number
}

export const initialSteeringState: SteeringState = {
  quietUntilMs: -Infinity,
  hurriedUntilMs: -Infinity,
  nextPulseAtMs: -Infinity,
  seeksInARow: 0,
  nextSeekAtMs: -Infinity,
}

/** After a start, seek, join or stall: wait until positions mean something, then haste is allowed for a while. */
export const noteDisturbance = (
  state: SteeringState,
  nowMs: number,
  limits: SteeringLimits,
): SteeringState => ({
  ...state,
  quietUntilMs: nowMs + limits.settleMs,
  hurriedUntilMs: nowMs + limits.hurryForMs,
  nextPulseAtMs: -Infinity,
})

export interface Steered {
  readonly decision: Steering
  readonly state: SteeringState
}

const hold: Steering = { kind: 'hold' }

/** Decides what to do about a drift. Pure: the caller performs the decision and nothing else. */
export function steer(
  reading: Reading | null,
  limits: SteeringLimits,
  state: SteeringState,
  nowMs: number,
): Steered {
  if (reading === null || nowMs < state.quietUntilMs) return { decision: hold, state }
  const size = Math.abs(reading.driftMs)
  if (size <= Math.max(limits.deadBandMs, reading.uncertaintyMs)) {
    return { decision: hold, state: { ...state, seeksInARow: 0 } }
  }
  if (limits.rate === null || size > limits.seekThresholdMs) return seek(reading, limits, state, nowMs)
  return pulse(reading.driftMs, { limits, rate: limits.rate }, state, nowMs)
}

/** A seek-only player is left alone inside this band: each seek is seen and heard. */
const seekOnlyBandMs = 150
/** A seek that was not enough is repeated after this, doubling. */
const seekBackoffMs = 2000
const longestSeekBackoffMs = 60_000

function seek(reading: Reading, limits: SteeringLimits, state: SteeringState, nowMs: number): Steered {
  const isTolerable = limits.rate === null && Math.abs(reading.driftMs) <= seekOnlyBandMs
  if (isTolerable || nowMs < state.nextSeekAtMs) return { decision: hold, state }
  const backoffMs = Math.min(longestSeekBackoffMs, seekBackoffMs * 2 ** state.seeksInARow)
  const side = reading.driftMs > 0 ? 'ahead' : 'behind'
  const again = state.seeksInARow === 0 ? '' : `, seek ${state.seeksInARow + 1} in a row`
  const reason = `${Math.round(Math.abs(reading.driftMs))} ms ${side}${again}`
  return {
    decision: { kind: 'seek', leadMs: limits.seekMs, reason },
    state: { ...state, seeksInARow: state.seeksInARow + 1, nextSeekAtMs: nowMs + backoffMs },
  }
}

/**
 * The integral of a pulse is the drift: (1 - rate) * forMs = drift. Small drifts take a short gentle pulse, large
 * ones a long one at the limit, and the rest is judged anew.
 */
function pulse(
  driftMs: number,
  { limits, rate }: { limits: SteeringLimits; rate: SteerableRate },
  state: SteeringState,
  nowMs: number,
): Steered {
  if (nowMs < state.nextPulseAtMs) return { decision: hold, state }
  const isHurried = nowMs < state.hurriedUntilMs || Math.abs(driftMs) > limits.hurryAboveMs
  const steepest = isHurried ? limits.hurriedRateChange : limits.settledRateChange
  const size = Math.abs(driftMs)
  const forMs = Math.min(limits.longestPulseMs, Math.max(limits.shortestPulseMs, size / steepest))
  const change = Math.min(steepest, size / forMs)
  const factor = 1 - Math.sign(driftMs) * change
  const judgeAtMs = nowMs + forMs + rate.delayMs + limits.settleMs
  return {
    decision: { kind: 'rate', rate: factor, forMs },
    state: {
      ...state,
      quietUntilMs: judgeAtMs,
      nextPulseAtMs: isHurried ? judgeAtMs : Math.max(judgeAtMs, nowMs + limits.settledPulseEveryMs),
      seeksInARow: 0,
    },
  }
}
