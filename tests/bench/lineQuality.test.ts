import { describe, expect, it } from 'vitest'
import { chunkDelayMs, parseDelay, perfectLine } from '../../bench/support/lineQuality.ts'
import { seededRandom } from '../../bench/support/seededRandom.ts'

const delays = (seed: number) => {
  const random = seededRandom(seed)
  const quality = { delayMs: 40, jitterMs: 20, stallPercent: 1, stallMs: 200 }
  return Array.from({ length: 20_000 }, () => chunkDelayMs(quality, random))
}

describe('the quality of a line', () => {
  it.each(['40±20', '40+-20', '40+/-20', ' 40±20 '])('[DM62] reads %j', (text) => {
    expect(parseDelay(text)).toEqual({ ok: true, value: { delayMs: 40, jitterMs: 20 } })
  })

  it('[DM62] reads a delay without jitter', () => {
    expect(parseDelay('12.5')).toEqual({ ok: true, value: { delayMs: 12.5, jitterMs: 0 } })
  })

  it.each(['', 'fast', '40±', '-3', '20±40', '40 20'])('[DM62] refuses %j with a sentence', (text) => {
    expect(parseDelay(text)).toMatchObject({ ok: false, problem: { code: 'bad-delay' } })
  })

  it('[DM60] stays within delay plus and minus jitter, but for the stalled share', () => {
    const stalled = delays(1).filter((delay) => delay > 60)
    const ordinary = delays(1).filter((delay) => delay <= 60)
    expect(Math.min(...ordinary)).toBeGreaterThanOrEqual(20)
    expect(Math.min(...stalled)).toBeGreaterThanOrEqual(220)
    expect(stalled.length / 20_000).toBeCloseTo(0.01, 2)
  })

  it('[DM60] spreads the jitter evenly around the delay', () => {
    const ordinary = delays(1).filter((delay) => delay <= 60)
    expect(ordinary.reduce((sum, delay) => sum + delay, 0) / ordinary.length).toBeCloseTo(40, 0)
  })

  it('[DM63] is the same line for the same seed, another one for another', () => {
    expect(delays(5)).toEqual(delays(5))
    expect(delays(5)).not.toEqual(delays(6))
  })

  it('[DM60] a perfect line delays nothing', () => {
    expect(chunkDelayMs(perfectLine, seededRandom(1))).toBe(0)
  })
})
