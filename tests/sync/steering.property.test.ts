import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { quantile } from '../../sync/statistics.ts'
import { defaultSteeringLimits } from '../../sync/steering.ts'
import { play, type Trace } from './simulatedPlayback.ts'

/** The slowest case is 150 ms in peace in a room at half speed: 5 ms a second. */
const settledAfterMs = 45_000
const durationMs = 75_000

const players = fc.record({
  driftMs: fc.oneof(
    fc.double({ min: -30, max: 30, noNaN: true }),
    fc.double({ min: -700, max: 700, noNaN: true }),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  ),
  seed: fc.integer({ min: 1, max: 1e6 }),
  skew: fc.constantFrom(0, 100e-6, -100e-6),
  heardAfterMs: fc.constantFrom(0, 200, 350),
  seekTakesMs: fc.constantFrom(20, 100, 180),
  timelineRate: fc.constantFrom(1, 1, 0.5, 1.25, 2),
  hurried: fc.boolean(),
  durationMs: fc.constant(durationMs),
})

const after = (trace: Trace, atMs: number) =>
  trace.drifts.filter((drift) => drift.atMs >= atMs).map(({ driftMs }) => driftMs)

const sizes = (trace: Trace, atMs: number) => after(trace, atMs).map(Math.abs)

function expectAlways(rule: (trace: Trace) => void): void {
  fc.assert(
    fc.property(players, (given) => rule(play(given))),
    { numRuns: 60 },
  )
}

describe('steering, closed loop against a simulated player', () => {
  it('[DR12] comes into step from any drift and stays there: p95 within 2 ms', () => {
    expectAlways((trace) => {
      expect(quantile(sizes(trace, settledAfterMs), 0.95)).toBeLessThan(2)
    })
  })

  it('[DR12] never swings: once in step it does not leave, and it does not pass its goal', () => {
    expectAlways((trace) => {
      const first = trace.drifts.find((drift) => Math.abs(drift.driftMs) <= 1)?.atMs ?? Infinity
      if (trace.seeks.length === 0) expect(quantile(sizes(trace, first), 1)).toBeLessThan(2.5)
    })
  })

  it("[DR13] keeps speeds within 5 % in haste and 1 % in peace, and always goes back to the room's", () => {
    const { hurriedRateChange, settledRateChange } = defaultSteeringLimits
    expectAlways((trace) => {
      for (const [index, { factor, hurried }] of trace.told.entries()) {
        expect(Math.abs(factor - 1)).toBeLessThanOrEqual(hurried ? hurriedRateChange : settledRateChange)
        if (index % 2 === 1) expect(factor).toBe(1)
      }
      expect(trace.told.length % 2).toBe(0)
    })
  })

  it('[DR13] changes speed at most once a second once settled', () => {
    expectAlways((trace) => {
      for (const [index, told] of trace.told.entries()) {
        const before = trace.told[index - 1]
        if (before === undefined || told.hurried || before.hurried) continue
        expect(told.atMs - before.atMs).toBeGreaterThanOrEqual(1000 - 1e-6)
      }
    })
  })

  it('[DR13] seldom changes speed once settled, even against a skew of 100 ppm', () => {
    expectAlways((trace) => {
      const late = trace.told.filter(({ atMs }) => atMs > settledAfterMs)
      expect(late.length).toBeLessThan(0.5 * ((durationMs - settledAfterMs) / 1000))
    })
  })
})

describe('how fast steering is', () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

  it.each([15, -15, 8])('[DR14] has a start that was %d ms off within 5 ms after one second', (driftMs) => {
    for (const seed of seeds) {
      const trace = play({ driftMs, seed, durationMs: 5000 })
      expect(quantile(sizes(trace, 1000), 1)).toBeLessThanOrEqual(5)
    }
  })

  it.each([80, -80])(
    '[DR14] has a late joiner that landed %d ms off within 10 ms after three seconds',
    (driftMs) => {
      for (const seed of seeds) {
        const trace = play({ driftMs, seed, durationMs: 6000 })
        expect(quantile(sizes(trace, 3000), 1)).toBeLessThanOrEqual(10)
      }
    },
  )

  it('[DR14] seeks once for a drift of seconds', () => {
    for (const seed of seeds) expect(play({ driftMs: -4000, seed }).seeks).toHaveLength(1)
  })

  it('[DR14] comes to a seek a minute where none lands in reach', () => {
    const hopeless = { driftMs: 5000, seekErrorMs: 0, seekTakesMs: 3000, skew: -0.2, durationMs: 600_000 }
    const { seeks } = play({ ...hopeless, seed: 1 })
    const gaps = seeks.map(({ atMs }, index) => atMs - (seeks[index - 1]?.atMs ?? -Infinity))
    expect(gaps[1]).toBeLessThan(10_000)
    expect(gaps.at(-1)).toBeGreaterThan(60_000)
  })

  it.each([
    [1, 3],
    [6, 12],
  ])('[DR14] holds a player whose readings scatter by %d ms within %d ms (p95)', (noiseMs, withinMs) => {
    for (const seed of seeds) {
      const trace = play({ driftMs: 60, seed, noiseMs, heardAfterMs: 0, skew: 50e-6, durationMs })
      expect(quantile(sizes(trace, settledAfterMs), 0.95)).toBeLessThan(withinMs)
    }
  })
})
