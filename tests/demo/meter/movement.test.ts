import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../bench/support/seededRandom.ts'
import { movementStart, startSpread } from '../../../demo/meter/movement.ts'
import { released } from './syntheticTrace.ts'

const movement = { fromMs: 0, rate: 1 }

describe('the start of a movement', () => {
  it('[DM54] is found between samples, by the line that the player then moves on', () => {
    const trace = released({ releasedAtMs: 433.7, positionMs: 12_313, everyMs: 20 })
    expect(movementStart(trace, 12_313, movement)).toBeCloseTo(433.7, 6)
  })

  it('[DM54] is found at another speed of the room', () => {
    const trace = released({ releasedAtMs: 433.7, positionMs: 12_313, everyMs: 20, rate: 1.5 })
    expect(movementStart(trace, 12_313, { fromMs: 0, rate: 1.5 })).toBeCloseTo(433.7, 6)
  })

  it('[DM54] is found through noise and one wild sample', () => {
    const random = seededRandom(11)
    const trace = released({
      releasedAtMs: 433.7,
      positionMs: 12_313,
      everyMs: 20,
      noise: () => (random() - 0.5) * 0.6,
    })
    trace[25] = { atMs: 500, positionMs: 12_313 + 300 }
    expect(Math.abs((movementStart(trace, 12_313, movement) ?? 0) - 433.7)).toBeLessThan(0.3)
  })

  it('[DM54] is found by the first good sample when there are none for a while', () => {
    const trace = released({ releasedAtMs: 433.7, positionMs: 12_313, everyMs: 20 })
    const holed = trace.filter(({ atMs }) => atMs <= 440 || atMs > 900)
    expect(movementStart(holed, 12_313, movement)).toBeCloseTo(433.7, 6)
  })

  it('[DM54] is not found in a player that stands still or only jumps', () => {
    const still = released({ releasedAtMs: 1e9, positionMs: 5, everyMs: 20 })
    const jumped = still.map(({ atMs, positionMs }) => ({
      atMs,
      positionMs: positionMs + (atMs > 500 ? 900 : 0),
    }))
    expect(movementStart(still, 5, movement)).toBeNull()
    expect(movementStart(jumped, 5, movement)).toBeNull()
  })

  it('[DM54] looks only at what comes after the given instant', () => {
    const trace = released({ releasedAtMs: 100, positionMs: 0, everyMs: 20 })
    const paused = trace.map((sample) =>
      sample.atMs < 600 ? sample : { atMs: sample.atMs, positionMs: 500 },
    )
    expect(movementStart(paused, 0, { fromMs: 620, rate: 1 })).toBeNull()
  })
})

describe('the spread of a start', () => {
  it('[DM55] is how much later the last player set off than the first', () => {
    const traces = [500, 503.2, 491.5].map((releasedAtMs) =>
      released({ releasedAtMs, positionMs: 60_000, everyMs: 20 }),
    )
    expect(startSpread(traces, movement)).toBeCloseTo(11.7, 6)
  })

  it('[DM55] is 0 for a player that stood one frame ahead and was released one frame later', () => {
    const traces = [
      released({ releasedAtMs: 500, positionMs: 60_000, everyMs: 20 }),
      released({ releasedAtMs: 541.7, positionMs: 60_041.7, everyMs: 20 }),
    ]
    expect(startSpread(traces, movement)).toBeCloseTo(0, 6)
  })

  it('[DM55] is unknown as long as one of them stands', () => {
    const traces = [500, 1e9].map((releasedAtMs) => released({ releasedAtMs, positionMs: 0, everyMs: 20 }))
    expect(startSpread(traces, movement)).toBeNull()
    expect(startSpread(traces.slice(0, 1), movement)).toBeNull()
  })
})
