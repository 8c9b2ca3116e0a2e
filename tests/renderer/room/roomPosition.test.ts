import { describe, expect, it } from 'vitest'
import { countdownSeconds, partOf, roomMomentAt } from '../../../app/renderer/room/roomPosition.ts'
import { inRoom, room } from '../../companion/cli/fakes/states.ts'

/** Of the fakes: the session clock is 50 s ahead of the app's; the room plays from 60 s on since 100 s. */
const momentAt = (appMs: number | null, timeline = room.timeline) =>
  roomMomentAt(inRoom, { ...room, timeline }, appMs)

describe('where the room is on the screen', () => {
  it('[UR100] is the timeline projected by the session clock, which is the app’s clock and its offset', () => {
    expect(momentAt(80_000)).toEqual({ positionMs: 90_000, runtimeMs: 600_000, speed: 1, startsInMs: null })
    expect(momentAt(80_000, { ...room.timeline, rate: 1.5 }).positionMs).toBe(105_000)
    expect(momentAt(80_000, { ...room.timeline, playing: false })).toMatchObject({
      positionMs: 60_000,
      speed: 0,
    })
  })

  it('[UR100] never leaves the film, and stands at its end', () => {
    expect(momentAt(10_000_000)).toMatchObject({ positionMs: 600_000, speed: 0 })
  })

  it('[UR100] is where the own player is while the session clock is not known', () => {
    const unknown = { ...inRoom, clock: null }
    expect(roomMomentAt(unknown, room, 80_000)).toMatchObject({ positionMs: 90_000, speed: 0 })
    expect(momentAt(null)).toMatchObject({ positionMs: 90_000, speed: 0 })
  })

  it('[UR101] stands before a start that was announced, and tells how long it is', () => {
    const before = momentAt(47_500)
    expect(before).toMatchObject({ positionMs: 60_000, speed: 0, startsInMs: 2500 })
    expect(countdownSeconds(before.startsInMs, 3000)).toBe(3)
    expect(countdownSeconds(400, 3000)).toBe(1)
    expect(countdownSeconds(0, 3000)).toBeNull()
  })

  it('[UR101] counts nothing down that is over before it is read', () => {
    expect(countdownSeconds(300, 300)).toBeNull()
    expect(countdownSeconds(null, 5000)).toBeNull()
  })

  it('is a part of the film between 0 and 1, and 0 of a film whose length nobody knows', () => {
    expect(partOf(300_000, 600_000)).toBe(0.5)
    expect(partOf(700_000, 600_000)).toBe(1)
    expect(partOf(5, null)).toBe(0)
  })
})
