import { describe, expect, it } from 'vitest'
import { roomView } from '../../../session-server/room/roomView.ts'
import { RoomStage } from '../support/roomStage.ts'

describe('coming into a room', () => {
  it('[RM1] founds it paused on its starting position, with its founder as the host', () => {
    const { room, effects } = new RoomStage({ positionMs: 60_000 })
    expect(room).toMatchObject({ hostId: 'ann', phase: { kind: 'steady' } })
    expect(room.timeline).toMatchObject({ positionMs: 60_000, playing: false, rate: 1, revision: 0 })
    expect(effects.map((effect) => effect.kind)).toEqual(['persist', 'admit', 'members', 'send'])
  })

  it('[RM2] leaves the room as it was when somebody joins, and does not wait for them', () => {
    const stage = RoomStage.playing()
    const before = stage.room
    stage.join('dan')
    expect(stage.room.timeline).toBe(before.timeline)
    expect(stage.room.phase).toBe(before.phase)
    expect(stage.answer()).toBe('admitted')
    stage.report('dan', { buffering: true })
    stage.wait(5000)
    expect(stage.room.timeline).toBe(before.timeline)
  })

  it('[RM2] does not wait for somebody who joins while it waits', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.act('ann', { kind: 'play' })
    stage.join('dan')
    expect(stage.waitingFor()).toEqual(['ann', 'bob'])
    stage.ready('ann')
    stage.ready('bob')
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM3] refuses whoever comes when it is full', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'], limits: { membersPerRoom: 2 } })
    stage.join('dan')
    expect(stage.answer()).toBe('room-full')
    expect(stage.room.members).toHaveLength(2)
  })

  it('[RM4] shows members everything but tokens', () => {
    const { room } = new RoomStage({ members: ['ann', 'bob'] })
    expect(JSON.stringify(roomView(room))).not.toContain('hash-')
    expect(roomView(room).members.map((member) => member.role)).toEqual(['host', 'viewer'])
  })
})

describe('coming back', () => {
  it('[RM27] gives a member that was away the same id and role', () => {
    const stage = RoomStage.playing()
    stage.disconnect('ann')
    expect(stage.events()).toEqual(['went-away'])
    stage.wait(20_000)
    stage.resume('ann')
    expect(stage.answer()).toBe('admitted')
    expect(stage.events()).toEqual(['came-back'])
    expect(stage.room.hostId).toBe('ann')
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM27] lets a member resume whose former line has not been missed yet, without a word', () => {
    const stage = RoomStage.playing()
    stage.resume('bob')
    expect(stage.answer()).toBe('admitted')
    expect(stage.events()).toEqual([])
  })

  it('[RM27] refuses a wrong token and a place that is gone', () => {
    const stage = RoomStage.playing()
    stage.disconnect('bob')
    stage.resume('bob', { tokenHash: 'hash-ann' })
    expect(stage.answer()).toBe('resume-refused')
    stage.wait(stage.room.limits.awayGraceMs)
    stage.resume('bob')
    expect(stage.answer()).toBe('resume-refused')
  })
})
