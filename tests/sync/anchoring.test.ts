import { describe, expect, it } from 'vitest'
import type { Timeline } from '../../protocol/timeline.ts'
import { emptyAnchorWindow, judgeReport } from '../../sync/anchoring.ts'
import { dateReport, undatedReports } from '../../sync/reportDating.ts'
import { quantile } from '../../sync/statistics.ts'
import { positionAt } from '../../sync/timeline.ts'
import { playInBrowser, type Browser } from './jitteringBrowser.ts'

const minutesMs = 60_000
const seeds = [1, 2, 3, 4, 5, 6, 7, 8]

interface Course {
  /** By how much the timeline moved, each time that it did. */
  readonly moves: readonly number[]
  /** How far it was from the film, ms, every 100 ms from 15 s on. */
  readonly errors: readonly number[]
}

/** What a room makes of a browser's reports. */
function lead(browser: Browser, judge: Judge): Course {
  const { reports, truthAt } = playInBrowser(browser)
  const moves: number[] = []
  const errors: number[] = []
  let timeline: Timeline = { positionMs: 0, rate: 1, atMs: 0, playing: true, revision: 1 }
  let nowMs = 0
  for (const report of reports) {
    for (; nowMs < report.receivedAtMs; nowMs += 100) {
      if (nowMs > 15_000) errors.push(Math.abs(positionAt(timeline, nowMs) - truthAt(nowMs)))
    }
    const moveByMs = judge(timeline, report)
    if (moveByMs === null) continue
    moves.push(moveByMs)
    const atMs = report.receivedAtMs
    timeline = { ...timeline, atMs, positionMs: positionAt(timeline, atMs) + moveByMs }
  }
  return { moves, errors }
}

type Judge = (
  timeline: Timeline,
  report: { sentAtMs: number; receivedAtMs: number; positionMs: number },
) => number | null

function filtering(): Judge {
  let dating = undatedReports
  let window = emptyAnchorWindow
  return (timeline, report) => {
    const dated = dateReport(dating, report)
    dating = dated.dating
    const anchoring = judgeReport(window, timeline, { positionMs: report.positionMs, atMs: dated.atMs })
    window = anchoring.window
    return anchoring.moveByMs
  }
}

/** Every report is the truth at the instant at which it arrives: what a relay of reports amounts to. */
const naive = (): Judge => (timeline, report) => report.positionMs - positionAt(timeline, report.receivedAtMs)

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const travel = (course: Course) => sum(course.moves.map(Math.abs))

describe('anchoring a timeline to a browser that jitters', () => {
  it('[OW60] moves the timeline at most four times in twenty minutes, by less than a hundredth of what following every report would', () => {
    for (const seed of seeds) {
      const browser = { seed, durationMs: 20 * minutesMs }
      const calm = lead(browser, filtering())
      const hunting = lead(browser, naive())
      expect(calm.moves.length, `seed ${seed}`).toBeLessThanOrEqual(4)
      expect(hunting.moves.length, `seed ${seed}`).toBeGreaterThan(500)
      expect(travel(calm), `seed ${seed}`).toBeLessThan(travel(hunting) / 100)
    }
  })

  it('[OW60] stays with the film all the same: 60 ms at the median, 90 ms at the 99th percentile', () => {
    for (const seed of seeds) {
      const { errors } = lead({ seed, durationMs: 20 * minutesMs }, filtering())
      expect(quantile(errors, 0.5), `seed ${seed}`).toBeLessThan(60)
      expect(quantile(errors, 0.99), `seed ${seed}`).toBeLessThan(90)
    }
  })

  it('[OW61] follows a stall that nobody announced within three reports, by one move', () => {
    for (const seed of seeds) {
      const stalls = [{ atMs: 60_000, ms: 450 }]
      const calm = lead({ seed, durationMs: 59_000 }, filtering())
      const stalled = lead({ seed, durationMs: 67_500, stalls }, filtering())
      const later = stalled.moves.slice(calm.moves.length)
      expect(later.length, `seed ${seed}`).toBe(1)
      expect(Math.abs(sum(later) + 450), `seed ${seed}`).toBeLessThan(150)
    }
  })

  it('[OW61] follows a jump that nobody announced within two reports', () => {
    for (const seed of seeds) {
      const jumps = [{ atMs: 60_000, byMs: -30_000 }]
      const { moves } = lead({ seed, durationMs: 65_000, jumps }, filtering())
      expect(Math.abs((moves.at(-1) ?? 0) + 30_000), `seed ${seed}`).toBeLessThan(150)
    }
  })

  it('[OW61] is not moved by one report that is far off', () => {
    const judge = filtering()
    const timeline: Timeline = { positionMs: 0, rate: 1, atMs: 0, playing: true, revision: 1 }
    const told = [1000, 2000, 3000, 9000, 5000, 6000, 7000].map((positionMs, index) =>
      judge(timeline, {
        sentAtMs: 1000 * (index + 1),
        receivedAtMs: 1000 * (index + 1),
        positionMs,
      }),
    )
    expect(told).toEqual([null, null, null, null, null, null, null])
  })

  it('[OW62] is not misled by a browser whose clock is set', () => {
    for (const clockStepMs of [3_600_000, -3_600_000, 2000, -2000]) {
      const course = lead({ seed: 3, durationMs: 4 * minutesMs, clockStepMs }, filtering())
      expect(course.errors.at(-1), `${clockStepMs}`).toBeLessThan(120)
      expect(course.moves.length, `${clockStepMs}`).toBeLessThanOrEqual(6)
    }
  })
})
