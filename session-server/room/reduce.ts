import { settle, steady } from './barrier.ts'
import { act } from './acting.ts'
import { effectsOf } from './effects.ts'
import { join, resume } from './entering.ts'
import { andThen, changed, unchanged, type Outcome, type RoomInput, type Step } from './input.ts'
import { disconnect, keepWhileEmpty, leave, promote, removeOverdue } from './leaving.ts'
import { endsAtMs, holdOn } from './moves.ts'
import { lead } from './leading.ts'
import { say } from './saying.ts'
import { noticeStalls, report } from './stalls.ts'
import { tell } from './tell.ts'
import type { Room } from './room.ts'

/**
 * The only place where a room changes. `nowMs` is the session clock and never runs backwards. The effects are to be
 * performed in their order; what a deadline brings about comes with the next input, at the latest with `wake`.
 */
export function reduce(room: Room, input: RoomInput, nowMs: number): Step {
  const rules = [removeOverdue, promote, keepWhileEmpty, noticeStalls, endFilm, settle]
  const outcome = rules.reduce(
    (before, rule) => andThen(before, (next) => rule(next, nowMs)),
    respond(room, input, nowMs),
  )
  return { room: outcome.room, effects: effectsOf(room, outcome) }
}

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
    case 'lead':
      return lead(room, input, nowMs)
    case 'wake':
      return unchanged(room)
  }
}

/** At the end of the film the room stands still instead of counting on. */
function endFilm(room: Room, nowMs: number): Outcome {
  const atMs = endsAtMs(room)
  if (atMs === null || atMs > nowMs || room.media.runtimeMs === null) return unchanged(room)
  const ended = holdOn(steady(room), nowMs, room.media.runtimeMs)
  return changed(ended, [tell(room, 'paused', { memberId: null, nowMs })])
}
