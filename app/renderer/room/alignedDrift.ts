import type { DriftSample } from './driftHistory.ts'

/**
 * Histories as a chart takes them: first the instants (seconds before now), then a row for each member with its drift at each
 * of them; null = a gap. All are recorded together, so the longest one has every instant.
 */
export function alignedDrift(
  histories: readonly (readonly DriftSample[])[],
  nowMs: number,
): readonly (readonly (number | null)[])[] {
  const longest = histories.reduce<readonly DriftSample[]>(
    (best, one) => (one.length > best.length ? one : best),
    [],
  )
  const instants = longest.map(({ atMs }) => (atMs - nowMs) / 1000)
  const rows = histories.map((history) => {
    const missing = longest.length - history.length
    return longest.map((_, index) => history[index - missing]?.driftMs ?? null)
  })
  return [instants, ...rows]
}
