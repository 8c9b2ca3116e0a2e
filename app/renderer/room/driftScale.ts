/**
 * Where a drift lies on a graph from -1 to 1: proportional near nothing, ever closer beyond, so that half a millisecond and
 * half a minute both have their place. Five milliseconds reach half of the height.
 */
export function driftHeight(driftMs: number, halfMs = 5): number {
  const size = Math.abs(driftMs)
  return Math.sign(driftMs) * (size / (size + halfMs))
}
