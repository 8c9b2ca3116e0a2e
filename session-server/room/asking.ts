import type { CloseReason } from '../../protocol/closeReasons.ts'
import { permissionFor } from '../../protocol/permissions.ts'
import { answerOnce, remember } from './answering.ts'
import { refuse, unchanged, type Outcome, type RoomInput, type Whisper } from './input.ts'
import {
  isPresent,
  leaderOf,
  memberOf,
  roleOf,
  willPlay,
  type Film,
  type Question,
  type Room,
} from './room.ts'
import { putOn } from './screening.ts'

type Open = Extract<RoomInput, { kind: 'open' }>
type PlayEntry = Extract<RoomInput, { kind: 'play-entry' }>
type Sight = Extract<RoomInput, { kind: 'sight' }>

/** Somebody puts on a film of their library. */
export function open(room: Room, input: Open, nowMs: number): Outcome {
  const { media, positionMs } = input
  const film: Film = { media, positionMs, thenPlay: willPlay(room), entry: null }
  return answerOnce(room, input, {
    objection: objection(room, input),
    carryOut: () => choose(room, { ...input, film }, nowMs),
  })
}

/** Somebody plays an entry of the queue now. */
export function playEntry(room: Room, input: PlayEntry, nowMs: number): Outcome {
  const entry = room.queue.find(({ number }) => number === input.entry)
  return answerOnce(room, input, {
    objection: objection(room, input) ?? (entry === undefined ? 'no-such-entry' : null),
    carryOut: () => {
      if (entry === undefined) return unchanged(room)
      const film: Film = { media: entry.media, positionMs: 0, thenPlay: true, entry: entry.number }
      return choose(room, { ...input, film }, nowMs)
    },
  })
}

function objection(room: Room, { kind, memberId }: Open | PlayEntry): CloseReason | null {
  const member = memberOf(room, memberId)
  if (member === undefined || leaderOf(room) !== null) return 'not-permitted'
  return permissionFor(kind, roleOf(room, member), room.policy) === 'yes' ? null : 'not-permitted'
}

interface Choice {
  readonly memberId: string
  readonly requestId: string
  readonly film: Film
}

/** Whoever insists has been told already, or does not mind. */
function choose(room: Room, choice: Choice & { readonly insist: boolean }, nowMs: number): Outcome {
  const { memberId, film, insist } = choice
  if (!insist) return askWhoCanSee(room, choice, nowMs)
  return putOn(withoutQuestion(room), film, { memberId, nowMs })
}

/** Asks everyone present whether they can see a film; the request is answered when they have, or time is over. */
export function askWhoCanSee(room: Room, { memberId, requestId, film }: Choice, nowMs: number): Outcome {
  if (room.question !== null) return refuse(room, requestId, 'choosing-already')
  const unanswered = room.members.filter((it) => isPresent(it) && it.traits.answers).map(({ id }) => id)
  const number = room.counted.questions + 1
  const deadlineMs = nowMs + room.limits.sightWaitMs
  const question: Question = { number, film, memberId, requestId, unanswered, blind: [], deadlineMs }
  const asked = { ...room, question, counted: { ...room.counted, questions: number } }
  return { ...unchanged(asked), answer: { kind: 'later' } }
}

/** A member says whether it can see the film in question; an answer to another question is none. */
export function sight(room: Room, { memberId, question: number, canSee }: Sight): Outcome {
  const { question } = room
  if (question?.number !== number || !question.unanswered.includes(memberId)) return unchanged(room)
  const unanswered = question.unanswered.filter((id) => id !== memberId)
  const blind = canSee ? question.blind : [...question.blind, memberId]
  return unchanged({ ...room, question: { ...question, unanswered, blind } })
}

/** Ends a question: when nobody's answer is missing any more, at its deadline, or when nobody wants to know. */
export function settleQuestion(room: Room, nowMs: number): Outcome {
  const { question } = room
  if (question === null) return unchanged(room)
  if (memberOf(room, question.memberId) === undefined) return unchanged(withoutQuestion(room))
  const missing = question.unanswered.filter((id) => isAsked(room, id))
  if (missing.length > 0 && question.deadlineMs > nowMs) return unchanged(room)
  const unable = [...question.blind.filter((id) => isAsked(room, id)), ...missing]
  const asked = withoutQuestion(room)
  if (unable.length > 0) {
    const refused = remember(asked, question, 'not-everyone-can-see')
    return { ...unchanged(refused), whispered: [refusal(refused, question, unable)] }
  }
  const shown = putOn(asked, question.film, { memberId: question.memberId, nowMs })
  const { memberId, requestId } = question
  const done: Whisper = { memberId, message: { type: 'done', requestId } }
  return { ...shown, room: remember(shown.room, question, null), whispered: [done] }
}

const withoutQuestion = (room: Room): Room => (room.question === null ? room : { ...room, question: null })

function isAsked(room: Room, memberId: string): boolean {
  const member = memberOf(room, memberId)
  return member !== undefined && isPresent(member)
}

const refusal = (room: Room, { memberId, requestId }: Question, unable: readonly string[]): Whisper => ({
  memberId,
  message: {
    type: 'refused',
    requestId,
    reason: 'not-everyone-can-see',
    timeline: room.timeline,
    who: unable.map((id) => ({ memberId: id, name: memberOf(room, id)?.person.name ?? '' })),
  },
})
