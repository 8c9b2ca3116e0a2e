import type { Observation } from './observation.ts'
import { median } from './statistics.ts'

/** How far the player is from where it should be; positive = ahead. */
export interface Reading {
  readonly driftMs: number
  /** Half-width within which `driftMs` is vouched for. */
  readonly uncertaintyMs: number
  readonly observedAtMs: number
}

/** What several readings say together; steering acts on nothing less. */
export interface FusedReading extends Reading {
  /** When the oldest of them was observed: what happened later has been missed by some. */
  readonly sinceMs: number
}

/** The last readings, oldest first. */
export interface DriftWindow {
  readonly readings: readonly Reading[]
}

export const emptyDriftWindow: DriftWindow = { readings: [] }

/** At four readings a second this follows a drift of 100 ppm within 0.1 ms. */
const readingsKept = 7
/** Older than this against the newest, a reading tells of another time. */
const longestSpanMs = 3000
/** A median needs three to outvote one. */
const fewestReadings = 3
/** From a median absolute deviation to the standard deviation, for a normal distribution. */
const sigmaPerDeviation = 1.4826
/** From the standard error of a mean to that of a median, for a normal distribution: sqrt(pi / 2). */
const medianPerMean = 1.2533

export function driftOf(observation: Observation, expectedPositionMs: number): Reading {
  return {
    driftMs: observation.positionMs - expectedPositionMs,
    uncertaintyMs: observation.uncertaintyMs,
    observedAtMs: observation.observedAtMs,
  }
}

/** Takes a reading in. One that observes the same instant as the last (a player between two refreshes) is no news. */
export function addReading(window: DriftWindow, reading: Reading): DriftWindow {
  if (!Number.isFinite(reading.driftMs)) return window
  const before = window.readings.filter(
    ({ observedAtMs }) =>
      observedAtMs < reading.observedAtMs && observedAtMs >= reading.observedAtMs - longestSpanMs,
  )
  return { readings: [...before, reading].slice(-readingsKept) }
}

/**
 * The median drift of what was observed from `sinceMs` on; null until there are three readings. Its uncertainty is
 * two sigma of the median, from the scatter or from what the player vouches for, whichever is worse.
 */
export function fusedReading(window: DriftWindow, sinceMs = -Infinity): FusedReading | null {
  const readings = window.readings.filter((reading) => reading.observedAtMs >= sinceMs)
  const [first] = readings
  const last = readings.at(-1)
  if (first === undefined || last === undefined || readings.length < fewestReadings) return null
  const drifts = readings.map((reading) => reading.driftMs)
  const driftMs = median(drifts)
  const scatterMs = sigmaPerDeviation * median(drifts.map((drift) => Math.abs(drift - driftMs)))
  const vouchedMs = median(readings.map((reading) => reading.uncertaintyMs))
  const widthMs = Math.max(2 * medianPerMean * scatterMs, vouchedMs)
  return {
    driftMs,
    uncertaintyMs: widthMs / Math.sqrt(readings.length),
    observedAtMs: last.observedAtMs,
    sinceMs: first.observedAtMs,
  }
}
