/**
 * When to release a player that was placed for a start, on the clock of `startsAtMs`. Players land on their frame
 * grid: one that stands ahead of its target is released that much later, one that stands behind earlier, and both
 * are in step from their first movement on.
 */
export const releaseAtMs = (startsAtMs: number, landedMs: number, targetMs: number, rate: number): number =>
  startsAtMs + (landedMs - targetMs) / rate
