import type { CloseReason } from '../../protocol/closeReasons.ts'
import { answerOnce } from './answering.ts'
import { changed, unchanged, type Outcome, type RoomInput } from './input.ts'
import { permissionOf } from './permitting.ts'
import { memberOf, withMember, type Member, type Room } from './room.ts'
import { targeted, tell } from './tell.ts'

type React = Extract<RoomInput, { kind: 'react' }>
type Raise = Extract<RoomInput, { kind: 'raise' }>
type Lower = Extract<RoomInput, { kind: 'lower' }>
type FreePlay = Extract<RoomInput, { kind: 'free-play' }>

/** An emoji for everyone, which nobody remembers. */
export const react = (room: Room, input: React, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: objectionToReaction(room, input, nowMs),
    carryOut: () => {
      const { memberId, reaction } = input
      const name = memberOf(room, memberId)?.person.name ?? ''
      const reacted = withMember(room, memberId, (member) => ({
        ...member,
        reactedAtMs: [...recentReactions(room, member, nowMs), nowMs],
      }))
      return {
        ...unchanged(reacted),
        announced: [{ type: 'reaction', memberId, name, reaction, atMs: nowMs }],
      }
    },
  })

function objectionToReaction(room: Room, { memberId }: React, nowMs: number): CloseReason | null {
  const member = memberOf(room, memberId)
  if (member?.isMuted) return 'muted'
  const count = member === undefined ? 0 : recentReactions(room, member, nowMs).length
  return count < room.limits.reactionsPerWindow ? null : 'too-many-reactions'
}

const recentReactions = ({ limits }: Room, member: Member, nowMs: number): readonly number[] =>
  member.reactedAtMs.filter((atMs) => atMs > nowMs - limits.reactionWindowMs)

/** A hand goes up: for attention, or for a pause that others may give. */
export const raise = (room: Room, input: Raise, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: null,
    carryOut: () => {
      const { memberId, wants } = input
      if (memberOf(room, memberId)?.hand?.wants === wants) return unchanged(room)
      const what = wants === 'pause' ? 'asked-for-pause' : 'raised-hand'
      const raised = withHand(room, memberId, { wants, sinceMs: nowMs })
      return changed(raised, [tell(room, what, { memberId, nowMs })])
    },
  })

/** A hand goes down: one's own, or one that was seen. */
export const lower = (room: Room, input: Lower, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: objectionToLowering(room, input),
    carryOut: () => {
      const { memberId, targetId } = input
      const target = memberOf(room, targetId)
      if (target === undefined || target.hand === null) return unchanged(room)
      const of = targetId === memberId ? {} : { target: targeted(target) }
      return changed(withHand(room, targetId, null), [tell(room, 'lowered-hand', { memberId, nowMs, ...of })])
    },
  })

function objectionToLowering(room: Room, { memberId, targetId }: Lower): CloseReason | null {
  if (memberOf(room, targetId) === undefined) return 'no-such-member'
  const isOwn = targetId === memberId
  return isOwn || permissionOf(room, memberId, 'lower') === 'yes' ? null : 'not-permitted'
}

export const withHand = (room: Room, memberId: string, hand: Member['hand']): Room =>
  withMember(room, memberId, (member) => ({ ...member, hand }))

/** A member watches in its own time for a while, or comes back: then it catches up like somebody new. */
export const playFreely = (room: Room, input: FreePlay, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: null,
    carryOut: () => {
      const { memberId, isFree } = input
      if (memberOf(room, memberId)?.isFree === isFree) return unchanged(room)
      const next = withMember(room, memberId, (member) => ({
        ...member,
        isFree,
        pace: { kind: 'catching-up' },
      }))
      return changed(next, [tell(room, isFree ? 'went-free' : 'followed-again', { memberId, nowMs })])
    },
  })
