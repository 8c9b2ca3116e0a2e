import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { shapePulse } from '../../sync/pulse.ts'

const range = { minimum: 0.2, maximum: 5 }
const gentle = { steepest: 0.01, shortestMs: 1000, longestMs: 4000, timelineRate: 1, range }

const drifts = fc.double({ min: -40, max: 40, noNaN: true }).filter((driftMs) => Math.abs(driftMs) >= 1)
const rates = fc.double({ min: 0.25, max: 4, noNaN: true })

describe('a pulse', () => {
  it('[DR6] takes away the drift, all of it and nothing more, at any rate of the room', () => {
    fc.assert(
      fc.property(drifts, rates, (driftMs, timelineRate) => {
        const pulse = shapePulse(driftMs, { ...gentle, longestMs: 1e6, timelineRate })
        expect(timelineRate * (1 - (pulse?.rate ?? 1)) * (pulse?.forMs ?? 0)).toBeCloseTo(driftMs, 6)
      }),
    )
  })

  it('[DR6] takes away the drift where the room runs just beside a speed that every player plays', () => {
    const pulse = shapePulse(-1.7, { ...gentle, timelineRate: 1000 / 2000.000001 })
    expect(pulse?.forMs).toBeLessThan(2000)
  })

  it('[DR6] is neither steeper nor shorter nor longer than allowed', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), rates, (driftMs, timelineRate) => {
        fc.pre(Math.abs(driftMs) >= 0.01)
        const pulse = shapePulse(driftMs, { ...gentle, timelineRate })
        expect(Math.abs((pulse?.rate ?? 9) - 1)).toBeLessThanOrEqual(0.01 + 1e-9)
        expect(pulse?.forMs).toBeGreaterThanOrEqual(1000 - 1e-6)
        expect(pulse?.forMs).toBeLessThanOrEqual(4000)
      }),
    )
  })

  it('[DR6] asks for speeds that every player can play exactly: 1000 / n', () => {
    fc.assert(
      fc.property(drifts, (driftMs) => {
        const n = 1000 / (shapePulse(driftMs, gentle)?.rate ?? 0)
        expect(Math.abs(n - Math.round(n))).toBeLessThan(1e-6)
      }),
    )
  })

  it('[DR6] is none where the player cannot go that fast or slow', () => {
    const full = { ...gentle, timelineRate: 5 }
    expect(shapePulse(-20, full)).toBeNull()
    expect(shapePulse(20, full)).not.toBeNull()
  })
})
