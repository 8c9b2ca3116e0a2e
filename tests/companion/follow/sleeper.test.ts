import { describe, expect, it } from 'vitest'
import { placingAheadMs, rememberPlacing } from '../../../companion/follow/placingTime.ts'
import { createSleeper } from '../../../companion/follow/sleeper.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

describe('a sleeper', () => {
  it('acts at the very instant unless woken before', async () => {
    const clock = createVirtualClock(100)
    const sleeper = createSleeper(clock)
    const acted: number[] = []
    const acting = sleeper.actAt(150, () => acted.push(clock.nowMs()))
    await clock.advance(100)
    expect(await acting).toBe(1)
    expect(acted).toEqual([150])
    const second = sleeper.actAt(250, () => acted.push(clock.nowMs()))
    sleeper.wake()
    expect(await second).toBe('woken')
    expect(clock.pending()).toBe(0)
  })

  it('does not miss a wake that came while nobody slept', async () => {
    const sleeper = createSleeper(createVirtualClock())
    sleeper.wake()
    expect(await sleeper.until(null)).toBe('woken')
  })
})

describe('placing times', () => {
  it('[CP11] aim further ahead on a player that was slow, and forget it after five quick ones', () => {
    const quick = [20, 25, 22]
    const slow = rememberPlacing(quick, 4000)
    expect(placingAheadMs(slow, 100)).toBeGreaterThan(4000)
    const again = [20, 21, 22, 23, 24].reduce((times, tookMs) => rememberPlacing(times, tookMs), slow)
    expect(placingAheadMs(again, 100)).toBeLessThan(200)
  })
})
