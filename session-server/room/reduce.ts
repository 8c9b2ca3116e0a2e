import { act } from './acting.ts'
import { open, playEntry, settleQuestion, sight } from './asking.ts'
import { settle, steady } from './barrier.ts'
import { effectsOf } from './effects.ts'
import { join, resume } from './entering.ts'
import { lower, playFreely, raise, react } from './gesturing.ts'
import { govern } from './governing.ts'
import { expire } from './governingRoom.ts'
import { decline } from './inviting.ts'
import { andThen, changed, unchanged, type Outcome, type RoomInput, type Step } from './input.ts'
import { disconnect, keepWhileEmpty, leave, promote, removeOverdue } from './leaving.ts'
import { endsAtMs, holdOn } from './moves.ts'
import { lead } from './leading.ts'
import { editQueue } from './queueing.ts'
import { say } from './saying.ts'
import { playNext } from './screening.ts'
import { settleBallot, vote } from './voting.ts'
import { noticeStalls, report } from './stalls.ts'
import { tell } from './tell.ts'
import { leaderOf, type Room } from './room.ts'

/**
 * The only place where a room changes. `nowMs` is the session clock and never runs backwards. The effects are to be
 * performed in their order; what a deadline brings about comes with the next input, at the latest with `wake`.
 */
export function reduce(room: Room, input: RoomInput, nowMs: number): Step {
  const outcome = rules.reduce(
    (before, rule) =>
      andThen(before, (next) => (next.life.kind === 'ended' ? unchanged(next) : rule(next, nowMs))),
    respond(room, input, nowMs),
  )
  return { room: outcome.room, effects: effectsOf(room, outcome) }
}

/** What follows from any input, in this order; a room that has ended is left alone. */
const rules = [
  expire,
  removeOverdue,
  promote,
  keepWhileEmpty,
  settleQuestion,
  settleBallot,
  noticeStalls,
  endFilm,
  settle,
]

function respond(room: Room, input: RoomInput, nowMs: number): Outcome {
  switch (input.kind) {
    case 'join':
      return join(room, input, nowMs)
    case 'resume':
      return resume(room, input, nowMs)
    case 'leave':
      return leave(room, input, nowMs)
    case 'disconnect':
      return disconnect(room, input.memberId, nowMs)
    case 'act':
      return act(room, input, nowMs)
    case 'say':
      return say(room, input, nowMs)
    case 'presence':
      return report(room, input.memberId, { presence: input.presence, nowMs })
    case 'free-play':
      return playFreely(room, input, nowMs)
    case 'vote':
      return vote(room, input)
    case 'react':
      return react(room, input, nowMs)
    case 'raise':
      return raise(room, input, nowMs)
    case 'lower':
      return lower(room, input, nowMs)
    case 'edit-queue':
      return editQueue(room, input, nowMs)
    case 'play-entry':
      return playEntry(room, input, nowMs)
    case 'open':
      return open(room, input, nowMs)
    case 'sight':
      return sight(room, input)
    case 'govern':
      return govern(room, input, nowMs)
    case 'decline':
      return decline(room, input, nowMs)
    case 'lead':
      return lead(room, input, nowMs)
    case 'wake':
      return unchanged(room)
  }
}

/** At the end of the film comes the next one; without one the room stands still instead of counting on. */
function endFilm(room: Room, nowMs: number): Outcome {
  const atMs = endsAtMs(room)
  if (atMs === null || atMs > nowMs || room.media.runtimeMs === null) return unchanged(room)
  if (room.queue.length > 0 && leaderOf(room) === null) return playNext(room, null, nowMs)
  const ended = holdOn(steady(room), nowMs, room.media.runtimeMs)
  return changed(ended, [tell(room, 'paused', { memberId: null, nowMs })])
}
