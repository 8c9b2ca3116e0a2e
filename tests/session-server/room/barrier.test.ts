import { describe, expect, it } from 'vitest'
import { RoomStage } from '../support/roomStage.ts'

const waiting = (policy = {}) => {
  const stage = new RoomStage({ members: ['ann', 'bob', 'cid'], policy })
  stage.act('ann', { kind: 'play' })
  return stage
}

describe('the ready barrier', () => {
  it('[RM9] waits for whoever is not ready and starts with the last of them', () => {
    const stage = new RoomStage({ members: ['ann', 'bob', 'cid'] })
    stage.ready('bob')
    stage.act('ann', { kind: 'play' })
    expect(stage.events()).toEqual(['played'])
    expect(stage.room.phase).toMatchObject({ why: 'start', thenPlay: true, waitingFor: ['ann', 'cid'] })
    expect(stage.room.timeline).toMatchObject({ revision: 0, playing: false })
    stage.ready('ann')
    stage.ready('cid')
    expect(stage.room.timeline).toMatchObject({ revision: 1, playing: true })
  })

  it('[RM10] starts without those who are late, names a single one, and lets them catch up alone', () => {
    const stage = waiting()
    stage.ready('ann')
    stage.ready('bob')
    stage.report('cid', { buffering: true })
    stage.wait(stage.room.limits.readyWaitMs)
    expect(stage.events()).toEqual(['waited-too-long'])
    expect(stage.happened()).toMatchObject([{ memberId: 'cid', name: 'cid' }])
    expect(stage.room.timeline.playing).toBe(true)
    stage.wait(60_000)
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM10] tells of several late members as of the room itself', () => {
    const stage = waiting()
    stage.wait(stage.room.limits.readyWaitMs)
    expect(stage.happened()).toMatchObject([{ what: 'waited-too-long', memberId: null }])
  })

  it('[RM11] waits for the host alone, or for nobody, where the policy says so', () => {
    const host = waiting({ waitFor: 'host' })
    expect(host.waitingFor()).toEqual(['ann'])
    host.ready('ann')
    expect(host.room.timeline.playing).toBe(true)
    expect(waiting({ waitFor: 'nobody' }).room.timeline.playing).toBe(true)
  })

  it('[RM11] goes on playing from the target of a seek when it waits for nobody', () => {
    const stage = RoomStage.playing({ policy: { waitFor: 'nobody' } })
    stage.act('bob', { kind: 'seek', positionMs: 90_000 })
    expect(stage.room.timeline).toMatchObject({ positionMs: 90_000, playing: true })
  })

  it('[RM12] does not wait for a member in trouble, away or gone', () => {
    const stage = waiting()
    stage.report('ann', { trouble: 'The player crashed.' })
    expect(stage.waitingFor()).toEqual(['bob', 'cid'])
    stage.disconnect('bob')
    expect(stage.waitingFor()).toEqual(['cid'])
    stage.leave('cid')
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM15] takes a start back when somebody pauses, without a new revision', () => {
    const stage = waiting()
    stage.act('bob', { kind: 'pause', positionMs: null })
    expect(stage.events()).toEqual(['paused'])
    stage.everyoneReady()
    expect(stage.room).toMatchObject({ phase: { kind: 'steady' }, timeline: { playing: false, revision: 0 } })
  })

  it('[RM15] plays after all when somebody presses play again', () => {
    const stage = RoomStage.playing()
    stage.act('ann', { kind: 'seek', positionMs: 50_000 })
    stage.act('bob', { kind: 'pause', positionMs: null })
    stage.act('cid', { kind: 'play' })
    expect(stage.room.phase).toMatchObject({ kind: 'waiting', thenPlay: true })
  })

  it('[RM18] waits anew when the rate changes while it waits', () => {
    const stage = waiting()
    stage.ready('ann')
    stage.act('bob', { kind: 'rate', rate: 1.25 })
    expect(stage.waitingFor()).toEqual(['ann', 'bob', 'cid'])
    stage.everyoneReady()
    expect(stage.room.timeline).toMatchObject({ playing: true, rate: 1.25 })
  })

  it('[RM32] goes on waiting while nobody is present, for whoever comes back', () => {
    const stage = new RoomStage({ members: ['ann'] })
    stage.act('ann', { kind: 'play' })
    stage.disconnect('ann')
    stage.wait(60_000)
    expect(stage.room.phase.kind).toBe('waiting')
    expect(stage.room.timeline.playing).toBe(false)
    stage.resume('ann')
    expect(stage.waitingFor()).toEqual(['ann'])
    stage.ready('ann')
    expect(stage.room.timeline.playing).toBe(true)
  })
})
