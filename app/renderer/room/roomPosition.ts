import type { CompanionState } from '../../../protocol/companionState.ts'
import type { RoomView } from '../../../protocol/room.ts'
import { positionAt } from '../../../sync/timeline.ts'

/** Where the room is, as a screen shows it. */
export interface RoomMoment {
  readonly positionMs: number
  /** Length of the film; null = nobody knows. */
  readonly runtimeMs: number | null
  /** It moves now, at this speed; 0 = it stands. */
  readonly speed: number
  /** A start that was announced comes in so many ms; null = none is. */
  readonly startsInMs: number | null
}

type Timed = Pick<CompanionState, 'clock' | 'follow'>

/** The session clock when the app's shows `appMs`; null while it is not known. */
export const sessionTimeAt = ({ clock }: Timed, appMs: number | null): number | null =>
  clock === null || appMs === null ? null : appMs + clock.offsetMs

/**
 * Projects the room's timeline to an instant of the app's clock (ms, null = not known). Without a session clock the own
 * player is the best that is known.
 */
export function roomMomentAt(companion: Timed, room: RoomView, appMs: number | null): RoomMoment {
  const { timeline, media } = room
  const nowMs = sessionTimeAt(companion, appMs)
  const positionMs =
    nowMs === null ? (companion.follow.positionMs ?? timeline.positionMs) : positionAt(timeline, nowMs)
  const isToCome = timeline.playing && nowMs !== null && nowMs < timeline.atMs
  const isAtEnd = media.runtimeMs !== null && positionMs >= media.runtimeMs
  return {
    positionMs: Math.max(0, Math.min(positionMs, media.runtimeMs ?? positionMs)),
    runtimeMs: media.runtimeMs,
    speed: timeline.playing && !isToCome && !isAtEnd && nowMs !== null ? timeline.rate : 0,
    startsInMs: isToCome ? timeline.atMs - nowMs : null,
  }
}

/** Which part of the film is over, from 0 to 1; 0 while its length is not known. */
export const partOf = (positionMs: number, runtimeMs: number | null): number =>
  runtimeMs === null || runtimeMs <= 0 ? 0 : Math.max(0, Math.min(1, positionMs / runtimeMs))

/** A start is counted down on the screen only when there is time to read it. */
const shortestCountdownMs = 1500

/** What a countdown shows: whole seconds, the last one is 1; null = no countdown. `announcedMs`: how long it was at first. */
export function countdownSeconds(startsInMs: number | null, announcedMs: number): number | null {
  if (startsInMs === null || startsInMs <= 0 || announcedMs < shortestCountdownMs) return null
  return Math.ceil(startsInMs / 1000)
}
