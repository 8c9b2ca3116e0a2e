import { describe, expect, it } from 'vitest'
import { createReplaying } from '../../../companion/follow/replaying.ts'
import {
  behindMs,
  catchUpSpeed,
  caughtUpAtMs,
  goBack,
  goesOn,
  ownPositionMs,
  roomPositionMs,
  speedAt,
  type Replay,
} from '../../../companion/follow/replay.ts'
import type { RateCapability } from '../../../adapters/player.ts'
import { deepestReplayMs } from '../../../protocol/personal.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import { pauseAt, seekTo, setRateAt } from '../../../sync/timeline.ts'

const roomMs = 600_000
const back = (byMs: number, replay: Replay | null = null, at = roomMs) =>
  goBack({ replay, roomMs: at, byMs, speed: catchUpSpeed })

describe('a replay', () => {
  it('[CP90] begins as far behind as asked, is caught up at 1.05 to 1.15 of the speed, and is over', () => {
    const replay = back(10_000)
    expect(catchUpSpeed).toBeGreaterThanOrEqual(1.05)
    expect(catchUpSpeed).toBeLessThanOrEqual(1.15)
    expect(ownPositionMs({ offsetMs: 0, replay }, roomMs)).toBe(590_000)
    const inTheMiddle = (roomMs + caughtUpAtMs(replay)) / 2
    expect(behindMs(replay, inTheMiddle)).toBeCloseTo(5000)
    expect(speedAt(replay, inTheMiddle)).toBe(catchUpSpeed)
    expect(behindMs(replay, caughtUpAtMs(replay))).toBe(0)
    expect(speedAt(replay, caughtUpAtMs(replay))).toBe(1)
  })

  it('[CP90] ends without a jump', () => {
    const replay = back(10_000)
    expect(behindMs(replay, caughtUpAtMs(replay) - 1)).toBeCloseTo(0, 0)
  })

  it('[CP91] goes further back from where the viewer is, but neither beyond two minutes nor before the film', () => {
    const once = back(10_000)
    const later = roomMs + 9000
    expect(ownPositionMs({ offsetMs: 0, replay: back(10_000, once, later) }, later)).toBeCloseTo(590_000)
    const often = Array.from({ length: 20 }).reduce<Replay | null>((replay) => back(10_000, replay), null)
    expect(behindMs(often, roomMs)).toBe(deepestReplayMs)
    expect(ownPositionMs({ offsetMs: 0, replay: back(10_000, null, 4000) }, 4000)).toBe(0)
  })

  it('[CP90] tells the place of the room from that of the player and back', () => {
    for (const replay of [null, back(10_000), { fromMs: roomMs, depthMs: 10_000, speed: 1 }]) {
      for (const place of [roomMs, roomMs + 5000, roomMs + 200_000]) {
        const own = { offsetMs: -120, replay }
        expect(roomPositionMs(own, ownPositionMs(own, place))).toBeCloseTo(place)
      }
    }
  })

  it('[CP92] outlives a pause, a start and another speed of the room, but no jump', () => {
    const playing: Timeline = { positionMs: 0, rate: 1, atMs: 0, playing: true, revision: 1 }
    expect(goesOn(playing, pauseAt(playing, 5000))).toBe(true)
    expect(goesOn(playing, setRateAt(playing, 5000, 1.5))).toBe(true)
    expect(goesOn(playing, seekTo(playing, 5000, 60_000))).toBe(false)
  })
})

describe('replaying', () => {
  function prepare(rate: RateCapability | null) {
    const room = { positionMs: roomMs, playing: true, rate: 1 }
    let leaps = 0
    const replaying = createReplaying({
      room: () => room,
      rate: () => rate,
      isOurs: () => true,
      leap: () => (leaps += 1),
    })
    return { room, replaying, leaps: () => leaps }
  }

  it('[CP93] of a player without speeds shows what was missed and then jumps', () => {
    const { room, replaying, leaps } = prepare(null)
    expect(replaying.goBack(10_000).ok).toBe(true)
    room.positionMs += 9999
    replaying.moveOn()
    expect([replaying.behindMs(), leaps()]).toEqual([10_000, 1])
    room.positionMs += 1
    replaying.moveOn()
    expect([replaying.behindMs(), leaps()]).toEqual([0, 2])
  })

  it('[CP93] jumps too where the room is faster than the player can catch up with', () => {
    const { room, replaying } = prepare({ minimum: 0.5, maximum: 2, delayMs: 0 })
    room.rate = 1.9
    replaying.goBack(10_000)
    expect(replaying.replay()?.speed).toBe(1)
  })

  it('[CP94] ends at once when told to, and only once', () => {
    const { replaying, leaps } = prepare({ minimum: 0.5, maximum: 2, delayMs: 0 })
    replaying.goBack(10_000)
    replaying.end()
    replaying.end()
    expect([replaying.behindMs(), leaps()]).toEqual([0, 2])
  })

  it('[CP90] is refused while the room stands still', () => {
    const { room, replaying } = prepare(null)
    room.playing = false
    expect(replaying.goBack(10_000)).toMatchObject({ ok: false, problem: { code: 'nothing-to-replay' } })
  })
})
