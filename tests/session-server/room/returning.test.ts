import { expect, it } from 'vitest'
import { defaultRoomLimits } from '../../../session-server/room/roomLimits.ts'
import { roomSnapshotSchema } from '../../../session-server/storage/snapshotSchema.ts'
import { restoreRoom, snapshotOf } from '../../../session-server/room/snapshot.ts'
import { film } from '../support/film.ts'
import { RoomStage } from '../support/roomStage.ts'
import { somebody } from '../support/somebody.ts'

const wallMs = 1_700_000_000_000

/** A room in which a lot was decided. */
function livedIn(): RoomStage {
  const stage = RoomStage.playing({ policy: { control: 'vote' } })
  stage.govern('ann', { kind: 'set-role', memberId: 'bob', role: 'controller' })
  stage.govern('ann', { kind: 'mute', memberId: 'cid', muted: true })
  stage.join('eve')
  stage.govern('ann', { kind: 'ban', memberId: 'eve' })
  stage.govern('ann', {
    kind: 'invite',
    people: [{ personId: 'person-dan', name: 'dan', role: 'controller' }],
  })
  stage.govern('ann', { kind: 'set-password', passwordHash: 'hash' })
  stage.govern('ann', { kind: 'set-expiry', expiresInMs: 3_600_000 })
  stage.govern('ann', { kind: 'lock', locked: true })
  stage.ask('ann', { kind: 'edit-queue', edit: { kind: 'add', media: film } })
  stage.ask('bob', { kind: 'say', text: 'Popcorn?' })
  stage.ask('bob', { kind: 'raise', wants: 'pause' })
  stage.ask('cid', { kind: 'free-play', isFree: true })
  stage.act('ann', { kind: 'seek', positionMs: 1000 })
  return stage
}

it('[RM111] brings back what was decided, and not what was under way', () => {
  const { room, nowMs } = livedIn()
  expect(room.ballot).not.toBeNull()
  const kept = roomSnapshotSchema.parse(JSON.parse(JSON.stringify(snapshotOf(room, { nowMs, wallMs }))))
  const limits = { ...defaultRoomLimits, resumeWaitMs: 5000 }
  const after = { nowMs: 50, wallMs: wallMs + 10_000, aliveWallMs: wallMs, limits }
  const back = restoreRoom(kept, after)
  const { policy, isLocked, passwordHash, queue, counted, invitations, bans, regulars } = room
  expect(back).toMatchObject({ policy, isLocked, passwordHash, queue, invitations, bans, regulars, counted })
  expect(back).toMatchObject({
    ballot: null,
    question: null,
    hostId: 'ann',
    expiresAtMs: 50 + 3_600_000 - 10_000,
  })
  expect(back.chat.map(({ text }) => text)).toEqual(['Popcorn?'])
  const members = back.members.map(({ id, role, isMuted, isFree, hand }) => [id, role, isMuted, isFree, hand])
  expect(members).toEqual([
    ['ann', 'controller', false, false, null],
    ['bob', 'controller', false, false, null],
    ['cid', 'viewer', true, true, null],
  ])
})

it('[RM111] keeps the end of a room: one whose time was over while the server was down ends', () => {
  const { room, nowMs } = livedIn()
  const kept = snapshotOf(room, { nowMs, wallMs })
  const stage = new RoomStage()
  const later = { nowMs: 0, wallMs: wallMs + 4_000_000, aliveWallMs: wallMs, limits: defaultRoomLimits }
  stage.room = restoreRoom(kept, later)
  stage.nowMs = 0
  stage.take({ kind: 'wake' })
  expect(stage.room.life).toEqual({ kind: 'ended', reason: 'room-expired' })
})

it('[SV58] takes a room of the first version, with defaults for what it did not know', () => {
  const former = {
    id: 'room',
    code: 'code',
    name: 'Room',
    media: film,
    policy: { control: 'everyone', waitFor: 'nobody', pauseOnStall: false },
    hostId: 'm1',
    timeline: { positionMs: 5, rate: 1, atWallMs: wallMs, playing: false, revision: 3 },
    members: [{ id: 'm1', name: 'Ann', tokenHash: 'hash' }],
  }
  const room = restoreRoom(roomSnapshotSchema.parse(former), {
    nowMs: 0,
    wallMs,
    aliveWallMs: wallMs,
    limits: defaultRoomLimits,
  })
  expect(room.policy).toMatchObject({
    control: 'everyone',
    waitFor: 'nobody',
    visibility: 'unlisted',
    quorum: 0.5,
  })
  expect(room.members).toMatchObject([{ role: 'viewer', person: { ...somebody('Ann'), id: 'm1' } }])
  expect(room).toMatchObject({ chat: [], bans: [], queue: [], passwordHash: null, isLocked: false })
})
