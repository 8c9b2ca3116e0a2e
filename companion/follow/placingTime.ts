import { median } from '../../sync/statistics.ts'

/** How long placing the player took lately, newest last, ms. */
export type PlacingTimes = readonly number[]

const remembered = 5
/** What a placing may take longer than the slowest remembered one. */
const marginMs = 80
const longestGuessMs = 20_000

export const rememberPlacing = (times: PlacingTimes, tookMs: number): PlacingTimes =>
  [...times, tookMs].slice(-remembered)

/** How long a placing usually takes: what a correction by seek costs. One that was slow by chance does not count. */
export const usualPlacingMs = (times: PlacingTimes, firstGuessMs: number): number =>
  times.length === 0 ? firstGuessMs : Math.min(longestGuessMs, median(times))

/** How far ahead to aim a placing: the slowest of the last few, half as much again, and a margin. */
export function placingAheadMs(times: PlacingTimes, firstGuessMs: number): number {
  const slowest = times.length === 0 ? firstGuessMs : Math.max(...times)
  return Math.min(longestGuessMs, slowest * 1.5 + marginMs)
}
