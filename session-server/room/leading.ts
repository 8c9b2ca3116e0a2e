import type { Action } from '../../protocol/action.ts'
import type { RoomEvent } from '../../protocol/event.ts'
import { permissionFor } from '../../protocol/permissions.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import { holdForReady, steady } from './barrier.ts'
import { changed, unchanged, type LeadingMove, type Outcome, type RoomInput } from './input.ts'
import { soonestAtMs, withTimeline } from './moves.ts'
import { leaderOf, willPlay, type Room } from './room.ts'
import { tell } from './tell.ts'

type Lead = Extract<RoomInput, { kind: 'lead' }>

/**
 * Whether what somebody asks for can be done: where a player leads that cannot be moved, the film is only moved in that
 * player. Some obey when others play or pause.
 */
export function canBeMoved(room: Room, kind: Action['kind']): boolean {
  const leader = leaderOf(room)
  if (leader === null || kind === 'resync') return true
  return leader.traits.asHost === 'leads-pausable' && (kind === 'play' || kind === 'pause')
}

/** Whether a member may play and pause: because the room lets it, and whoever leads the room would obey. */
export function permitsPause(room: Room, memberId: string): boolean {
  const role = memberId === room.hostId ? 'host' : 'viewer'
  const isPermitted = permissionFor('pause', role, room.policy) === 'yes'
  const leader = leaderOf(room)
  return isPermitted && (leader === null || leader.traits.asHost === 'leads-pausable')
}

/**
 * Follows the player of whoever leads. It has moved already: the others join it as soon as they can, where it will be by
 * then. Only who leads is listened to.
 */
export function lead(room: Room, { memberId, move }: Lead, nowMs: number): Outcome {
  if (leaderOf(room)?.id !== memberId) return unchanged(room)
  const did = (what: RoomEvent['what']) => [
    tell(room, what, { memberId, nowMs, ...(what === 'sought' ? { amount: move.positionMs } : {}) }),
  ]
  switch (move.did) {
    case null:
      return room.timeline.playing ? changed(goOn(room, move, nowMs)) : unchanged(room)
    case 'played':
      if (room.timeline.playing) return changed(goOn(room, move, nowMs))
      return changed(start(room, move, nowMs), willPlay(room) ? [] : did('played'))
    case 'paused':
    case 'stalled':
      return changed(stand(room, move, nowMs), willPlay(room) ? did(move.did) : [])
    case 'sought':
      return changed(moveTo(room, move, nowMs), did('sought'))
  }
}

function start(room: Room, move: LeadingMove, nowMs: number): Room {
  const { positionMs, atMs } = move
  return holdForReady(room, 'start', { nowMs, thenPlay: true, movingFrom: { positionMs, atMs } })
}

function moveTo(room: Room, move: LeadingMove, nowMs: number): Room {
  if (!move.playing) return stand(room, move, nowMs)
  if (room.timeline.playing) return placed(room, move, soonestAtMs(room, nowMs))
  return start(room, move, nowMs)
}

const stand = (room: Room, move: LeadingMove, nowMs: number): Room =>
  placed(steady(room), { ...move, playing: false }, soonestAtMs(room, nowMs))

/** A place that is only seen better takes effect at once: players glide there instead of jumping together. */
const goOn = (room: Room, move: LeadingMove, nowMs: number): Room =>
  placed(room, move, Math.max(nowMs, room.timeline.atMs))

/** The room from `atMs` on, where the leader's player will be then. */
function placed(room: Room, move: LeadingMove, atMs: number): Room {
  const { playing } = move
  const positionMs = Math.max(0, move.positionMs + (playing ? atMs - move.atMs : 0))
  const timeline: Timeline = { positionMs, rate: 1, atMs, playing, revision: room.timeline.revision + 1 }
  return withTimeline(room, timeline)
}
