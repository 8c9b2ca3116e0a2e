import type { RoomEvent } from '../../protocol/event.ts'
import { changed, unchanged, type Outcome } from './input.ts'
import { startPlaying } from './moves.ts'
import { tell } from './tell.ts'
import {
  isFollowing,
  leaderOf,
  memberOf,
  presentMembers,
  type Member,
  type MovingFrom,
  type Room,
  type Waiting,
} from './room.ts'

/** Whether a member's player stands where the room stands, with enough bytes to move at once. */
export const isReady = (room: Room, { presence, traits }: Member): boolean =>
  isPrepared(room, { presence, traits }) && !presence.buffering

const isPrepared = (room: Room, { presence, traits }: Pick<Member, 'presence' | 'traits'>): boolean =>
  traits.preparation === 'once'
    ? presence.readyRevision !== null
    : presence.readyRevision === room.timeline.revision

/** Holds the room until whoever the policy waits for is ready; `settle` carries on from there. */
export const holdForReady = (room: Room, why: Waiting['why'], hold: Hold): Room =>
  waitFor(room, awaitedIds(room), { ...hold, why })

/** How a wait begins and what follows it. */
export interface Hold {
  readonly nowMs: number
  readonly thenPlay: boolean
  /** Given by whose player moves already: the wait is a short one, and the others join it on its way. */
  readonly movingFrom?: MovingFrom
}

/** Holds a playing room for members that ran out of bytes. */
export const holdForStalled = (room: Room, memberIds: readonly string[], nowMs: number): Room =>
  waitFor(room, memberIds, { why: 'stall', nowMs, thenPlay: true })

function waitFor(room: Room, waitingFor: readonly string[], hold: Hold & Pick<Waiting, 'why'>): Room {
  const { why, nowMs, thenPlay, movingFrom = null } = hold
  const { readyWaitMs, leaderWaitMs } = room.limits
  const deadlineMs = nowMs + (movingFrom === null ? readyWaitMs : Math.min(readyWaitMs, leaderWaitMs))
  return { ...room, phase: { kind: 'waiting', why, waitingFor, deadlineMs, thenPlay, movingFrom } }
}

/** Ends a wait that is over: everyone is ready, or the deadline has come. Nobody present: the wait goes on. */
export function settle(room: Room, nowMs: number): Outcome {
  const { phase } = room
  if (phase.kind === 'restarting' && phase.deadlineMs <= nowMs) return changed(steady(room))
  if (phase.kind !== 'waiting') return unchanged(room)
  const waitingFor = phase.waitingFor.filter((id) => isStillAwaited(room, id))
  const goesOn = waitingFor.length > 0 && phase.deadlineMs > nowMs
  if (goesOn || presentMembers(room).length === 0) {
    const isSame = waitingFor.length === phase.waitingFor.length
    return isSame ? unchanged(room) : changed({ ...room, phase: { ...phase, waitingFor } })
  }
  const left = leaveBehind(room, waitingFor)
  return changed(
    phase.thenPlay ? startPlaying(steady(left), { nowMs, ...phase }) : steady(left),
    lateness(room, waitingFor, nowMs),
  )
}

export const steady = (room: Room): Room => ({ ...room, phase: { kind: 'steady' } })

/** Whoever comes into a waiting room in which nobody else is present is the one that it waits for. */
export function waitForTheOnlyOne(room: Room, nowMs: number): Room {
  if (room.phase.kind !== 'waiting' || presentMembers(room).length > 1) return room
  return holdForReady(room, room.phase.why, { nowMs, thenPlay: room.phase.thenPlay })
}

function awaitedIds(room: Room): readonly string[] {
  if (room.policy.waitFor === 'nobody') return []
  const wanted = room.policy.waitFor === 'host' ? [room.hostId] : room.members.map((member) => member.id)
  const leader = leaderOf(room)
  return wanted.filter((id) => id !== leader?.id && isStillAwaited(room, id))
}

/** Somebody in trouble cannot get ready: waiting would help nobody. */
function isStillAwaited(room: Room, memberId: string): boolean {
  const member = memberOf(room, memberId)
  return (
    member !== undefined && isFollowing(member) && member.presence.trouble === null && !isReady(room, member)
  )
}

/** Who was waited for in vain catches up alone: until then its stalls are its own. */
const leaveBehind = (room: Room, lateIds: readonly string[]): Room => ({
  ...room,
  members: room.members.map((member) =>
    lateIds.includes(member.id) ? { ...member, pace: { kind: 'catching-up' } } : member,
  ),
})

/** One event names the late member; several late ones make one event of the room itself. */
function lateness(room: Room, lateIds: readonly string[], nowMs: number): readonly RoomEvent[] {
  if (lateIds.length === 0) return []
  const [onlyOne] = lateIds.length === 1 ? lateIds : []
  return [tell(room, 'waited-too-long', { memberId: onlyOne ?? null, nowMs })]
}
