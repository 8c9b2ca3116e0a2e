import type { CloseReason } from '../../protocol/closeReasons.ts'
import { refuse, unchanged, type Outcome } from './input.ts'
import { memberOf, withMember, type Member, type Room } from './room.ts'

/** A member's request, known by its id. */
interface Request {
  readonly memberId: string
  readonly requestId: string
}

/** What may be said against a request, and what carrying it out makes of the room. */
interface Verdict {
  readonly objection: CloseReason | null
  carryOut(): Outcome
}

/** Carries out a request, refuses it, or repeats the answer that it was given before. */
export function answerOnce(
  room: Room,
  { memberId, requestId }: Request,
  { objection: reason, carryOut }: Verdict,
): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined) return refuse(room, requestId, 'not-in-a-room')
  const before = member.answered.find((answer) => answer.requestId === requestId)
  if (before !== undefined) return answerWith(unchanged(room), requestId, before.reason)
  const outcome = reason === null ? carryOut() : unchanged(room)
  const remembering = withMember(outcome.room, memberId, (there) =>
    remember(room, there, { requestId, reason }),
  )
  return answerWith({ ...outcome, room: remembering }, requestId, reason)
}

const remember = (room: Room, member: Member, answer: Member['answered'][number]): Member => ({
  ...member,
  answered: [...member.answered, answer].slice(-room.limits.answersRemembered),
})

const answerWith = (outcome: Outcome, requestId: string, reason: CloseReason | null): Outcome => ({
  ...outcome,
  answer: reason === null ? { kind: 'done', requestId } : { kind: 'refused', requestId, reason },
})
