import { describe, expect, it } from 'vitest'
import { agreementOf } from '../../../adapters/vlc/agreement.ts'
import {
  halted,
  moving,
  sighted,
  still,
  surpriseOf,
  whereAt,
  withRate,
} from '../../../adapters/vlc/motion.ts'
import type { Motion, Sighting } from '../../../adapters/vlc/motion.ts'

/** A film that was at 10 s at instant 0, told within 1 ms. */
const begun = (rate = 1) => moving({ positionMs: 10_000, uncertaintyMs: 1, atMs: 0, rate })
/** A refresh that is `offMs` from that film, seen `afterMs` after it happened at the latest. */
const refresh = (atMs: number, { offMs = 0, withinMs = 0.6, rate = 1 } = {}): Sighting => ({
  positionMs: 10_000 + rate * atMs + offMs,
  notBeforeMs: atMs - withinMs,
  notAfterMs: atMs,
})
const withAll = (motion: Motion, sightings: readonly Sighting[]) => sightings.reduce(sighted, motion)
const errorAt = (motion: Motion, atMs: number) => whereAt(motion, atMs).positionMs - (10_000 + atMs)

describe('agreement', () => {
  it('[VL16] is where most spans overlap, whatever the others say', () => {
    const spans = [
      { low: 0, high: 4 },
      { low: 50, high: 60 },
      { low: 3, high: 6 },
      { low: 2, high: 9 },
    ]
    expect(agreementOf(spans)).toEqual({ low: 3, high: 4, votes: 3 })
  })

  it('[VL16] believes the newest where as many say one thing as another', () => {
    expect(
      agreementOf([
        { low: 0, high: 1 },
        { low: 5, high: 6 },
      ]),
    ).toMatchObject({ low: 5, high: 6 })
    expect(agreementOf([])).toBeNull()
  })
})

describe('motion', () => {
  it('[VL16] follows the refreshes, and none that was late', () => {
    const motion = withAll(begun(), [refresh(260), refresh(520), refresh(790, { offMs: -31 }), refresh(1040)])
    expect(Math.abs(errorAt(motion, 2000))).toBeLessThan(1)
    expect(whereAt(motion, 2000).uncertaintyMs).toBeLessThan(2)
  })

  it('[VL16] follows a slip of the player as soon as two refreshes in a row tell of it', () => {
    const before = withAll(
      begun(),
      [260, 520, 790, 1040, 1300].map((atMs) => refresh(atMs)),
    )
    const slipped = withAll(before, [refresh(1560, { offMs: -20 }), refresh(1820, { offMs: -20 })])
    expect(errorAt(slipped, 2000)).toBeCloseTo(-20, 0)
  })

  it('[VL17] says how little it knows before a refresh has confirmed it', () => {
    const uncertainties = [
      begun(),
      withAll(begun(), [refresh(260)]),
      withAll(begun(), [refresh(260), refresh(520)]),
    ].map((motion) => whereAt(motion, 600).uncertaintyMs)
    expect(uncertainties[0]).toBeGreaterThan(5)
    expect(uncertainties[1]).toBeLessThan(4)
    expect(uncertainties[2]).toBeLessThan(2)
  })

  it('[VL17] narrows what is only roughly seen, and lets no rough sighting crowd out a fine one', () => {
    // The stock page is asked every 22 ms around a refresh: each is seen somewhere in between.
    const rough = [260, 525, 777, 1033, 1300].map((atMs, index) => ({
      ...refresh(atMs + index * 4, { withinMs: 22 }),
      positionMs: 10_000 + atMs,
    }))
    const motion = withAll(moving({ positionMs: 10_000, uncertaintyMs: 30, atMs: 0, rate: 1 }), rough)
    expect(Math.abs(errorAt(motion, 1500))).toBeLessThan(6)
    expect(whereAt(motion, 1500).uncertaintyMs).toBeLessThan(10)
    const wide = [1600, 1900, 2200, 2500, 2800, 3100, 3400, 3700].map((atMs) =>
      refresh(atMs, { withinMs: 250 }),
    )
    expect(whereAt(withAll(motion, wide), 4000).uncertaintyMs).toBeLessThan(10)
  })

  it('[VL18] knows a change of rate from the instant of the command', () => {
    const motion = withRate(withAll(begun(), [refresh(260), refresh(520)]), 0.98, 1000)
    const { positionMs, uncertaintyMs } = whereAt(motion, 2000)
    expect(Math.abs(positionMs - (11_000 + 980))).toBeLessThan(1)
    expect(uncertaintyMs).toBeLessThan(11)
  })

  it('[VL18] stands where it was halted', () => {
    const motion = halted(withAll(begun(), [refresh(260), refresh(520)]), 800)
    expect(
      [whereAt(motion, 900), whereAt(motion, 5000)].map(({ positionMs }) => Math.round(positionMs)),
    ).toEqual([10_800, 10_800])
  })

  it('[VL21] is surprised by a jump, in its direction, and by nothing else', () => {
    const motion = withAll(begun(), [refresh(260), refresh(520)])
    expect(surpriseOf(motion, refresh(780))).toBe(0)
    expect(surpriseOf(motion, refresh(780, { offMs: 5000 }))).toBeCloseTo(5000, -1)
    expect(surpriseOf(motion, refresh(780, { offMs: -5000 }))).toBeCloseTo(-5000, -1)
    expect(surpriseOf(still(1000, 1), refresh(780))).toBe(0)
  })
})
