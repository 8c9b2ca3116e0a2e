import { unknownPresence } from '../../protocol/member.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import { holdAt, positionAt } from '../../sync/timeline.ts'
import { companionTraits, type Member, type Phase, type Room } from './room.ts'
import type { RoomLimits } from './roomLimits.ts'
import { snapshotVersion, type RoomSnapshot, type SnapshotMember } from './roomSnapshot.ts'

/** One instant on both axes. */
export interface ClockPair {
  readonly nowMs: number
  readonly wallMs: number
}

export function snapshotOf(room: Room, clocks: ClockPair): RoomSnapshot {
  const { atMs, ...moving } = room.timeline
  const onWall = (sessionMs: number) => clocks.wallMs + (sessionMs - clocks.nowMs)
  const returning = room.members.filter((member) => member.traits.resumes)
  return {
    version: snapshotVersion,
    id: room.id,
    code: room.code,
    name: room.name,
    media: room.media,
    policy: room.policy,
    hostId: room.hostId,
    timeline: { ...moving, atWallMs: onWall(atMs) },
    members: returning.map(({ id, tokenHash, person, role, isMuted, isFree }) => ({
      id,
      tokenHash,
      person,
      role,
      isMuted,
      isFree,
    })),
    chat: room.chat.map(({ atMs: saidMs, ...line }) => ({ ...line, atWallMs: onWall(saidMs) })),
    founderId: room.founderId,
    isLocked: room.isLocked,
    passwordHash: room.passwordHash,
    expiresAtWallMs: room.expiresAtMs === null ? null : onWall(room.expiresAtMs),
    queue: [...room.queue],
    counted: room.counted,
    invitations: [...room.invitations],
    bans: [...room.bans],
    regulars: [...room.regulars],
  }
}

/** How a room is brought back: the clocks of the new server, and when the former one was last known to run. */
export interface Restoration extends ClockPair {
  readonly limits: RoomLimits
  readonly aliveWallMs: number
}

/**
 * The room as it comes back: everyone away, paused where it was when the server was last known to run. If it was
 * playing, it waits `resumeWaitMs` for a member that still is.
 */
export function restoreRoom(snapshot: RoomSnapshot, restoration: Restoration): Room {
  const { nowMs, wallMs, limits } = restoration
  const { version: _version, timeline: kept, members, chat, expiresAtWallMs, ...lasting } = snapshot
  const onSession = (atWallMs: number) => nowMs + (atWallMs - wallMs)
  const { atWallMs, ...moving } = kept
  const continuation = { ...moving, atMs: onSession(atWallMs) }
  const aliveMs = nowMs + Math.min(0, restoration.aliveWallMs - wallMs)
  const wasMs = Math.min(positionAt(continuation, aliveMs), lasting.media.runtimeMs ?? Infinity)
  return {
    ...lasting,
    limits,
    timeline: kept.playing ? holdAt(continuation, nowMs, wasMs) : { ...continuation, atMs: nowMs },
    phase: kept.playing ? restarting(continuation, nowMs + limits.resumeWaitMs) : { kind: 'steady' },
    members: members.map((member) => away(member, nowMs)),
    chat: chat.map(({ atWallMs: saidMs, ...line }) => ({ ...line, atMs: onSession(saidMs) })),
    expiresAtMs: expiresAtWallMs === null ? null : onSession(expiresAtWallMs),
    ballot: null,
    question: null,
    life: { kind: 'empty', sinceMs: nowMs },
  }
}

const restarting = (continuation: Timeline, deadlineMs: number): Phase => ({
  kind: 'restarting',
  lastRevision: continuation.revision,
  continuation,
  deadlineMs,
})

const away = (member: SnapshotMember, nowMs: number): Member => ({
  ...member,
  hand: null,
  reactedAtMs: [],
  traits: companionTraits,
  connection: { kind: 'away', sinceMs: nowMs },
  presence: unknownPresence,
  pace: { kind: 'catching-up' },
  stalledAtMs: [],
  answered: [],
})
