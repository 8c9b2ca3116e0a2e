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
  /** Its outcome may be a refusal itself, or an answer that comes later. */
  carryOut(): Outcome
}

/** Carries out a request, refuses it, or repeats the answer that it was given before. */
export function answerOnce(room: Room, request: Request, { objection, carryOut }: Verdict): Outcome {
  const { memberId, requestId } = request
  const member = memberOf(room, memberId)
  if (member === undefined) return refuse(room, requestId, 'not-in-a-room')
  const before = member.answered.find((answer) => answer.requestId === requestId)
  if (before !== undefined) return answerWith(unchanged(room), requestId, before.reason)
  if (isPending(room, request)) return { ...unchanged(room), answer: { kind: 'later' } }
  const outcome = objection === null ? carryOut() : refuse(room, requestId, objection)
  if (outcome.answer?.kind === 'later') return outcome
  const reason = outcome.answer?.kind === 'refused' ? outcome.answer.reason : null
  return answerWith({ ...outcome, room: remember(outcome.room, request, reason) }, requestId, reason)
}

/** Remembers the answer to a request, so that it is not carried out again. */
export const remember = (room: Room, { memberId, requestId }: Request, reason: CloseReason | null): Room =>
  withMember(room, memberId, (member) => withAnswer(room, member, { requestId, reason }))

const isPending = ({ question }: Room, { memberId, requestId }: Request): boolean =>
  question?.memberId === memberId && question.requestId === requestId

const withAnswer = (room: Room, member: Member, answer: Member['answered'][number]): Member => ({
  ...member,
  answered: [...member.answered, answer].slice(-room.limits.answersRemembered),
})

const answerWith = (outcome: Outcome, requestId: string, reason: CloseReason | null): Outcome => ({
  ...outcome,
  answer: reason === null ? { kind: 'done', requestId } : { kind: 'refused', requestId, reason },
})
