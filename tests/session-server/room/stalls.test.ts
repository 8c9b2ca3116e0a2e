import { describe, expect, it } from 'vitest'
import { RoomStage } from '../support/roomStage.ts'

const { stallMs, flapWindowMs } = RoomStage.playing().room.limits

/** Bob runs out of bytes for `forMs` and has them again. */
function stall(stage: RoomStage, forMs: number) {
  stage.report('bob', { buffering: true })
  stage.wait(forMs)
}

describe('stalls', () => {
  it('[RM21] pauses the room for a member that is short of bytes for long, and goes on when it is ready', () => {
    const stage = RoomStage.playing()
    stall(stage, stallMs)
    expect(stage.events()).toEqual(['stalled'])
    expect(stage.room.phase).toMatchObject({ why: 'stall', waitingFor: ['bob'], thenPlay: true })
    const stopped = stage.room.timeline
    expect(stopped.playing).toBe(false)
    stage.wait(3000)
    stage.ready('bob')
    expect(stage.events()).toEqual(['recovered'])
    expect(stage.room.timeline).toMatchObject({ playing: true, positionMs: stopped.positionMs })
  })

  it('[RM22] takes no notice of a short one', () => {
    const stage = RoomStage.playing()
    stall(stage, stallMs - 1)
    stage.report('bob', { buffering: false })
    stage.wait(10_000)
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM22] counts a stall only from the moment at which the room moves', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'], policy: { waitFor: 'nobody' } })
    stage.everyoneReady()
    stall(stage, 10_000)
    stage.act('ann', { kind: 'play' })
    stage.wait(stage.room.timeline.atMs - stage.nowMs + stallMs - 1)
    expect(stage.room.timeline.playing).toBe(true)
    stage.wait(1)
    expect(stage.room.phase).toMatchObject({ why: 'stall' })
  })

  it('[RM23] does not pause for a member that has not caught up yet, but does once it has', () => {
    const stage = RoomStage.playing()
    stage.join('dan')
    stage.report('dan', { buffering: true, driftMs: 200 })
    stage.wait(20_000)
    expect(stage.room.timeline.playing).toBe(true)
    stage.report('dan', { buffering: false, driftMs: 200 })
    stage.report('dan', { buffering: true })
    stage.wait(stallMs)
    expect(stage.waitingFor()).toEqual(['dan'])
  })

  it('[RM24] no longer pauses everyone for the third stall of a member within a minute', () => {
    const stage = RoomStage.playing()
    for (const paused of [true, true, false]) {
      stall(stage, stallMs)
      expect(stage.events()).toEqual(['stalled'])
      expect(stage.room.timeline.playing).toBe(!paused)
      stage.ready('bob')
      stage.wait(5000)
    }
    stage.wait(flapWindowMs)
    stall(stage, stallMs)
    expect(stage.room.timeline.playing).toBe(false)
  })

  it('[RM24] still pauses for another member', () => {
    const stage = RoomStage.playing()
    for (let i = 0; i < 3; i += 1) {
      stall(stage, stallMs)
      stage.ready('bob')
      stage.wait(2000)
    }
    stage.report('cid', { buffering: true })
    stage.wait(stallMs)
    expect(stage.waitingFor()).toEqual(['cid'])
  })

  it('[RM25] only tells of stalls where the policy says so', () => {
    const stage = RoomStage.playing({ policy: { pauseOnStall: false } })
    stall(stage, stallMs)
    expect(stage.events()).toEqual(['stalled'])
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM10] goes on without a member that does not recover in time, and does not stop for the same stall again', () => {
    const stage = RoomStage.playing()
    stall(stage, stallMs)
    stage.wait(stage.room.limits.readyWaitMs)
    expect(stage.events()).toEqual(['waited-too-long'])
    stage.wait(60_000)
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM15] stays paused after a stall during which somebody paused', () => {
    const stage = RoomStage.playing()
    stall(stage, stallMs)
    stage.act('cid', { kind: 'pause', positionMs: null })
    stage.ready('bob')
    expect(stage.room).toMatchObject({ phase: { kind: 'steady' }, timeline: { playing: false } })
  })
})
