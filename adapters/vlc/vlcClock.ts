/**
 * VLC's monotonic clock in terms of ours. On Linux both are the system's, and only their origins differ; elsewhere the
 * origin is all that is assumed to differ. A page runs 0.05 to 0.7 ms after it was asked for, so the quickest one tells
 * best.
 */
export interface VlcClock {
  /** A page began at `vlcMs` of VLC's clock and was asked for at `sentAtMs` of ours. */
  met(vlcMs: number, sentAtMs: number): void
  toLocalMs(vlcMs: number): number
}

/** A minute at the rhythm of a settled player: clocks that differ by 50 ppm drift 3 ms apart in that time. */
const KEPT = 160
/** No page runs sooner than it is asked for, and of some the quickest runs within this. */
const LIKELY_MS = 5

/** `systemAheadMs` is how far the system's monotonic clock is ahead of ours, where VLC is known to use it. */
export function createVlcClock(systemAheadMs: number | null = null): VlcClock {
  let ahead: readonly number[] = []
  let best = 0
  return {
    met: (vlcMs, sentAtMs) => {
      ahead = [...ahead, vlcMs - sentAtMs].slice(-KEPT)
      const least = Math.min(...ahead)
      best = systemAheadMs !== null && isLikely(least - systemAheadMs) ? systemAheadMs : least
    },
    toLocalMs: (vlcMs) => vlcMs - best,
  }
}

const isLikely = (quickestMs: number): boolean => quickestMs >= 0 && quickestMs < LIKELY_MS
