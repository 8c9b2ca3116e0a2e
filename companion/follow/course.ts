import type { Timeline } from '../../protocol/timeline.ts'
import { toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'
import { inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'

/** What a player is to follow: the room's track in terms of the session clock, and the viewer's own offset. */
export interface Course {
  readonly track: TimelineTrack | null
  readonly clock: ClockModel | null
  readonly offsetMs: number
}

/** Where a player should be at an instant, and how it should move there. */
export interface Expected {
  readonly positionMs: number
  readonly playing: boolean
  readonly rate: number
}

/** What is expected at an instant of the local clock; null while nobody knows. */
export function expectedAt({ track, clock, offsetMs }: Course, localMs: number): Expected | null {
  if (track === null || clock === null) return null
  const sessionMs = toSessionMs(clock, localMs)
  const timeline = inForceAt(track, sessionMs)
  const { playing, rate } = timeline
  return { positionMs: positionAt(timeline, sessionMs) + offsetMs, playing, rate }
}

/** The rate to tell a moving player now, so that it is heard when the room changes it. */
export function rateToTell(course: Course, timeline: Timeline, heardAtLocalMs: number): number {
  const expected = expectedAt(course, heardAtLocalMs)
  return expected?.playing ? expected.rate : timeline.rate
}
