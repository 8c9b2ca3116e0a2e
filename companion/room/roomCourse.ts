import type { Timeline } from '../../protocol/timeline.ts'
import type { Clock } from '../../sync/clock.ts'
import { toSessionMs, type ClockModel } from '../../sync/clockOffset.ts'
import { followTimeline, inForceAt, positionAt, type TimelineTrack } from '../../sync/timeline.ts'
import { createSharedClock } from './sharedClock.ts'

/** Where the room is and will be, in its own clock, as far as it is known here. */
export interface RoomCourse {
  track(): TimelineTrack
  /** The session clock that the track is told in; null while it is unknown. */
  model(): ClockModel | null
  learn(model: ClockModel | null): void
  /**
   * The room was told anew, in terms of the clock sampled last. Returns by how much that clock is ahead of the one
   * before when it is another one (the server restarted), else null.
   */
  beginAnew(timeline: Timeline): number | null
  follow(timeline: Timeline): void
  /** Where the room is `aheadMs` from now, ms of the film. */
  positionIn(aheadMs: number): number
}

export function createRoomCourse(clock: Clock, first: ClockModel | null, timeline: Timeline): RoomCourse {
  const shared = createSharedClock()
  let track = followTimeline(null, timeline)
  shared.learn(first)
  shared.adopt()

  const beginAnew = (next: Timeline): number | null => {
    track = followTimeline(null, next)
    const former = shared.model()
    shared.adopt()
    const model = shared.model()
    if (former === null || model === null || former.clockId === model.clockId) return null
    const nowMs = clock.nowMs()
    return toSessionMs(model, nowMs) - toSessionMs(former, nowMs)
  }
  const positionIn = (aheadMs: number): number => {
    const model = shared.model()
    if (model === null) return track.current.positionMs
    const sessionMs = toSessionMs(model, clock.nowMs() + aheadMs)
    return positionAt(inForceAt(track, sessionMs), sessionMs)
  }
  return {
    track: () => track,
    model: shared.model,
    learn: shared.learn,
    beginAnew,
    follow: (next) => {
      track = followTimeline(track, next)
    },
    positionIn,
  }
}
