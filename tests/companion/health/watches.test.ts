import { describe, expect, it } from 'vitest'
import type { PlayerEvent, TrackKind } from '../../../adapters/player.ts'
import { recentRestarts, restartDelayMs } from '../../../companion/health/restartPlan.ts'
import { startSleepWatch } from '../../../companion/health/sleepWatch.ts'
import { createSoundRetry } from '../../../companion/health/soundRetry.ts'
import { createStreamWatch } from '../../../companion/health/streamWatch.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

describe('the plan of restarts', () => {
  it('[HL2] waits longer each time, gives up the fourth time within five minutes, and forgets', () => {
    expect(restartDelayMs([], 0)).toBe(1000)
    expect(restartDelayMs([0], 10_000)).toBe(4000)
    expect(restartDelayMs([0, 10_000], 20_000)).toBe(15_000)
    expect(restartDelayMs([0, 10_000, 20_000], 40_000)).toBeNull()
    expect(restartDelayMs([0, 10_000, 20_000], 315_000)).toBe(4000)
    expect(recentRestarts([0, 10_000], 305_000)).toEqual([10_000])
  })
})

describe('the watch for sleep', () => {
  const watch = () => {
    const clock = createVirtualClock()
    let aheadMs = 0
    const slept: number[] = []
    const stop = startSleepWatch({
      clock,
      wallMs: () => clock.nowMs() + aheadMs,
      onSlept: (forMs) => slept.push(forMs),
    })
    return { clock, slept, stop, sleep: (ms: number) => (aheadMs += ms) }
  }

  it('[HL17] notices that the time of day went on without this machine, once', async () => {
    const { clock, slept, stop, sleep } = watch()
    await clock.advance(5500)
    sleep(60_000)
    await clock.advance(5000)
    expect(slept).toEqual([60_000])
    stop()
    expect(clock.pending()).toBe(0)
  })

  it('[HL17] looks at once when the system tells that it woke, and believes its clocks only', async () => {
    const clock = createVirtualClock()
    let aheadMs = 0
    let wake = () => {}
    const slept: number[] = []
    const stop = startSleepWatch({
      clock,
      wallMs: () => clock.nowMs() + aheadMs,
      onWake: (listener) => {
        wake = listener
        return () => (wake = () => {})
      },
      onSlept: (forMs) => slept.push(forMs),
    })
    await clock.advance(500)
    wake()
    expect(slept).toEqual([])
    aheadMs = 90_000
    wake()
    expect(slept).toEqual([90_000])
    await clock.advance(10_000)
    expect(slept).toEqual([90_000])
    stop()
    expect(clock.pending()).toBe(0)
  })

  it('[HL17] notices that its own timers come late, as in a suspended process, but not on a busy machine', () => {
    let nowMs = 0
    const due: (() => void)[] = []
    const clock = { nowMs: () => nowMs, after: (_: number, run: () => void) => (due.push(run), () => {}) }
    const slept: number[] = []
    startSleepWatch({ clock, wallMs: () => 0, onSlept: (forMs) => slept.push(forMs) })
    for (const lateMs of [300, 2000, 9000, 0]) {
      nowMs += 2000 + lateMs
      due.shift()?.()
    }
    expect(slept).toEqual([9000])
  })
})

describe('the watch for a stream', () => {
  const watch = (bytesPerTick: number) => {
    const clock = createVirtualClock()
    let receivedBytes = 0
    const told: string[] = []
    const stream = createStreamWatch({
      clock,
      figures: () => ({
        bitrate: 8_000_000,
        bytesPerS: 60_000,
        receivedBytes: (receivedBytes += bytesPerTick),
      }),
      onSlow: ({ sentence }) => told.push(sentence),
      onCalm: () => told.push('calm'),
      onDead: () => told.push('dead'),
    })
    return { clock, stream, told }
  }

  const slow = 'The film comes slower than it plays: 480 kbit/s of the 8.0 Mbit/s that it needs.'

  it('[HL12] finds a line dead on which a seek waits, and calls no seek slow', async () => {
    const { clock, stream, told } = watch(0)
    stream.setSeeking(true)
    await clock.advance(24_500)
    expect(told).toEqual([])
    stream.setSeeking(true)
    await clock.advance(1000)
    expect(told).toEqual(['dead'])
    stream.setSeeking(false)
    stream.stop()
    expect(clock.pending()).toBe(0)
  })

  it('[HL11] tells after three seconds how slow it is, and when it is calm again', async () => {
    const { clock, stream, told } = watch(1000)
    stream.setBuffering(true)
    stream.setBuffering(true)
    await clock.advance(2900)
    expect(told).toEqual([])
    await clock.advance(60_000)
    expect(new Set(told)).toEqual(new Set([slow]))
    stream.setBuffering(false)
    await clock.advance(10_000)
    expect(told.at(-1)).toBe('calm')
    expect(clock.pending()).toBe(0)
  })

  it('[HL11] tells it of many short stops, but not of a hiccup', async () => {
    const { clock, stream, told } = watch(1000)
    const stop = async (ms: number, thenMs: number) => {
      stream.setBuffering(true)
      await clock.advance(ms)
      stream.setBuffering(false)
      await clock.advance(thenMs)
    }
    await stop(2900, 10_000)
    expect(told).toEqual(['calm'])
    for (const ms of [900, 900, 900, 900, 900]) await stop(ms, 2000)
    expect(told).toEqual(['calm', slow])
    stream.stop()
    expect(clock.pending()).toBe(0)
  })

  it('[HL12] finds a line on which nothing comes any more, once', async () => {
    const { clock, stream, told } = watch(0)
    stream.setBuffering(true)
    await clock.advance(24_000)
    expect(new Set(told)).toEqual(new Set(['The film does not come from the library any more.']))
    await clock.advance(60_000)
    expect(told.filter((line) => line === 'dead')).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })
})

describe('the retry of lost sound', () => {
  const lost: PlayerEvent = {
    kind: 'impaired',
    what: 'no-sound',
    problem: { code: 'player-no-sound', sentence: 'No sound.', nextStep: 'Plug in.' },
  }
  const begin = () => {
    const clock = createVirtualClock()
    const told: string[] = []
    const chosen: unknown[] = []
    const selectTrack = async (kind: TrackKind, id: number | null) => {
      chosen.push([kind, id])
      return success(undefined)
    }
    const sound = createSoundRetry({
      clock,
      player: { selectTrack },
      onRetry: (attempt, inMs) => told.push(`${attempt} in ${inMs}`),
      onBack: () => told.push('back'),
      onGivenUp: () => told.push('given up'),
    })
    const about = {
      title: 'English',
      language: 'en',
      codec: null,
      forced: false,
      isDefault: true,
      address: null,
    }
    const track = { ...about, kind: 'audio', id: 2, selected: true } as const
    sound.hear({ kind: 'tracks', tracks: [{ ...track, id: 1, selected: false }, track] })
    sound.hear({
      kind: 'tracks',
      tracks: [
        { ...track, id: 1, selected: false },
        { ...track, selected: false },
      ],
    })
    return { clock, sound, told, chosen }
  }

  it('[HL10] chooses the same track again, longer apart, and gives up in the end', async () => {
    const { clock, sound, told, chosen } = begin()
    for (const waitMs of [2000, 5000, 15_000, 60_000, 60_000, 60_000]) {
      sound.hear(lost)
      await clock.advance(waitMs)
    }
    sound.hear(lost)
    expect(told.slice(0, 3)).toEqual(['1 in 2000', '2 in 5000', '3 in 15000'])
    expect(told.at(-1)).toBe('given up')
    expect(chosen).toHaveLength(12)
    expect(new Set(chosen.map(String))).toEqual(new Set(['audio,', 'audio,2']))
    expect(clock.pending()).toBe(0)
  })

  it('[HL10] knows that sound is back when the player says so, or does not complain again', async () => {
    const { clock, sound, told } = begin()
    sound.hear(lost)
    await clock.advance(2000)
    sound.hear({ kind: 'restored', what: 'no-sound' })
    sound.hear(lost)
    await clock.advance(4100)
    expect(told).toEqual(['1 in 2000', 'back', '1 in 2000', 'back'])
    expect(clock.pending()).toBe(0)
  })
})
