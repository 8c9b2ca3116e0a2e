import { changed, refuse, unchanged, type Outcome, type RoomInput } from './input.ts'
import { holdOn, pastPositionMs } from './moves.ts'
import { steady } from './barrier.ts'
import { tell } from './tell.ts'
import { withHost } from './governingPeople.ts'
import { withoutMember } from './people.ts'
import { isPresent, memberOf, withMember, type Member, type Room } from './room.ts'

type Leave = Extract<RoomInput, { kind: 'leave' }>

/** Somebody goes for good. */
export function leave(room: Room, { memberId, requestId }: Leave, nowMs: number): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined) return refuse(room, requestId, 'not-in-a-room')
  return {
    ...changed(withoutMember(room, member), [tell(room, 'left', { memberId, nowMs })]),
    answer: { kind: 'done', requestId },
  }
}

/** A line broke: the place is kept for `awayGraceMs`. */
export function disconnect(room: Room, memberId: string, nowMs: number): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined || !isPresent(member)) return unchanged(room)
  const away = withMember(room, memberId, (there) => ({
    ...there,
    connection: { kind: 'away', sinceMs: nowMs },
    hand: null,
  }))
  return changed(away, [tell(away, 'went-away', { memberId, nowMs })])
}

/** When the place of a member that is away is given up; null for who is present. */
export const removeAtMs = (room: Room, { connection }: Member): number | null =>
  connection.kind === 'away' ? connection.sinceMs + room.limits.awayGraceMs : null

/** Gives up the places whose time is over. */
export function removeOverdue(room: Room, nowMs: number): Outcome {
  const overdue = room.members.filter((member) => (removeAtMs(room, member) ?? Infinity) <= nowMs)
  if (overdue.length === 0) return unchanged(room)
  return changed(
    overdue.reduce(withoutMember, room),
    overdue.map((member) => tell(room, 'left', { memberId: member.id, nowMs })),
  )
}

/** When the host's role passes to somebody present; null while the host is there or nobody could take it. */
export function promoteAtMs(room: Room): number | null {
  const host = memberOf(room, room.hostId)
  if (host === undefined) return room.members.length > 0 ? -Infinity : null
  if (host.connection.kind === 'present' || heirAmong(room.members.filter(isPresent)) === undefined)
    return null
  return host.connection.sinceMs + room.limits.hostGraceMs
}

/**
 * Sees to it that a room with members has exactly one host: of those who can host one that is present, a controller
 * before a viewer, the earliest first. A room in which nobody is left who can ends.
 */
export function promote(room: Room, nowMs: number): Outcome {
  if (room.life.kind === 'ended' || (promoteAtMs(room) ?? Infinity) > nowMs) return unchanged(room)
  const isFounder = room.hostId === ''
  const heir =
    heirAmong(room.members.filter(isPresent)) ??
    heirAmong(room.members) ??
    (isFounder ? room.members[0] : undefined)
  if (heir === undefined) return changed({ ...room, life: { kind: 'ended', reason: 'room-closed' } })
  const promoted = withHost(room, heir.id)
  return changed(promoted, isFounder ? [] : [tell(promoted, 'became-host', { memberId: heir.id, nowMs })])
}

const heirAmong = (members: readonly Member[]): Member | undefined =>
  members.find(({ role, traits }) => traits.mayHost && role === 'controller') ??
  members.find(({ traits }) => traits.mayHost)

/** Counts how long nobody has been present, stops a film that nobody watches, and ends the room at last. */
export function keepWhileEmpty(room: Room, nowMs: number): Outcome {
  if (room.life.kind === 'ended') return unchanged(room)
  if (room.members.some(isPresent)) {
    return room.life.kind === 'open' ? unchanged(room) : changed({ ...room, life: { kind: 'open' } })
  }
  const sinceMs = room.life.kind === 'empty' ? room.life.sinceMs : nowMs
  if (sinceMs + room.limits.keepEmptyMs <= nowMs) {
    return changed({ ...room, life: { kind: 'ended', reason: 'room-ended' } })
  }
  const empty: Room = room.life.kind === 'empty' ? room : { ...room, life: { kind: 'empty', sinceMs } }
  return changed(empty.members.length === 0 ? stopUnwatched(empty, sinceMs, nowMs) : empty)
}

/** Members that are away may go on watching by themselves; when none is left, the film waits where they were last seen. */
function stopUnwatched(room: Room, sinceMs: number, nowMs: number): Room {
  const quiet: Room = { ...(room.phase.kind === 'steady' ? room : steady(room)), hostId: '' }
  return room.timeline.playing ? holdOn(quiet, nowMs, pastPositionMs(room, sinceMs)) : quiet
}
