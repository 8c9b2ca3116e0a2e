import { describe, expect, it } from 'vitest'
import { restoreRoom, snapshotOf } from '../../../session-server/room/snapshot.ts'
import { roomView } from '../../../session-server/room/roomView.ts'
import { RoomStage } from '../support/roomStage.ts'

/** Stops the server of `before` and starts another one, whose clock begins at zero, `goneMs` later. */
function restart(before: RoomStage, goneMs: number, aliveForMs = 0): RoomStage {
  const wallMs = 1_700_000_000_000
  const snapshot = snapshotOf(before.room, { nowMs: before.nowMs, wallMs })
  const clocks = { nowMs: 5, wallMs: wallMs + goneMs, aliveWallMs: wallMs + aliveForMs }
  const stage = new RoomStage()
  stage.room = restoreRoom(snapshot, { ...clocks, limits: before.room.limits })
  stage.nowMs = 5
  return stage
}

describe('a room after a restart of the server', () => {
  it('[RM34] is paused where it was when the server was last known to run, with everyone away', () => {
    const before = RoomStage.playing()
    const wasMs = before.positionMs()
    const stage = restart(before, 60_000, 2000)
    expect(stage.room.timeline).toMatchObject({ playing: false, positionMs: wasMs + 2000 })
    expect(stage.room.members.map((member) => member.connection.kind)).toEqual(['away', 'away', 'away'])
    expect(stage.room.hostId).toBe('ann')
  })

  it('[RM34] waits a moment for a member that is still playing, then stays paused', () => {
    const stage = restart(RoomStage.playing(), 1000)
    expect(roomView(stage.room).phase).toMatchObject({ why: 'restart', waitingFor: ['ann', 'bob', 'cid'] })
    stage.resume('ann', { playing: false })
    stage.wait(stage.room.limits.resumeWaitMs)
    expect(stage.room).toMatchObject({ phase: { kind: 'steady' }, timeline: { playing: false } })
    expect(stage.effects).toContainEqual({ kind: 'persist' })
  })

  it('[RM35] goes on for everyone where a member that is still playing is', () => {
    const before = RoomStage.playing()
    const { revision } = before.room.timeline
    const wasMs = before.positionMs()
    const stage = restart(before, 4000)
    stage.wait(1000)
    stage.resume('bob', { revision, playing: true })
    expect(stage.room.phase.kind).toBe('steady')
    expect(stage.room.timeline.playing).toBe(true)
    expect(stage.positionMs()).toBeCloseTo(wasMs + 5000)
    expect(stage.room.timeline.revision).toBeGreaterThan(revision)
  })

  it('[RM35] takes no notice of a member that plays on another revision, or comes too late', () => {
    const before = RoomStage.playing()
    const { revision } = before.room.timeline
    const stage = restart(before, 1000)
    stage.resume('bob', { revision: revision - 1, playing: true })
    expect(stage.room.timeline.playing).toBe(false)
    stage.wait(stage.room.limits.resumeWaitMs)
    stage.resume('ann', { revision, playing: true })
    expect(stage.room.timeline.playing).toBe(false)
  })

  it('[RM34] keeps a paused room as it was', () => {
    const before = new RoomStage({ members: ['ann', 'bob'], positionMs: 9000 })
    const stage = restart(before, 3_600_000)
    expect(stage.room).toMatchObject({
      phase: { kind: 'steady' },
      timeline: { revision: 0, positionMs: 9000 },
    })
  })

  it('[RM35] starts as ever when somebody presses play during the wait', () => {
    const stage = restart(RoomStage.playing(), 1000)
    stage.resume('bob')
    stage.act('bob', { kind: 'play' })
    expect(stage.room.phase).toMatchObject({ why: 'start', waitingFor: ['bob'] })
    stage.ready('bob')
    expect(stage.room.timeline.playing).toBe(true)
  })

  it('[RM35] takes a pause during the wait for what it says', () => {
    const before = RoomStage.playing()
    const { revision } = before.room.timeline
    const stage = restart(before, 1000)
    stage.resume('bob')
    stage.act('bob', { kind: 'pause', positionMs: null })
    stage.resume('ann', { revision, playing: true })
    expect(stage.room.timeline.playing).toBe(false)
  })
})
