import { seededRandom } from '../../bench/support/seededRandom.ts'
import { addReading, driftOf, emptyDriftWindow, fusedReading } from '../../sync/estimator.ts'
import {
  defaultSteeringLimits,
  endPulse,
  initialSteeringState,
  noteDisturbance,
  steer,
  type Steering,
  type SteeringLimits,
} from '../../sync/steering.ts'

/** A player that is steered, as MPV was measured: late on speed, exact on its sum, noisy when asked where it is. */
export interface Playback {
  readonly driftMs: number
  readonly seed: number
  readonly skew?: number
  readonly timelineRate?: number
  readonly noiseMs?: number
  /** From a command of speed to its effect. */
  readonly heardAfterMs?: number
  readonly seekTakesMs?: number
  /** A seek lands up to this much off. */
  readonly seekErrorMs?: number
  readonly limits?: Partial<SteeringLimits>
  /** Begins with a start, as against in the middle of peace. */
  readonly hurried?: boolean
  readonly durationMs?: number
}

export interface Trace {
  /** The true drift, every 10 ms. */
  readonly drifts: readonly { readonly atMs: number; readonly driftMs: number }[]
  readonly told: readonly { readonly atMs: number; readonly factor: number; readonly hurried: boolean }[]
  readonly seeks: readonly { readonly atMs: number; readonly reason: string }[]
}

const mpvLike: Partial<SteeringLimits> = { rate: { minimum: 0.25, maximum: 4, delayMs: 350 } }

/** Runs the loop that a companion runs (sense, fuse, steer, perform) on virtual time. */
export function play(given: Playback): Trace {
  const loop = { ...standard, ...given, limits: { ...defaultSteeringLimits, ...mpvLike, ...given.limits } }
  const random = seededRandom(loop.seed * 104_729)
  const drifts: { atMs: number; driftMs: number }[] = []
  const told: { atMs: number; factor: number; hurried: boolean }[] = []
  const seeks: { atMs: number; reason: string }[] = []
  const pending: { atMs: number; rate: number }[] = []
  let nowMs = 0
  let positionMs = given.driftMs
  let actingRate = loop.timelineRate
  let standsUntilMs = -Infinity
  let window = emptyDriftWindow
  let state = loop.hurried ? noteDisturbance(initialSteeringState, 0, loop.limits) : initialSteeringState

  const move = (untilMs: number) => {
    while (nowMs < untilMs) {
      const nextTenth = (Math.floor(nowMs / 10) + 1) * 10
      const stepMs = Math.min(untilMs, nextTenth, pending[0]?.atMs ?? Infinity) - nowMs
      nowMs += stepMs
      if (nowMs > standsUntilMs) positionMs += stepMs * actingRate * (1 + loop.skew)
      if (nowMs === nextTenth) drifts.push({ atMs: nowMs, driftMs: positionMs - nowMs * loop.timelineRate })
      if (pending[0] !== undefined && pending[0].atMs <= nowMs)
        actingRate = pending.shift()?.rate ?? actingRate
    }
  }
  const tell = (factor: number) => {
    told.push({ atMs: nowMs, factor, hurried: nowMs < state.hurriedUntilMs })
    pending.push({ atMs: nowMs + loop.heardAfterMs, rate: factor * loop.timelineRate })
  }
  const perform = (decision: Steering) => {
    if (decision.kind === 'rate') {
      tell(decision.rate)
      move(nowMs + decision.forMs)
      tell(1)
      state = endPulse(state, nowMs, loop.limits)
    }
    if (decision.kind === 'seek') {
      seeks.push({ atMs: nowMs, reason: decision.reason })
      const errorMs = (random() * 2 - 1) * loop.seekErrorMs
      positionMs = (nowMs + decision.leadMs) * loop.timelineRate + errorMs
      standsUntilMs = nowMs + loop.seekTakesMs
      move(standsUntilMs)
      state = noteDisturbance(state, nowMs, loop.limits)
    }
  }
  while (nowMs < loop.durationMs) {
    move(nowMs + (nowMs < state.hurriedUntilMs ? 50 : 250))
    const heardMs = positionMs + gaussian(random) * loop.noiseMs
    const expectedMs = nowMs * loop.timelineRate
    window = addReading(window, driftOf(observed(heardMs, nowMs, loop.noiseMs), expectedMs))
    const reading = fusedReading(window, state.quietUntilMs)
    const steered = steer(reading, loop.limits, { state, nowMs, timelineRate: loop.timelineRate })
    state = steered.state
    perform(steered.decision)
  }
  return { drifts, told, seeks }
}

const standard = {
  ...{ skew: 0, timelineRate: 1, noiseMs: 0.25, heardAfterMs: 290, seekTakesMs: 100, seekErrorMs: 40 },
  ...{ hurried: true, durationMs: 60_000 },
}

function observed(positionMs: number, observedAtMs: number, noiseMs: number) {
  const flags = { paused: false, rate: 1, buffering: false, seeking: false, ended: false }
  return { positionMs, observedAtMs, uncertaintyMs: noiseMs * 2, ...flags }
}

/** Box and Muller. */
function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
