/** Jellyfin counts time in ticks of 100 ns. */
const ticksPerMs = 10_000

/** Whole ticks, never negative: Jellyfin answers a negative position with 400. What is not a number counts as 0. */
export const msToTicks = (ms: number): number =>
  Number.isFinite(ms) ? Math.max(0, Math.round(ms * ticksPerMs)) : 0

export const ticksToMs = (ticks: number): number => ticks / ticksPerMs
