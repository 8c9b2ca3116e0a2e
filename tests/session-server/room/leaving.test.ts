import { describe, expect, it } from 'vitest'
import { memberOf } from '../../../session-server/room/room.ts'
import { roomView } from '../../../session-server/room/roomView.ts'
import { RoomStage } from '../support/roomStage.ts'

const { hostGraceMs, awayGraceMs, keepEmptyMs } = new RoomStage().room.limits

describe('going away', () => {
  it('[RM26] keeps the place of a member whose line broke, says until when, and then gives it up', () => {
    const stage = RoomStage.playing()
    const removeAtMs = stage.nowMs + awayGraceMs
    stage.disconnect('bob')
    expect(roomView(stage.room).members[1]?.connection).toEqual({ kind: 'away', removeAtMs })
    expect(stage.room.timeline.playing).toBe(true)
    stage.wait(awayGraceMs)
    expect(stage.events()).toContain('left')
    expect(memberOf(stage.room, 'bob')).toBeUndefined()
    expect(stage.effects).toContainEqual({ kind: 'members', changed: [], gone: ['bob'] })
  })

  it('[RM26] removes a member that leaves at once, and answers it', () => {
    const stage = RoomStage.playing()
    stage.leave('bob')
    expect(stage.answer()).toBe('done')
    expect(stage.events()).toEqual(['left'])
    stage.leave('bob')
    expect(stage.answer()).toBe('not-in-a-room')
  })
})

describe('the host', () => {
  it('[RM28] keeps the role for a grace period, then the earliest-joined present member takes it', () => {
    const stage = RoomStage.playing()
    stage.disconnect('bob')
    stage.disconnect('ann')
    stage.wait(hostGraceMs - 1)
    expect(stage.room.hostId).toBe('ann')
    stage.wait(1)
    expect(stage.room.hostId).toBe('cid')
    expect(stage.events()).toEqual(['became-host'])
    stage.resume('ann')
    expect(stage.room.hostId).toBe('cid')
  })

  it('[RM28] keeps the role while nobody is present who could take it', () => {
    const stage = RoomStage.playing()
    for (const id of ['bob', 'cid', 'ann']) stage.disconnect(id)
    stage.wait(hostGraceMs * 2)
    expect(stage.room.hostId).toBe('ann')
    stage.resume('cid')
    expect(stage.room.hostId).toBe('cid')
  })

  it('[RM29] passes the role on at once when the host leaves', () => {
    const stage = RoomStage.playing()
    stage.disconnect('bob')
    stage.leave('ann')
    expect(stage.room.hostId).toBe('cid')
    stage.leave('cid')
    expect(stage.room.hostId).toBe('bob')
  })
})

describe('an empty room', () => {
  it('[RM30] is kept for a while and then ends', () => {
    const stage = RoomStage.playing()
    for (const id of ['ann', 'bob', 'cid']) stage.leave(id)
    stage.wait(keepEmptyMs - 1)
    expect(stage.room.life.kind).toBe('empty')
    stage.wait(1)
    expect(stage.room.life.kind).toBe('ended')
    expect(stage.effects).toContainEqual({ kind: 'end', reason: 'room-ended' })
    stage.join('dan')
    expect(stage.answer()).toBe('no-such-room')
  })

  it('[RM30] belongs to whoever comes into it first', () => {
    const stage = RoomStage.playing()
    for (const id of ['ann', 'bob', 'cid']) stage.leave(id)
    stage.join('dan')
    stage.join('eve')
    expect(stage.room.hostId).toBe('dan')
    expect(stage.room.life.kind).toBe('open')
  })

  it('[RM31] goes on for members that are away and may still be watching', () => {
    const stage = RoomStage.playing()
    for (const id of ['ann', 'bob', 'cid']) stage.disconnect(id)
    const { timeline } = stage.room
    stage.wait(awayGraceMs - 1)
    expect(stage.room.timeline).toBe(timeline)
  })

  it('[RM31] is paused where its last members were last seen once their places are given up', () => {
    const stage = RoomStage.playing()
    for (const id of ['ann', 'bob', 'cid']) stage.disconnect(id)
    const seenMs = stage.positionMs()
    stage.wait(awayGraceMs)
    expect(stage.room.timeline).toMatchObject({ playing: false, positionMs: seenMs })
  })
})
