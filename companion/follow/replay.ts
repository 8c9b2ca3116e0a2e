import { deepestReplayMs } from '../../protocol/personal.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import { positionAt } from '../../sync/timeline.ts'

/**
 * What one viewer sees again: watched behind the room and faster than it, until both are at one place. It is told in
 * places of the film alone, so it stands still when the room does and knows no clock.
 */
export interface Replay {
  /** Where the room was when the viewer went back. */
  readonly fromMs: number
  /** How far behind the room it began. */
  readonly depthMs: number
  /** Factor on the room's rate; 1 = the player cannot go faster, so it jumps when it has seen what was missed. */
  readonly speed: number
}

/** What a course needs to know to tell the viewer's own place from the room's. */
export interface OwnPlace {
  readonly offsetMs: number
  readonly replay: Replay | null
}

/** Speech stays natural up to about 1.15; VLC plays this speed exactly (1000/n). Ten seconds take a minute and a half. */
export const catchUpSpeed = 1000 / 900
/** A room that goes on elsewhere than within this has jumped: there is nothing to catch up with any more. */
const samePlaceMs = 500

/** Where the room is when the viewer is back in step. */
export const caughtUpAtMs = ({ fromMs, depthMs, speed }: Replay): number =>
  fromMs + (speed > 1 ? depthMs / (speed - 1) : depthMs)

/** How far behind the room the viewer is while the room is at `roomMs`. */
export function behindMs(replay: Replay | null, roomMs: number): number {
  if (replay === null || roomMs >= caughtUpAtMs(replay)) return 0
  return replay.depthMs - (roomMs - replay.fromMs) * (replay.speed - 1)
}

/** Where the viewer's player should be while the room is at `roomMs`. */
export const ownPositionMs = ({ offsetMs, replay }: OwnPlace, roomMs: number): number =>
  roomMs + offsetMs - behindMs(replay, roomMs)

/** The inverse: where the room is while the player should be at `ownMs`. */
export function roomPositionMs({ offsetMs, replay }: OwnPlace, ownMs: number): number {
  const withoutOffsetMs = ownMs - offsetMs
  if (replay === null) return withoutOffsetMs
  const { fromMs, depthMs, speed } = replay
  const roomMs = (withoutOffsetMs + depthMs + fromMs * (speed - 1)) / speed
  return roomMs < caughtUpAtMs(replay) ? roomMs : withoutOffsetMs
}

/** Factor on the room's rate while the room is at `roomMs`. */
export const speedAt = (replay: Replay | null, roomMs: number): number =>
  replay === null || roomMs >= caughtUpAtMs(replay) ? 1 : replay.speed

export interface GoingBack {
  readonly replay: Replay | null
  readonly roomMs: number
  readonly byMs: number
  /** `catchUpSpeed`, or 1 where the player cannot go that fast. */
  readonly speed: number
}

/** Goes back from where the viewer is, once more if they are behind already; never before the film begins. */
export function goBack({ replay, roomMs, byMs, speed }: GoingBack): Replay {
  const wantedMs = behindMs(replay, roomMs) + byMs
  return { fromMs: roomMs, depthMs: Math.min(wantedMs, deepestReplayMs, roomMs), speed }
}

/** Whether the room goes on from where it is: a pause, a start or another speed, but no jump. */
export const goesOn = (former: Timeline, next: Timeline): boolean =>
  Math.abs(positionAt(former, next.atMs) - next.positionMs) <= samePlaceMs
