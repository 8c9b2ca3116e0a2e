import type { Action } from '../../protocol/action.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import { holdForReady, steady } from './barrier.ts'
import { changed, unchanged, type Outcome } from './input.ts'
import { changeRate, holdOn, isAtEnd, stopPlaying } from './moves.ts'
import { willPlay, type Room } from './room.ts'
import { playNext } from './screening.ts'
import { tell } from './tell.ts'

/** What somebody does with the film, once it is settled that it is to be done. */
export interface Doing {
  readonly memberId: string
  readonly action: Action
}

/** Whether the room does already what is asked for. A resync is asked of the players, not of the room. */
export function isFulfilled(room: Room, action: Action): boolean {
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

/** Moves the film as somebody wants it; what would change nothing changes nothing. */
export function moveFilm(room: Room, { memberId, action }: Doing, nowMs: number): Outcome {
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
    case 'resync': {
      const { revision } = room.timeline
      return { ...changed(room, did('resynced')), announced: [{ type: 'resync', revision }] }
    }
    case 'next':
      return playNext(room, memberId, nowMs)
  }
}

export function pause(room: Room, nowMs: number): Room {
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
