import type { PresenceReport } from '../../protocol/member.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import { holdForStalled, isReady } from './barrier.ts'
import { changed, unchanged, type Outcome } from './input.ts'
import { stopPlaying } from './moves.ts'
import { tell } from './tell.ts'
import {
  isFollowing,
  isPresent,
  leaderOf,
  memberOf,
  withMember,
  type Member,
  type Pace,
  type Room,
} from './room.ts'

/** Keeps what a member says about itself, and judges from it how the member keeps up. */
export function report(room: Room, memberId: string, observed: Report): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined || !isPresent(member)) return unchanged(room)
  const { presence, nowMs } = observed
  const told = { ...member, presence }
  const pace = nextPace(room, told, nowMs)
  const next = withMember(room, memberId, () => ({ ...told, pace }))
  const hasRecovered = member.pace.kind === 'stalled' && pace.kind === 'following'
  return changed(next, hasRecovered ? [tell(room, 'recovered', { memberId, nowMs })] : [])
}

interface Report {
  readonly presence: PresenceReport
  readonly nowMs: number
}

function nextPace(room: Room, member: Member, nowMs: number): Pace {
  const { pace, presence } = member
  switch (pace.kind) {
    case 'catching-up':
      return hasCaughtUp(room, member) ? { kind: 'following' } : pace
    case 'following':
      return presence.buffering ? { kind: 'short', sinceMs: nowMs } : pace
    case 'short':
    case 'stalled':
      return presence.buffering ? pace : { kind: 'following' }
  }
}

function hasCaughtUp(room: Room, member: Member): boolean {
  const { buffering, driftMs } = member.presence
  if (buffering) return false
  return isReady(room, member) || (driftMs !== null && Math.abs(driftMs) <= room.limits.caughtUpWithinMs)
}

/** When a member that is short of bytes has stalled; null while the room stands still, because then nothing is missed. */
export function stallsAtMs(room: Room, member: Member): number | null {
  if (member.pace.kind !== 'short' || !isFollowing(member) || !room.timeline.playing) return null
  return Math.max(member.pace.sinceMs, room.timeline.atMs) + room.limits.stallMs
}

/** Notices the members whose stall has lasted too long, and holds the room for those that do not stall all the time. */
export function noticeStalls(room: Room, nowMs: number): Outcome {
  const stalling = room.members.filter((member) => (stallsAtMs(room, member) ?? Infinity) <= nowMs)
  if (stalling.length === 0) return unchanged(room)
  const events = stalling.map((member): RoomEvent => tell(room, 'stalled', { memberId: member.id, nowMs }))
  const noted = stalling.reduce(
    (next, member) => withMember(next, member.id, (it) => noteStall(room, it, nowMs)),
    room,
  )
  const waitedFor = stalling.filter((member) => !isFlapping(room, member, nowMs)).map((member) => member.id)
  // A leader's player would run on alone.
  const pauses = room.policy.pauseOnStall && leaderOf(room) === null && waitedFor.length > 0
  if (!pauses) return changed(noted, events)
  return changed(holdForStalled(stopPlaying(noted, nowMs), waitedFor, nowMs), events)
}

const noteStall = (room: Room, member: Member, nowMs: number): Member => ({
  ...member,
  pace: { kind: 'stalled' },
  stalledAtMs: [...recentStalls(room, member, nowMs), nowMs],
})

const isFlapping = (room: Room, member: Member, nowMs: number): boolean =>
  recentStalls(room, member, nowMs).length >= room.limits.stallsBeforeFlapping

const recentStalls = (room: Room, member: Member, nowMs: number): readonly number[] =>
  member.stalledAtMs.filter((atMs) => atMs > nowMs - room.limits.flapWindowMs)
