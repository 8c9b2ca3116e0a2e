import { describe, expect, it } from 'vitest'
import { leadMs, positionAt } from '../../../sync/timeline.ts'
import { RoomStage } from '../support/roomStage.ts'

describe('playing and pausing', () => {
  it('[RM8] starts at once, with the lead of the slowest present member, when everyone is ready', () => {
    const stage = new RoomStage({ members: ['ann', 'bob', 'cid'], positionMs: 5000 })
    stage.report('bob', { oneWayP95Ms: 200, actuationMs: 50 })
    stage.report('cid', { oneWayP95Ms: 900, actuationMs: 50 })
    stage.disconnect('cid')
    stage.everyoneReady()
    stage.act('ann', { kind: 'play' })
    const slowest = leadMs([{ oneWayP95Ms: 200, actuationMs: 50 }], stage.room.limits.lead)
    expect(stage.room.phase.kind).toBe('steady')
    expect(stage.room.timeline).toMatchObject({ playing: true, positionMs: 5000, revision: 1 })
    expect(stage.room.timeline.atMs).toBe(stage.nowMs + slowest)
  })

  it('[RM13] never lets a command take effect before the one that it follows', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.report('bob', { oneWayP95Ms: 900 })
    stage.everyoneReady()
    stage.act('ann', { kind: 'play' })
    const startMs = stage.room.timeline.atMs
    stage.report('bob', { oneWayP95Ms: 1 })
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(stage.room.timeline).toMatchObject({ atMs: startMs, positionMs: 0, playing: false })
  })

  it('[RM14] pauses where the room will be when everyone can obey, wherever the requester stopped', () => {
    const stage = RoomStage.playing()
    const { timeline } = stage.room
    stage.act('bob', { kind: 'pause', positionMs: stage.positionMs() - 200 })
    const { atMs, positionMs, playing } = stage.room.timeline
    expect(atMs).toBeGreaterThan(stage.nowMs)
    expect(positionMs).toBe(positionAt(timeline, atMs))
    expect(playing).toBe(false)
    expect(stage.room.phase.kind).toBe('steady')
    expect(stage.events()).toEqual(['paused'])
  })

  it('[RM18] changes the rate without a jump', () => {
    const stage = RoomStage.playing()
    const { timeline } = stage.room
    stage.act('bob', { kind: 'rate', rate: 1.5 })
    const next = stage.room.timeline
    expect(next.positionMs).toBe(positionAt(timeline, next.atMs))
    expect(next).toMatchObject({ rate: 1.5, playing: true })
    expect(next.atMs).toBeGreaterThan(stage.nowMs)
  })

  it('[RM18] changes the rate of a paused room at once and plays nothing', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'], positionMs: 7000 })
    stage.act('bob', { kind: 'rate', rate: 0.5 })
    expect(stage.room.timeline).toMatchObject({
      rate: 0.5,
      positionMs: 7000,
      playing: false,
      atMs: stage.nowMs,
    })
  })
})

describe('seeking', () => {
  it('[RM16] holds a playing room at the target until everyone is ready, then plays', () => {
    const stage = RoomStage.playing()
    stage.act('bob', { kind: 'seek', positionMs: 120_000 })
    expect(stage.room.timeline).toMatchObject({ positionMs: 120_000, playing: false, atMs: stage.nowMs })
    expect(stage.room.phase).toMatchObject({ kind: 'waiting', why: 'seek', thenPlay: true })
    expect(stage.waitingFor()).toEqual(['ann', 'bob', 'cid'])
    stage.wait(400)
    stage.ready('ann')
    stage.ready('cid')
    expect(stage.waitingFor()).toEqual(['bob'])
    stage.ready('bob')
    expect(stage.room.phase.kind).toBe('steady')
    expect(stage.room.timeline).toMatchObject({ positionMs: 120_000, playing: true })
    expect(stage.room.timeline.atMs).toBeGreaterThan(stage.nowMs)
  })

  it('[RM16] is not ready by what was prepared for another revision, nor while it is short of bytes', () => {
    const stage = RoomStage.playing({ members: ['ann'] })
    const old = stage.room.timeline.revision
    stage.act('ann', { kind: 'seek', positionMs: 120_000 })
    stage.report('ann', { readyRevision: old })
    expect(stage.waitingFor()).toEqual(['ann'])
    stage.report('ann', { readyRevision: old + 1, buffering: true })
    expect(stage.waitingFor()).toEqual(['ann'])
    stage.report('ann', { buffering: false })
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM16] starts from the newest target when somebody seeks again while it waits', () => {
    const stage = RoomStage.playing()
    stage.act('bob', { kind: 'seek', positionMs: 120_000 })
    stage.ready('ann')
    stage.act('ann', { kind: 'seek', positionMs: 30_000 })
    expect(stage.waitingFor()).toEqual(['ann', 'bob', 'cid'])
    stage.everyoneReady()
    expect(stage.room.timeline).toMatchObject({ positionMs: 30_000, playing: true })
  })

  it('[RM17] shows who is not ready after a seek in a paused room, and plays nothing', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.act('bob', { kind: 'seek', positionMs: 120_000 })
    expect(stage.room.phase).toMatchObject({ why: 'seek', thenPlay: false })
    stage.everyoneReady()
    expect(stage.room.phase.kind).toBe('steady')
    expect(stage.room.timeline).toMatchObject({ positionMs: 120_000, playing: false })
  })

  it('[RM33] never goes beyond the end of the film', () => {
    const stage = RoomStage.playing({ runtimeMs: 100_000 })
    stage.act('bob', { kind: 'seek', positionMs: 500_000 })
    expect(stage.room.timeline.positionMs).toBe(100_000)
  })
})

describe('the end of the film', () => {
  it('[RM33] pauses the room there', () => {
    const stage = RoomStage.playing({ runtimeMs: 60_000 })
    stage.act('ann', { kind: 'rate', rate: 2 })
    stage.wait(59_000)
    expect(stage.room.timeline).toMatchObject({ positionMs: 60_000, playing: false })
    stage.act('ann', { kind: 'play' })
    expect(stage.room.timeline.playing).toBe(false)
  })

  it('[RM33] is unknown without a runtime', () => {
    const stage = RoomStage.playing({ runtimeMs: null })
    stage.wait(10_000_000)
    expect(stage.room.timeline.playing).toBe(true)
  })
})
