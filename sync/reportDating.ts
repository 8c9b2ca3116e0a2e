/** How late reports of one sender arrived by its own clock, newest last; the sender's clock is not known otherwise. */
export interface ReportDating {
  readonly delaysMs: readonly number[]
}

export const undatedReports: ReportDating = { delaysMs: [] }

/** When a report left by the sender's clock, and when it was received by ours. */
export interface ReportTimes {
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

export interface DatedReport {
  readonly dating: ReportDating
  /** When the report left, by our clock; what every report of this sender takes on its way is not seen. */
  readonly atMs: number
}

/** At one report a second: half a minute, in which two clocks part by a millisecond or two. */
const delaysKept = 30
/** A report is never taken to have been on its way for longer: the sender's clock is believed that far. */
const longestDelayMs = 5000
/** So many reports in a row that seem late by more than `stepMs` mean that the sender's clock was set back. */
const lateBeforeStep = 4
const stepMs = 400

/**
 * Dates a report by the sender's own stamp, which a line that holds messages back cannot blur: the quickest report so
 * far shows how the two clocks differ. A sender whose clock was set is followed: forwards at once, backwards after a few
 * reports.
 */
export function dateReport({ delaysMs }: ReportDating, { sentAtMs, receivedAtMs }: ReportTimes): DatedReport {
  const delays = [...delaysMs, receivedAtMs - sentAtMs].slice(-delaysKept)
  const quickest = Math.min(...delays)
  const newest = delays.slice(-lateBeforeStep)
  const wasSetBack = newest.length === lateBeforeStep && newest.every((delay) => delay - quickest > stepMs)
  const kept = wasSetBack ? newest : delays
  const atMs = Math.max(sentAtMs + Math.min(...kept), receivedAtMs - longestDelayMs)
  return { dating: { delaysMs: kept }, atMs }
}
