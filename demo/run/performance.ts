import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { differences } from '../meter/differences.ts'
import { movementStart, startSpread } from '../meter/movement.ts'
import type { TimeWindow } from '../meter/trace.ts'
import { memberReport } from './memberFigures.ts'
import type { Party } from './party.ts'
import { rounded, spreadOf, type DemoReport } from './report.ts'
import { sleep, waitUntil } from './waiting.ts'

/** A film that plays: when it began, and how it goes. */
export interface Performance {
  /** First movement of the first player. */
  readonly startedAtMs: number
  /** Figures of the given stretch of time. */
  report(window: TimeWindow): DemoReport
}

const SET_OFF_WITHIN_MS = 20_000
/** A start is judged by its first 300 ms. */
const JUDGED_AFTER_MS = 600

/** Presses play and resolves when all players move. */
export async function startPerformance(party: Party, clock: Clock): Promise<Result<Performance, Problem>> {
  const movement = { fromMs: clock.nowMs(), rate: 1 }
  const pressed = await party.command({ kind: 'act', action: { kind: 'play' } })
  if (!pressed.ok) return pressed
  const moving = await Promise.race([
    waitUntil(() => startSpread(party.traces(), movement) !== null, {
      clock,
      withinMs: SET_OFF_WITHIN_MS,
      sentence: () => 'Not every player began to move.',
    }),
    party.lost.then(failure),
  ])
  if (!moving.ok) return moving
  await sleep(clock, JUDGED_AFTER_MS)
  const traces = party.traces()
  const positionMs = party.room()?.timeline.positionMs ?? 0
  const starts = traces.map((trace) => movementStart(trace, positionMs, movement) ?? movement.fromMs)
  const startedAtMs = Math.min(...starts)
  const startSpreadMs = rounded(startSpread(traces, movement))
  return success({
    startedAtMs,
    report: (window) => ({
      members: party.seats.map(({ member, drifts }) =>
        memberReport({ name: member.name, state: member.state(), drifts }, window),
      ),
      pairwiseMs: spreadOf(differences(party.traces(), window).map(({ apartMs }) => apartMs)),
      startSpreadMs,
      seconds: Math.round((window.toMs - startedAtMs) / 100) / 10,
    }),
  })
}
