import { describe, expect, it } from 'vitest'
import type { FusedReading } from '../../sync/estimator.ts'
import {
  defaultSteeringLimits,
  endPulse,
  initialSteeringState,
  noteDisturbance,
  steer,
  type SteeringLimits,
  type SteeringState,
} from '../../sync/steering.ts'

const limits: SteeringLimits = {
  ...defaultSteeringLimits,
  rate: { minimum: 0.25, maximum: 4, delayMs: 350 },
}
const seekOnly: SteeringLimits = { ...limits, rate: null }
const nowMs = 100_000
const peaceful = { state: initialSteeringState, nowMs, timelineRate: 1 }
const inHaste = { ...peaceful, state: { ...initialSteeringState, hurriedUntilMs: nowMs + 1 } }

const drift = (driftMs: number, given: Partial<FusedReading> = {}): FusedReading => ({
  driftMs,
  uncertaintyMs: 0.2,
  observedAtMs: nowMs,
  sinceMs: nowMs - 100,
  ...given,
})

describe('holding', () => {
  it('[DR5] holds without a reading', () => {
    expect(steer(null, limits, peaceful).decision).toEqual({ kind: 'hold' })
  })

  it('[DR5] holds within the dead band, and within what the reading is unsure of', () => {
    expect(steer(drift(0.9), limits, peaceful).decision.kind).toBe('hold')
    expect(steer(drift(-9, { uncertaintyMs: 10 }), limits, peaceful).decision.kind).toBe('hold')
    expect(steer(drift(1.1), limits, peaceful).decision.kind).toBe('rate')
  })

  it('[DR5] holds until what a command did can be seen, and on readings that reach further back', () => {
    const state = noteDisturbance(initialSteeringState, nowMs, limits)
    const later = { ...peaceful, state, nowMs: nowMs + limits.settleMs + 200 }
    const quiet = steer(drift(50, { sinceMs: nowMs + limits.settleMs - 1 }), limits, later)
    expect(quiet.decision.kind).toBe('hold')
    const heard = steer(drift(50, { sinceMs: nowMs + limits.settleMs }), limits, later)
    expect(heard.decision.kind).toBe('rate')
  })
})

describe('steering by speed', () => {
  it('[DR7] slows a player that is ahead and speeds up one that is behind, gently in peace', () => {
    const ahead = steer(drift(8), limits, peaceful).decision
    const behind = steer(drift(-8), limits, peaceful).decision
    expect(ahead).toMatchObject({ kind: 'rate', rate: 1000 / 1008 })
    expect(behind).toMatchObject({ kind: 'rate', rate: 1000 / 993 })
  })

  it('[DR7] hurries after a disturbance and above 150 ms', () => {
    const hasty = steer(drift(100), limits, inHaste).decision
    expect(hasty).toMatchObject({ kind: 'rate', rate: 1000 / 1052 })
    expect(steer(drift(151), limits, peaceful).decision).toMatchObject({ rate: 1000 / 1052 })
    expect(steer(drift(149), limits, peaceful).decision).toMatchObject({ rate: 1000 / 1010 })
  })

  it('[DR7] finishes in haste what it began in haste', () => {
    const { state } = steer(drift(400), limits, peaceful)
    expect(state.hurriedUntilMs).toBe(nowMs + limits.longestPulseMs + limits.hurryForMs)
  })

  it('[DR8] looks again when the end of its pulse has been heard, whether it came as planned or early', () => {
    const begun = steer(drift(8), limits, inHaste)
    const forMs = begun.decision.kind === 'rate' ? begun.decision.forMs : Number.NaN
    expect(begun.state.quietUntilMs).toBeCloseTo(nowMs + forMs + 350 + limits.pulseMarginMs)
    const early = endPulse(begun.state, nowMs + 10, limits)
    expect(early.quietUntilMs).toBe(nowMs + 10 + 350 + limits.pulseMarginMs)
  })

  it('[DR8] stays quiet through a disturbance until the pulse under way has been heard', () => {
    const { state } = steer(drift(400), limits, peaceful)
    expect(noteDisturbance(state, nowMs + 10, limits).quietUntilMs).toBe(state.quietUntilMs)
  })

  it('[DR8] changes speed no more than once a second in peace', () => {
    const state = endPulse(initialSteeringState, nowMs - 900, limits)
    expect(steer(drift(8), limits, { ...peaceful, state }).decision.kind).toBe('hold')
    expect(steer(drift(8), limits, { ...peaceful, state, nowMs: nowMs + 100 }).decision.kind).toBe('rate')
    expect(steer(drift(8), limits, { ...inHaste, state: { ...state, ...inHaste.state } }).decision.kind).toBe(
      'rate',
    )
  })
})

describe('seeking', () => {
  const seekOf = (driftMs: number, given: SteeringLimits, state: SteeringState = initialSteeringState) =>
    steer(drift(driftMs), given, { ...peaceful, state })

  it('[DR9] seeks beyond the threshold, to where the room will be, and says why', () => {
    expect(seekOf(-1240, limits).decision).toEqual({
      kind: 'seek',
      leadMs: limits.seekMs,
      reason: 'The player was 1.2 s behind the room.',
    })
    expect(seekOf(740, limits).decision.kind).toBe('rate')
  })

  it('[DR9] rather trims what is sooner trimmed than sought', () => {
    expect(seekOf(2000, { ...limits, seekMs: 2500 }).decision.kind).toBe('rate')
    expect(seekOf(2600, { ...limits, seekMs: 2500 }).decision.kind).toBe('seek')
  })

  it('[DR10] only seeks a player without rate control, and beyond a wider band', () => {
    expect(seekOf(199, seekOnly).decision.kind).toBe('hold')
    expect(seekOf(201, seekOnly).decision.kind).toBe('seek')
  })

  it('[DR11] waits twice as long for each further seek, and says so', () => {
    const first = seekOf(900, seekOnly).state
    expect(first.nextSeekAtMs).toBe(nowMs + seekOnly.seekMs + 2000)
    const situation = { ...peaceful, state: first, nowMs: first.nextSeekAtMs }
    const fresh = drift(900, { sinceMs: first.nextSeekAtMs - 100 })
    expect(steer(fresh, seekOnly, { ...situation, nowMs: first.nextSeekAtMs - 1 }).decision.kind).toBe('hold')
    const second = steer(fresh, seekOnly, situation)
    expect(second.state.nextSeekAtMs).toBe(first.nextSeekAtMs + seekOnly.seekMs + 4000)
    expect(second.decision).toMatchObject({
      reason: 'The player was 0.9 s ahead of the room after 1 earlier jump; the next waits 4 s at least.',
    })
  })

  it('[DR11] steers by speed while a further seek has to wait', () => {
    const state = { ...initialSteeringState, seeksInARow: 1, nextSeekAtMs: nowMs + 1 }
    expect(seekOf(900, limits, state).decision.kind).toBe('rate')
  })

  it('[DR11] forgets earlier seeks after half a minute in step', () => {
    const state = { ...initialSteeringState, seeksInARow: 3, nextSeekAtMs: nowMs - 29_000 }
    expect(seekOf(0, limits, state).state.seeksInARow).toBe(3)
    expect(steer(drift(0), limits, { ...peaceful, state, nowMs: nowMs + 1000 }).state.seeksInARow).toBe(0)
  })
})
