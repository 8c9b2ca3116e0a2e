import { median } from '../../sync/statistics.ts'
import type { Trace } from './trace.ts'

export interface Movement {
  /** Only what comes after is looked at. */
  readonly fromMs: number
  /** Speed of the room, 1 = normal. */
  readonly rate: number
}

/**
 * Length of the trace that a start is judged by. A change of speed takes MPV at least 200 ms to be heard, so no
 * correction falls into it.
 */
const JUDGED_MS = 300

/**
 * When a player was at `positionMs`, extrapolated back along the room's speed from its first 300 ms of movement; null
 * when it did not move. What the player did in the very first sample does not matter, only the line it moves on.
 */
export function movementStart(trace: Trace, positionMs: number, { fromMs, rate }: Movement): number | null {
  const since = trace.filter(({ atMs }) => atMs >= fromMs)
  const first = since.findIndex((sample, index) => isMoving(sample, since[index + 1], rate))
  const [begun, next] = [since[first], since[first + 1]]
  if (begun === undefined || next === undefined) return null
  const judged = since.filter(({ atMs }) => atMs > begun.atMs && atMs <= begun.atMs + JUDGED_MS)
  // On a busy machine answers may be too slow to be dated for longer than that: the first good one has to do.
  const line = judged.length > 0 ? judged : [next]
  return median(line.map((sample) => sample.atMs - (sample.positionMs - positionMs) / rate))
}

/** Between half and one and a half times the room's speed: neither standing nor jumping. */
function isMoving(sample: Trace[number], next: Trace[number] | undefined, rate: number): boolean {
  if (next === undefined) return false
  const speed = (next.positionMs - sample.positionMs) / (next.atMs - sample.atMs)
  return speed > 0.5 * rate && speed < 1.5 * rate
}

/**
 * Spread of a start or resume: how much later the last player set off than the first, each put back to one common
 * position; null when any of them did not move. Which position does not matter, the lines are parallel.
 */
export function startSpread(traces: readonly Trace[], movement: Movement): number | null {
  const starts = traces.map((trace) => movementStart(trace, 0, movement))
  const known = starts.filter((start) => start !== null)
  if (known.length < 2 || known.length < starts.length) return null
  return Math.max(...known) - Math.min(...known)
}
