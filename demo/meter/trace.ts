/** Where a player was at one instant of the meter's clock; position in container time, ms. */
export interface Sample {
  readonly atMs: number
  readonly positionMs: number
}

/** What was sampled of one player, in order of time. */
export type Trace = readonly Sample[]

export interface TimeWindow {
  readonly fromMs: number
  readonly toMs: number
}

/** Samples further apart than this say nothing about what lies between them. VLC's come every 250 to 300 ms. */
const LARGEST_GAP_MS = 350

export const within = <Dated extends { readonly atMs: number }>(
  dated: readonly Dated[],
  { fromMs, toMs }: TimeWindow,
): readonly Dated[] => dated.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs)

/**
 * Position at an instant, on the straight line between the samples around it; null outside the trace and where it
 * has a hole.
 */
export function positionAt(trace: Trace, instantMs: number): number | null {
  const after = indexAtOrAfter(trace, instantMs)
  const right = trace[after]
  if (right === undefined) return null
  if (right.atMs === instantMs) return right.positionMs
  const left = trace[after - 1]
  if (left === undefined || right.atMs - left.atMs > LARGEST_GAP_MS) return null
  const share = (instantMs - left.atMs) / (right.atMs - left.atMs)
  return left.positionMs + share * (right.positionMs - left.positionMs)
}

/** Index of the first sample that is not before the instant; the trace's length when there is none. */
function indexAtOrAfter(trace: Trace, instantMs: number): number {
  let low = 0
  let high = trace.length
  while (low < high) {
    const middle = (low + high) >> 1
    const sample = trace[middle]
    if (sample !== undefined && sample.atMs < instantMs) low = middle + 1
    else high = middle
  }
  return low
}
