import type { Timeline } from '../protocol/timeline.ts'

/**
 * When to release a player that was placed for a start, on the clock of `start.atMs`. Players land on their frame
 * grid: one that stands ahead of its target is released that much later, one that stands behind earlier, and all
 * are in step from their first movement on.
 */
export function releaseAtMs(
  start: Pick<Timeline, 'atMs' | 'rate'>,
  landedMs: number,
  targetMs: number,
): number {
  return start.atMs + (landedMs - targetMs) / start.rate
}
