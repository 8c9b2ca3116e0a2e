import { describe, expect, it } from 'vitest'
import { differences, stepReached, summarise } from '../../../demo/meter/differences.ts'
import { positionAt } from '../../../demo/meter/trace.ts'
import { playing } from './syntheticTrace.ts'

const minute = { fromMs: 0, toMs: 60_000 }

describe('positions between samples', () => {
  const trace = playing({ startMs: 1000, count: 20, everyMs: 50, aheadMs: 0 })

  it('[DM50] lie on the line between the samples around the instant', () => {
    expect(positionAt(trace, 1325)).toBeCloseTo(1325, 9)
    expect(positionAt(trace, 1000)).toBe(1000)
  })

  it('[DM50] are unknown before the first sample, after the last one and in a hole', () => {
    const holed = trace.filter(({ atMs }) => atMs < 1200 || atMs > 1600)
    expect(positionAt(trace, 999)).toBeNull()
    expect(positionAt(trace, 1951)).toBeNull()
    expect(positionAt(holed, 1400)).toBeNull()
  })
})

describe('differences between players', () => {
  it('[DM51] are what the players really are apart, although they were not asked at one instant', () => {
    const a = playing({ startMs: 0, count: 1000, everyMs: 50, aheadMs: 0 })
    const b = playing({ startMs: 7.3, count: 1000, everyMs: 50, aheadMs: 4.25 })
    const found = differences([a, b], minute)
    expect(found.length).toBeGreaterThan(990)
    for (const { apartMs } of found) expect(apartMs).toBeCloseTo(4.25, 6)
  })

  it('[DM51] count the worst pair of each instant', () => {
    const traces = [2, -3, 0].map((aheadMs) => playing({ startMs: 0, count: 10, everyMs: 50, aheadMs }))
    expect(differences(traces, minute)[0]?.apartMs).toBeCloseTo(5, 9)
  })

  it('[DM51] leave out an instant at which any player is not known', () => {
    const a = playing({ startMs: 0, count: 100, everyMs: 50, aheadMs: 0 })
    const b = a.filter(({ atMs }) => atMs < 1000 || atMs > 2000)
    const instants = differences([a, b], minute).map(({ atMs }) => atMs)
    expect(instants.some((atMs) => atMs > 1000 && atMs < 2000)).toBe(false)
    expect(instants.length).toBeGreaterThan(70)
  })

  it('[DM51] are none for a player alone', () => {
    expect(differences([playing({ startMs: 0, count: 9, everyMs: 50, aheadMs: 0 })], minute)).toEqual([])
  })

  it('[DM52] are summarised by magnitude', () => {
    const { p50, p95, p99, max } = summarise(Array.from({ length: 101 }, (_, index) => -index))
    expect([p50, p95, p99, max]).toEqual([50, 95, 99, 100])
    expect(summarise([]).max).toBeNaN()
  })
})

describe('coming into step', () => {
  const apart = (...values: readonly number[]) =>
    values.map((apartMs, index) => ({ atMs: index * 100, apartMs }))
  const goal = { fromMs: 0, withinMs: 10, forMs: 300 }

  it('[DM53] is dated at the first instant from which the players stay close', () => {
    expect(stepReached(apart(90, 40, 8, 5, 5, 5, 50), goal)).toBe(200)
  })

  it('[DM53] does not take a crossing for arrival', () => {
    expect(stepReached(apart(90, 5, 5, 30, 8, 8, 8, 8), goal)).toBe(400)
  })

  it('[DM53] is not claimed when it did not last long enough to be sure', () => {
    expect(stepReached(apart(90, 40, 8, 5, 5), goal)).toBeNull()
    expect(stepReached([], goal)).toBeNull()
  })

  it('[DM53] counts from the instant that it is asked for', () => {
    expect(stepReached(apart(1, 1, 1, 50, 1, 1, 1, 1), { ...goal, fromMs: 300 })).toBe(100)
  })
})
