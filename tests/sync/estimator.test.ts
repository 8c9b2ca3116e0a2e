import { describe, expect, it } from 'vitest'
import {
  addReading,
  driftOf,
  emptyDriftWindow,
  fusedReading,
  type DriftWindow,
  type Reading,
} from '../../sync/estimator.ts'

const readingAt = (observedAtMs: number, driftMs: number, uncertaintyMs = 0.5): Reading => ({
  observedAtMs,
  driftMs,
  uncertaintyMs,
})

const gather = (readings: readonly Reading[]): DriftWindow => readings.reduce(addReading, emptyDriftWindow)

const every50 = (drifts: readonly number[], uncertaintyMs?: number) =>
  gather(drifts.map((driftMs, index) => readingAt(index * 50, driftMs, uncertaintyMs)))

describe('fusing what a player says about itself', () => {
  it('[DR1] counts a player that is ahead as positive', () => {
    const flags = { paused: false, rate: 1, buffering: false, seeking: false, ended: false }
    const observation = { positionMs: 1040, observedAtMs: 7, uncertaintyMs: 2, ...flags }
    expect(driftOf(observation, 1000)).toEqual(readingAt(7, 40, 2))
  })

  it('[DR2] says nothing before the third reading', () => {
    expect(fusedReading(emptyDriftWindow)).toBeNull()
    expect(fusedReading(every50([5, 5]))).toBeNull()
    expect(fusedReading(every50([5, 5, 5]))?.driftMs).toBe(5)
  })

  it('[DR2] is not moved by one reading that is far off', () => {
    expect(fusedReading(every50([5, -31, 5.2]))?.driftMs).toBe(5)
  })

  it('[DR2] does not count an instant twice', () => {
    const window = gather([readingAt(0, 5), readingAt(250, 6), readingAt(250, 6), readingAt(250, 6)])
    expect(window.readings).toHaveLength(2)
    expect(fusedReading(window)).toBeNull()
  })

  it('[DR3] forgets what is old', () => {
    const window = gather([0, 50, 100, 5000, 5050, 5100].map((atMs) => readingAt(atMs, atMs)))
    expect(fusedReading(window)).toMatchObject({ driftMs: 5050, sinceMs: 5000, observedAtMs: 5100 })
  })

  it('[DR3] leaves out what was observed before a command was heard', () => {
    const window = every50([90, 90, 90, 1, 2, 3])
    expect(fusedReading(window, 150)).toMatchObject({ driftMs: 2, sinceMs: 150 })
    expect(fusedReading(window, 200)).toBeNull()
  })

  it('[DR3] drops what is no number', () => {
    expect(addReading(emptyDriftWindow, readingAt(0, Number.NaN))).toBe(emptyDriftWindow)
  })

  it('[DR4] is surer the more it has read', () => {
    const three = fusedReading(every50([1, 1, 1], 9))
    const six = fusedReading(every50([1, 1, 1, 1, 1, 1], 9))
    expect(three?.uncertaintyMs).toBeCloseTo(9 / Math.sqrt(3))
    expect(six?.uncertaintyMs).toBeCloseTo(9 / Math.sqrt(6))
  })

  it('[DR4] is never surer than its readings agree, whatever the player vouches for', () => {
    const scattered = fusedReading(every50([-8, 8, -8, 8, -8, 8, 0], 0.1))
    expect(scattered?.uncertaintyMs).toBeGreaterThan(8)
  })
})
