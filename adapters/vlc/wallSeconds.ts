/**
 * When the seconds of the time of day begin, on the local clock, found out from looks that tell only in which second
 * they were: every look rules out a part of what was possible.
 */
export interface WallSeconds {
  /** At this instant it was this second of the time of day. */
  note(second: number, atMs: number): void
  /** Between which instants the last second up to `atMs` began; null = nothing was noted yet. */
  lastBegan(atMs: number): { readonly notBeforeMs: number; readonly notAfterMs: number } | null
}

const SECOND_MS = 1000

export function createWallSeconds(): WallSeconds {
  /** When second 0 began: somewhere in here. */
  let zero: { readonly low: number; readonly high: number } | null = null
  return {
    note: (second, atMs) => {
      const high = atMs - second * SECOND_MS
      const seen = { low: high - SECOND_MS, high }
      const both = zero && { low: Math.max(zero.low, seen.low), high: Math.min(zero.high, seen.high) }
      // Somebody has set the clock: what was known before is wrong.
      zero = both !== null && both.low < both.high ? both : seen
    },
    lastBegan: (atMs) => {
      if (zero === null) return null
      const whole = Math.floor((atMs - zero.high) / SECOND_MS) * SECOND_MS
      return { notBeforeMs: zero.low + whole, notAfterMs: zero.high + whole }
    },
  }
}
