/**
 * VLC's monotonic clock in terms of ours. On Linux both are the same clock from another origin; elsewhere the origin is
 * all that is assumed to differ. A page runs 0.05 to 0.7 ms after it was asked for, so the quickest one tells best.
 */
export interface VlcClock {
  /** A page began at `vlcMs` of VLC's clock and was asked for at `sentAtMs` of ours. */
  met(vlcMs: number, sentAtMs: number): void
  toLocalMs(vlcMs: number): number
}

/** A minute at the rhythm of a settled player: clocks that differ by 50 ppm drift 3 ms apart in that time. */
const KEPT = 160

export function createVlcClock(): VlcClock {
  let ahead: readonly number[] = []
  let least = 0
  return {
    met: (vlcMs, sentAtMs) => {
      ahead = [...ahead, vlcMs - sentAtMs].slice(-KEPT)
      least = Math.min(...ahead)
    },
    toLocalMs: (vlcMs) => vlcMs - least,
  }
}
