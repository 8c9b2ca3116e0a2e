import type { Action, Proposal } from '../../protocol/action.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { answerOnce } from './answering.ts'
import { askWhoCanSee } from './asking.ts'
import { isFulfilled, moveFilm } from './doing.ts'
import { type Outcome, type RoomInput } from './input.ts'
import { canBeMoved } from './leading.ts'
import { permissionOf } from './permitting.ts'
import type { Room } from './room.ts'
import { nextFilm } from './screening.ts'
import { putToTheVote } from './voting.ts'

type Act = Extract<RoomInput, { kind: 'act' }>

/** Carries out a request about what plays, puts it to the vote, refuses it, or repeats the answer that it was given before. */
export const act = (room: Room, input: Act, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: objection(room, input),
    carryOut: () => carryOut(room, input, nowMs),
  })

/**
 * A request made against another revision than the room's is refused: only so is what happened never something that
 * nobody decided. Two people who press pause at once want the same, though, and both get it.
 */
function objection(room: Room, { memberId, revision, action }: Act): CloseReason | null {
  if (permissionOf(room, memberId, action.kind) === 'no') return 'not-permitted'
  if (!canBeMoved(room, action.kind)) return 'not-permitted'
  if (revision !== room.timeline.revision && !isFulfilled(room, action)) return 'stale-revision'
  return action.kind === 'next' && room.queue.length === 0 ? 'nothing-next' : null
}

function carryOut(room: Room, input: Act, nowMs: number): Outcome {
  const { memberId, requestId, action } = input
  const proposal = isVotedOn(action) && !isFulfilled(room, action) ? action : null
  if (proposal !== null && permissionOf(room, memberId, action.kind) === 'vote') {
    return putToTheVote(room, { memberId, requestId, proposal }, nowMs)
  }
  const film = action.kind === 'next' ? nextFilm(room) : null
  if (film !== null) return askWhoCanSee(room, { memberId, requestId, film }, nowMs)
  return moveFilm(room, input, nowMs)
}

const isVotedOn = (action: Action): action is Proposal =>
  action.kind === 'seek' || action.kind === 'rate' || action.kind === 'next'
