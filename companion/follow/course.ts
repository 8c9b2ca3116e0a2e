import type { Timeline } from '../../protocol/timeline.ts'
import { toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'
import { inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'
import { ownPositionMs, speedAt, type OwnPlace } from './replay.ts'

/** What a player is to follow: the room's track in terms of the session clock, and the viewer's own place beside it. */
export interface Course extends OwnPlace {
  readonly track: TimelineTrack | null
  readonly clock: ClockModel | null
}

/** Where a player should be at an instant, and how it should move there. */
export interface Expected {
  readonly positionMs: number
  readonly playing: boolean
  readonly rate: number
}

/** What the room does at an instant of the local clock; null while nobody knows. */
export function roomAt({ track, clock }: Pick<Course, 'track' | 'clock'>, localMs: number): Expected | null {
  if (track === null || clock === null) return null
  const sessionMs = toSessionMs(clock, localMs)
  const timeline = inForceAt(track, sessionMs)
  const { playing, rate } = timeline
  return { positionMs: positionAt(timeline, sessionMs), playing, rate }
}

/** What is expected of this viewer's player at an instant of the local clock; null while nobody knows. */
export function expectedAt(course: Course, localMs: number): Expected | null {
  const room = roomAt(course, localMs)
  if (room === null) return null
  const rate = room.rate * speedAt(course.replay, room.positionMs)
  return { ...room, positionMs: ownPositionMs(course, room.positionMs), rate }
}

/** The rate to tell a moving player now, so that it is heard when the room changes it. */
export function rateToTell(course: Course, timeline: Timeline, heardAtLocalMs: number): number {
  const expected = expectedAt(course, heardAtLocalMs)
  return expected?.playing ? expected.rate : timeline.rate
}
