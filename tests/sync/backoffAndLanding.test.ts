import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { defaultBackoff, nextDelayMs } from '../../sync/backoff.ts'
import { releaseAtMs } from '../../sync/landing.ts'

describe('backing off', () => {
  it('[DR15] doubles from try to try up to its longest', () => {
    const delays = [0, 1, 2, 3, 99, 2000].map((attempt) => nextDelayMs(attempt, 0.5))
    expect(delays).toEqual([125, 250, 500, 1000, 5000, 5000])
  })

  it('[DR15] spreads evenly over the whole delay', () => {
    expect(nextDelayMs(0, 0)).toBe(0)
    expect(nextDelayMs(0, 0.999)).toBeCloseTo(defaultBackoff.firstMs, 0)
  })
})

describe('releasing a player that landed beside its target', () => {
  it('[TL7] makes up for the landing by time, at any rate', () => {
    const position = fc.double({ min: 0, max: 1e7, noNaN: true })
    const rates = fc.double({ min: 0.25, max: 4, noNaN: true })
    fc.assert(
      fc.property(position, fc.double({ min: -50, max: 50, noNaN: true }), rates, (targetMs, offMs, rate) => {
        const start = { atMs: 5000, rate }
        const releasedMs = releaseAtMs(start, targetMs + offMs, targetMs)
        const laterMs = 9000
        const roomMs = targetMs + (laterMs - start.atMs) * rate
        expect(targetMs + offMs + (laterMs - releasedMs) * rate).toBeCloseTo(roomMs, 4)
      }),
    )
  })

  it('[TL7] releases one that stands ahead later, and one that stands behind earlier', () => {
    expect(releaseAtMs({ atMs: 100, rate: 2 }, 1010, 1000)).toBe(105)
    expect(releaseAtMs({ atMs: 100, rate: 2 }, 990, 1000)).toBe(95)
  })
})
