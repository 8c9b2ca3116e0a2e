import type { Timeline } from '../protocol/timeline.ts'
import { median } from './statistics.ts'
import { positionAt } from './timeline.ts'

/** Where the player of somebody who leads a room was, as it said itself. */
export interface LeaderReport {
  readonly positionMs: number
  /** Session clock. */
  readonly atMs: number
}

/** How far the last reports were from the timeline that was made of the ones before; positive = the leader is ahead. */
export interface AnchorWindow {
  readonly residuals: readonly Residual[]
}

interface Residual {
  readonly atMs: number
  readonly aheadMs: number
}

export const emptyAnchorWindow: AnchorWindow = { residuals: [] }

export interface Anchoring {
  readonly window: AnchorWindow
  /** By how much to move the timeline so that it is where the leader is; null = it is right, or nobody can tell yet. */
  readonly moveByMs: number | null
}

/** Below this no player is moved: a browser tells its position no better, and no ear notices. */
const floorMs = 40
/** About ten seconds of reports. */
const residualsKept = 9
const longestSpanMs = 20_000
/** Fewer say nothing about how much they scatter. */
const fewestReports = 5
/** So many sigmas of the median: in an hour of reports chance alone passes this less than once. */
const sigmas = 4
/** From a median absolute deviation to the standard deviation, for a normal distribution. */
const sigmaPerDeviation = 1.4826
/** From the standard error of a mean to that of a median, for a normal distribution: sqrt(pi / 2). */
const medianPerMean = 1.2533

/** A step of the leader (a stall that nobody announced) is believed when the last three reports show it alike. */
const stepReports = 3
const stepFloorMs = 200
/** A jump (a seek that nobody announced) is believed when two reports show it alike. */
const jumpReports = 2
const jumpFloorMs = 1000
/** Alike: within this share of the step, or this much. */
const alikeShare = 0.2
const alikeMs = 60

/**
 * Judges a report of a leader's player against the timeline of the room, which it neither follows nor obeys. Single
 * reports scatter by tens of milliseconds and some are far off; moving every follower for each of them would make them
 * hunt. So the timeline moves seldom: for a difference that stands out from the scatter of the last reports, for a step
 * that three in a row agree on, for a jump that two do.
 */
export function judgeReport(window: AnchorWindow, timeline: Timeline, report: LeaderReport): Anchoring {
  const aheadMs = report.positionMs - positionAt(timeline, report.atMs)
  if (!Number.isFinite(aheadMs)) return { window, moveByMs: null }
  const recent = window.residuals.filter(({ atMs }) => atMs > report.atMs - longestSpanMs)
  const residuals = [...recent, { atMs: report.atMs, aheadMs }].slice(-residualsKept)
  const all = residuals.map((residual) => residual.aheadMs)
  const moveByMs =
    alike(all.slice(-jumpReports), jumpReports, jumpFloorMs) ??
    alike(all.slice(-stepReports), stepReports, stepFloorMs) ??
    standingOut(all)
  return moveByMs === null ? { window: { residuals }, moveByMs } : { window: emptyAnchorWindow, moveByMs }
}

/** What the last reports agree on, if it is at least `leastMs`. */
function alike(last: readonly number[], count: number, leastMs: number): number | null {
  if (last.length < count) return null
  const middle = median(last)
  const tolerance = Math.max(alikeMs, Math.abs(middle) * alikeShare)
  const agree = last.every((aheadMs) => Math.abs(aheadMs - middle) <= tolerance)
  return agree && Math.abs(middle) >= leastMs ? middle : null
}

/** The median of the last reports, if their scatter does not explain it. */
function standingOut(all: readonly number[]): number | null {
  if (all.length < fewestReports) return null
  const middle = median(all)
  const scatterMs = sigmaPerDeviation * median(all.map((aheadMs) => Math.abs(aheadMs - middle)))
  const errorMs = (medianPerMean * scatterMs) / Math.sqrt(all.length)
  return Math.abs(middle) > Math.max(floorMs, sigmas * errorMs) ? middle : null
}
