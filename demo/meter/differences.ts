import { quantile } from '../../sync/statistics.ts'
import { positionAt, within, type TimeWindow, type Trace } from './trace.ts'

/** How far apart the players were at one instant. */
export interface Difference {
  readonly atMs: number
  /** The largest difference between any two of them, never negative. */
  readonly apartMs: number
}

/** Figures of a set of magnitudes, ms; NaN when there is none. */
export interface Summary {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/**
 * Compares all players at common instants (those at which the first one was sampled). An instant at which any of them
 * was not known is left out. With more than two players the worst pair of each instant counts, so the figures are the
 * harshest that the samples allow.
 */
export function differences(traces: readonly Trace[], window: TimeWindow): readonly Difference[] {
  const [reference = [], ...others] = traces
  if (others.length === 0) return []
  return within(reference, window).flatMap(({ atMs, positionMs }) => {
    const positions = [positionMs, ...others.map((trace) => positionAt(trace, atMs))]
    const known = positions.filter((position) => position !== null)
    if (known.length < positions.length) return []
    return [{ atMs, apartMs: Math.max(...known) - Math.min(...known) }]
  })
}

export const summarise = (values: readonly number[]): Summary => {
  const magnitudes = values.map(Math.abs)
  const at = (share: number) => quantile(magnitudes, share)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
}

/** What `stepReached` looks for: closer than `withinMs` for at least `forMs`, so that a mere crossing does not count. */
export interface StepGoal {
  readonly fromMs: number
  readonly withinMs: number
  readonly forMs: number
}

/** How long after `fromMs` the players came into step and stayed so; null when they did not. */
export function stepReached(
  apart: readonly Difference[],
  { fromMs, withinMs, forMs }: StepGoal,
): number | null {
  let begunMs: number | null = null
  for (const { atMs, apartMs } of apart) {
    if (atMs < fromMs) continue
    if (apartMs > withinMs) begunMs = null
    else begunMs ??= atMs
    if (begunMs !== null && atMs - begunMs >= forMs) return begunMs - fromMs
  }
  return null
}
