import type { ChatLine } from '../../protocol/chat.ts'
import { unknownPresence } from '../../protocol/member.ts'
import type { Media } from '../../protocol/media.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import { holdAt, positionAt } from '../../sync/timeline.ts'
import { companionTraits, type Member, type Phase, type Room } from './room.ts'
import type { RoomLimits } from './roomLimits.ts'

/**
 * What of a room survives the server. The session clock does not: the timeline's instant is kept on the wall clock,
 * by which the position is carried across the gap.
 */
export interface RoomSnapshot {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly media: Media
  readonly policy: RoomPolicy
  readonly hostId: string
  readonly timeline: SnapshotTimeline
  /** In the order in which they joined. */
  readonly members: readonly SnapshotMember[]
  readonly chat: readonly SnapshotLine[]
}

export type SnapshotTimeline = Omit<Timeline, 'atMs'> & { readonly atWallMs: number }
export type SnapshotLine = Omit<ChatLine, 'atMs'> & { readonly atWallMs: number }
export type SnapshotMember = Pick<Member, 'id' | 'name' | 'tokenHash'>

/** One instant on both axes. */
export interface ClockPair {
  readonly nowMs: number
  readonly wallMs: number
}

export function snapshotOf(room: Room, clocks: ClockPair): RoomSnapshot {
  const { id, code, name, media, policy, hostId, timeline } = room
  const { atMs, ...moving } = timeline
  const onWall = (sessionMs: number) => clocks.wallMs + (sessionMs - clocks.nowMs)
  const chat = room.chat.map(({ atMs: saidMs, ...line }) => ({ ...line, atWallMs: onWall(saidMs) }))
  const returning = room.members.filter((member) => member.traits.resumes)
  const members = returning.map((member) => ({
    id: member.id,
    name: member.name,
    tokenHash: member.tokenHash,
  }))
  return {
    id,
    code,
    name,
    media,
    policy,
    hostId,
    timeline: { ...moving, atWallMs: onWall(atMs) },
    members,
    chat,
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
  const { timeline: kept, members, chat, ...lasting } = snapshot
  const { atWallMs, ...moving } = kept
  const continuation = { ...moving, atMs: nowMs + (atWallMs - wallMs) }
  const aliveMs = nowMs + Math.min(0, restoration.aliveWallMs - wallMs)
  const wasMs = Math.min(positionAt(continuation, aliveMs), lasting.media.runtimeMs ?? Infinity)
  return {
    ...lasting,
    limits,
    timeline: kept.playing ? holdAt(continuation, nowMs, wasMs) : { ...continuation, atMs: nowMs },
    phase: kept.playing ? restarting(continuation, nowMs + limits.resumeWaitMs) : { kind: 'steady' },
    members: members.map((member) => away(member, nowMs)),
    chat: chat.map(({ atWallMs: saidMs, ...line }) => ({ ...line, atMs: nowMs + (saidMs - wallMs) })),
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
  traits: companionTraits,
  connection: { kind: 'away', sinceMs: nowMs },
  presence: unknownPresence,
  pace: { kind: 'catching-up' },
  stalledAtMs: [],
  answered: [],
})
