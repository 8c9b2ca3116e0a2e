import type { CloseReason } from '../../protocol/closeReasons.ts'
import { permissionFor } from '../../protocol/permissions.ts'
import type { Action } from '../../protocol/action.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import { answerOnce } from './answering.ts'
import { holdForReady, steady } from './barrier.ts'
import { changed, unchanged, type Outcome, type RoomInput } from './input.ts'
import { changeRate, holdOn, isAtEnd, stopPlaying } from './moves.ts'
import { canBeMoved } from './leading.ts'
import { tell } from './tell.ts'
import { willPlay, type Room } from './room.ts'

type Act = Extract<RoomInput, { kind: 'act' }>

/** Carries out a request about what plays, refuses it, or repeats the answer that it was given before. */
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
  const role = memberId === room.hostId ? 'host' : 'viewer'
  if (permissionFor(action.kind, role, room.policy) !== 'yes' || !canBeMoved(room, action.kind))
    return 'not-permitted'
  return revision === room.timeline.revision || isFulfilled(room, action) ? null : 'stale-revision'
}

/** Whether the room does already what is asked for. A resync is asked of the players, not of the room. */
function isFulfilled(room: Room, action: Action): boolean {
  switch (action.kind) {
    case 'play':
      return willPlay(room) || isAtEnd(room)
    case 'pause':
      return !willPlay(room)
    case 'rate':
      return action.rate === room.timeline.rate
    case 'seek':
    case 'next':
      return false
    case 'resync':
      return true
  }
}

function carryOut(room: Room, { memberId, action }: Act, nowMs: number): Outcome {
  const did = (what: RoomEvent['what'], amount?: number) => [
    tell(room, what, { memberId, nowMs, ...(amount === undefined ? {} : { amount }) }),
  ]
  switch (action.kind) {
    case 'play':
      return (willPlay(room) && room.phase.kind !== 'restarting') || isAtEnd(room)
        ? unchanged(room)
        : changed(holdForReady(room, 'start', { nowMs, thenPlay: true }), did('played'))
    case 'pause':
      return willPlay(room) ? changed(pause(room, nowMs), did('paused')) : unchanged(room)
    case 'seek':
      return changed(seek(room, action.positionMs, nowMs), did('sought', action.positionMs))
    case 'rate':
      return action.rate === room.timeline.rate
        ? unchanged(room)
        : changed(rate(room, action.rate, nowMs), did('changed-rate', action.rate))
    case 'resync':
      return { ...changed(room, did('resynced')), resync: true }
    case 'next':
      return unchanged(room)
  }
}

function pause(room: Room, nowMs: number): Room {
  if (room.timeline.playing) return stopPlaying(steady(room), nowMs)
  return room.phase.kind === 'waiting' ? { ...room, phase: { ...room.phase, thenPlay: false } } : steady(room)
}

function seek(room: Room, positionMs: number, nowMs: number): Room {
  const held = holdOn(room, nowMs, positionMs)
  return holdForReady(held, 'seek', { nowMs, thenPlay: willPlay(room) })
}

/** A new rate is a new revision, for which a room that waits has to be ready anew. */
function rate(room: Room, newRate: number, nowMs: number): Room {
  const next = changeRate(room, nowMs, newRate)
  switch (room.phase.kind) {
    case 'steady':
      return next
    case 'waiting':
      return holdForReady(next, room.phase.why, { nowMs, thenPlay: room.phase.thenPlay })
    case 'restarting':
      return {
        ...next,
        phase: { ...room.phase, continuation: { ...room.phase.continuation, rate: newRate } },
      }
  }
}
