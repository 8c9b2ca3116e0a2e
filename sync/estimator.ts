import type { Observation } from './observation.ts'
import { median } from './statistics.ts'

/** How far the player is from where it should be; positive = ahead. */
export interface Reading {
  readonly driftMs: number
  readonly uncertaintyMs: number
  readonly observedAtMs: number
}

/** The last readings under unchanged conditions, oldest first. */
export interface DriftWindow {
  readonly readings: readonly Reading[]
}

export const emptyDriftWindow: DriftWindow = { readings: [] }

const rememberedReadings = 7
/** A median needs three to outvote one outlier. */
const fewestReadings = 3
/** Scales a median absolute deviation to the standard deviation of a normal distribution. */
const madToSigma = 1.4826

export const driftOf = (observation: Observation, expectedMs: number): Reading => ({
  driftMs: observation.positionMs - expectedMs,
  uncertaintyMs: observation.uncertaintyMs,
  observedAtMs: observation.observedAtMs,
})

export const addReading = (window: DriftWindow, reading: Reading): DriftWindow => ({
  readings: [...window.readings, reading].slice(-rememberedReadings),
})

/** What the window says: the median, and two sigma of it; null until there are three readings. */
export function fusedReading({ readings }: DriftWindow): Reading | null {
  const last = readings.at(-1)
  if (last === undefined || readings.length < fewestReadings) return null
  const drifts = readings.map((reading) => reading.driftMs)
  const driftMs = median(drifts)
  const scatterMs = madToSigma * median(drifts.map((drift) => Math.abs(drift - driftMs)))
  const vouchedMs = median(readings.map((reading) => reading.uncertaintyMs))
  const uncertaintyMs = (2 * Math.max(scatterMs, vouchedMs / 2)) / Math.sqrt(readings.length)
  return { driftMs, uncertaintyMs, observedAtMs: last.observedAtMs }
}
