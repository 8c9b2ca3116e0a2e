import { describe, expect, it } from 'vitest'
import { plan, readyRevision, type Situation } from '../../../companion/follow/plan.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import type { ClockModel } from '../../../sync/clockOffset.ts'
import { followTimeline } from '../../../sync/timeline.ts'

/** A session clock 1000 ms ahead of the local one. */
const clock: ClockModel = {
  clockId: 'c',
  referenceLocalMs: 0,
  offsetMs: 1000,
  skew: 0,
  boundMs: 1,
  minRttMs: 2,
  rttMs: 2,
  oneWayP95Ms: 1,
  samples: 10,
}
const paused: Timeline = { positionMs: 60_000, rate: 1, atMs: 1000, playing: false, revision: 4 }
const playing: Timeline = { positionMs: 60_000, rate: 1, atMs: 6000, playing: true, revision: 5 }
const trackOf = (...timelines: Timeline[]) =>
  timelines
    .slice(1)
    .reduce((track, next) => followTimeline(track, next), followTimeline(null, timelines[0] ?? paused))
const situation = (change: Partial<Situation>): Situation => ({
  nowMs: 4000,
  track: trackOf(paused),
  clock,
  offsetMs: 0,
  replay: null,
  stance: { kind: 'still', placed: null },
  hold: null,
  placingMs: 200,
  actuationMs: 0,
  endMs: 300_000,
  ...change,
})
const placedAt = (landedMs: number, targetMs = 60_000) =>
  ({ kind: 'still', placed: { targetMs, landedMs } }) as const

describe('plan', () => {
  it('[CP1] places a still player on the position of a still room, then rests', () => {
    expect(plan(situation({}))).toEqual({ kind: 'place', targetMs: 60_000 })
    expect(plan(situation({ stance: placedAt(60_020) }))).toMatchObject({ kind: 'rest' })
  })

  it('[CP2] releases later what landed ahead and earlier what landed behind', () => {
    const track = trackOf(paused, playing)
    expect(plan(situation({ track, stance: placedAt(60_020) }))).toMatchObject({
      kind: 'release',
      atMs: 5020,
    })
    expect(plan(situation({ track, stance: placedAt(59_998) }))).toMatchObject({
      kind: 'release',
      atMs: 4998,
    })
  })

  it('[CP2] aims a release earlier by what the player needs to act', () => {
    const track = trackOf(paused, playing)
    const step = plan(situation({ track, stance: placedAt(60_000), actuationMs: 30 }))
    expect(step).toMatchObject({ kind: 'release', atMs: 4970 })
  })

  it('[CP111] lets a player go on that was released just before the start, and halts one that began long before', () => {
    const track = trackOf(paused, playing)
    const moving = (nowMs: number) => plan(situation({ nowMs, track, stance: { kind: 'moving' } }))
    expect(moving(4998)).toEqual({ kind: 'follow', timeline: playing })
    expect(moving(4960)).toEqual({ kind: 'follow', timeline: playing })
    expect(moving(4500)).toEqual({ kind: 'halt', atMs: 4500 })
  })

  it('[CP3] places a late player where the room will be when it gets there', () => {
    const step = plan(situation({ nowMs: 8000, track: trackOf(paused, playing), stance: placedAt(60_000) }))
    expect(step).toEqual({ kind: 'place', targetMs: 63_200 })
  })

  it('[CP4] aims at the very instant of a pause that is near, and follows until then', () => {
    const pause: Timeline = { positionMs: 70_000, rate: 1, atMs: 16_000, playing: false, revision: 6 }
    const track = trackOf(paused, playing, pause)
    const moving = { track, stance: { kind: 'moving' } } as const
    expect(plan(situation({ ...moving, nowMs: 14_000 }))).toMatchObject({ kind: 'follow' })
    expect(plan(situation({ ...moving, nowMs: 14_950 }))).toEqual({ kind: 'halt', atMs: 15_000 })
    expect(plan(situation({ ...moving, nowMs: 16_000 }))).toMatchObject({ kind: 'halt' })
  })

  it('[CP6] keeps off the player while the room is asked', () => {
    const hold = { kind: 'asking', untilMs: 5000 } as const
    expect(plan(situation({ hold }))).toEqual({ kind: 'keep-off', untilMs: 5000 })
  })

  it('[CP8] halts a player that moves while the room stands', () => {
    expect(plan(situation({ stance: { kind: 'moving' } }))).toEqual({ kind: 'halt', atMs: 4000 })
  })

  it('[CP9] leaves a player that is apart alone for as long as it takes', () => {
    expect(plan(situation({ hold: { kind: 'apart' } }))).toEqual({ kind: 'keep-off', untilMs: null })
  })

  it('[CP12] places nothing beyond the end of the film', () => {
    const step = plan(situation({ nowMs: 400_000, track: trackOf(paused, playing) }))
    expect(step).toMatchObject({ kind: 'rest' })
  })

  it('[CP108] rests at the speed of the room: its viewer goes on from there', () => {
    const track = trackOf({ ...paused, rate: 1.1 })
    expect(plan(situation({ track, stance: placedAt(60_020) }))).toEqual({ kind: 'rest', rate: 1.1 })
  })

  it('[CP25] adds the own offset to the target', () => {
    expect(plan(situation({ offsetMs: -150 }))).toEqual({ kind: 'place', targetMs: 59_850 })
  })

  it('rests while the session clock is unknown', () => {
    expect(plan(situation({ clock: null }))).toEqual({ kind: 'rest', rate: null })
  })
})

describe('readyRevision', () => {
  it('[CP5] counts a player that stands on the position, or moves with a moving room', () => {
    expect(readyRevision(situation({}))).toBeNull()
    expect(readyRevision(situation({ stance: placedAt(60_020) }))).toBe(4)
    const track = trackOf(paused, playing)
    expect(readyRevision(situation({ track, stance: { kind: 'moving' } }))).toBe(5)
    expect(readyRevision(situation({ stance: { kind: 'moving' } }))).toBeNull()
    const hold = { kind: 'asking', untilMs: 5000 } as const
    expect(readyRevision(situation({ hold, stance: placedAt(60_020) }))).toBeNull()
  })
})
