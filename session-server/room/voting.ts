import type { Proposal } from '../../protocol/action.ts'
import type { Ballot } from '../../protocol/ballot.ts'
import { answerOnce } from './answering.ts'
import { moveFilm } from './doing.ts'
import { changed, refuse, unchanged, type Outcome, type RoomInput } from './input.ts'
import { isFollowing, memberOf, type Room } from './room.ts'
import { tell } from './tell.ts'

type Vote = Extract<RoomInput, { kind: 'vote' }>

interface Call {
  readonly memberId: string
  readonly requestId: string
  readonly proposal: Proposal
}

/**
 * Makes a wish a vote; whoever has the same wish votes for it. The wish itself is refused, so that its sender's player
 * goes back to where the room is until the vote is over.
 */
export function putToTheVote(room: Room, { memberId, requestId, proposal }: Call, nowMs: number): Outcome {
  const { ballot } = room
  if (ballot !== null && !isSame(ballot.proposal, proposal)) return refuse(room, requestId, 'vote-under-way')
  if (ballot !== null)
    return refuse(withVote(room, ballot, { memberId, inFavour: true }), requestId, 'put-to-the-vote')
  const called = { ...refuse(callVote(room, { memberId, proposal }, nowMs), requestId, 'put-to-the-vote') }
  return { ...called, events: [tell(room, 'called-vote', { memberId, nowMs, detail: proposal.kind })] }
}

/** Somebody votes, or changes their mind. */
export const vote = (room: Room, input: Vote): Outcome =>
  answerOnce(room, input, {
    objection: room.ballot?.number === input.ballot ? null : 'no-such-vote',
    carryOut: () => (room.ballot === null ? unchanged(room) : unchanged(withVote(room, room.ballot, input))),
  })

function callVote(
  room: Room,
  { memberId, proposal }: Pick<Call, 'memberId' | 'proposal'>,
  nowMs: number,
): Room {
  const number = room.counted.ballots + 1
  const name = memberOf(room, memberId)?.person.name ?? ''
  const expiresAtMs = nowMs + room.limits.ballotMs
  const cast = { inFavour: [memberId], against: [], needed: needed(room) }
  const ballot: Ballot = { number, proposal, memberId, name, ...cast, expiresAtMs }
  return { ...room, ballot, counted: { ...room.counted, ballots: number } }
}

function withVote(
  room: Room,
  ballot: Ballot,
  { memberId, inFavour }: Pick<Vote, 'memberId' | 'inFavour'>,
): Room {
  const others = (ids: readonly string[]) => ids.filter((id) => id !== memberId)
  const voted = {
    inFavour: inFavour ? [...others(ballot.inFavour), memberId] : others(ballot.inFavour),
    against: inFavour ? others(ballot.against) : [...others(ballot.against), memberId],
  }
  return { ...room, ballot: { ...ballot, ...voted } }
}

/** Who may vote: whoever is there, watches with the room, and has a client that can. */
const voters = (room: Room): readonly string[] =>
  room.members.filter((member) => isFollowing(member) && member.traits.answers).map(({ id }) => id)

/** More than the policy's part of them, and at most all of them. */
function needed(room: Room): number {
  const count = voters(room).length
  return Math.max(1, Math.min(count, Math.floor(count * room.policy.quorum) + 1))
}

/** Ends a vote that is decided or whose time is over; whoever goes takes their vote along. */
export function settleBallot(room: Room, nowMs: number): Outcome {
  const { ballot } = room
  if (ballot === null) return unchanged(room)
  const counted = recounted(room, ballot)
  const isPassed = counted.inFavour.length >= counted.needed
  if (room.policy.control === 'vote' && isPassed) return pass(room, counted, nowMs)
  const left = voters(room).length - counted.against.length
  const isLost = left < counted.needed || ballot.expiresAtMs <= nowMs || room.policy.control !== 'vote'
  if (isLost) return close(room, counted, { what: 'vote-failed', nowMs })
  return unchanged(isSame(counted, ballot) ? room : { ...room, ballot: counted })
}

function recounted(room: Room, ballot: Ballot): Ballot {
  const may = voters(room)
  const present = (ids: readonly string[]) => ids.filter((id) => may.includes(id))
  return {
    ...ballot,
    inFavour: present(ballot.inFavour),
    against: present(ballot.against),
    needed: needed(room),
  }
}

function pass(room: Room, ballot: Ballot, nowMs: number): Outcome {
  const { memberId, proposal } = ballot
  const closed = close(room, ballot, { what: 'vote-passed', nowMs })
  const done = moveFilm(closed.room, { memberId, action: proposal }, nowMs)
  return { ...done, events: [...closed.events, ...done.events] }
}

const close = (room: Room, { proposal }: Ballot, { what, nowMs }: Ending): Outcome =>
  changed({ ...room, ballot: null }, [tell(room, what, { memberId: null, nowMs, detail: proposal.kind })])

interface Ending {
  readonly what: 'vote-passed' | 'vote-failed'
  readonly nowMs: number
}

/** Both are plain values of the protocol, made in the same order of fields. */
const isSame = (one: Proposal | Ballot, other: Proposal | Ballot): boolean =>
  JSON.stringify(one) === JSON.stringify(other)
