import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { DemoFace, DemoKey } from './face.ts'
import type { DemoOptions } from './options.ts'
import { gatherParty, type Party } from './party.ts'
import { startPerformance, type Performance } from './performance.ts'
import type { DemoReport } from './report.ts'
import { openStage, type Stage } from './stage.ts'
import type { Surroundings } from './untilStopped.ts'
import { sleep } from './waiting.ts'

export interface DemoParts extends Surroundings {
  readonly options: DemoOptions
  readonly face: DemoFace
}

/** Figures are taken from here on: before, players are still settling from the start. */
const SETTLED_AFTER_MS = 3000
/** Length of the time that the table and `--hold` tell about. */
const RECENT_MS = 5000
const REPORT_EVERY_MS = 5000
const SHOW_EVERY_MS = 1000
const SAMPLE_EVERY_MS = 50
const KEEP_MS = 3_600_000

/** Sets everything up, plays, and shows how it goes until it is over or stopped. A failure says what did not work. */
export async function runDemo(parts: DemoParts): Promise<Result<void, Problem>> {
  const { options, face, clock, ending, stop } = parts
  const onProgress = (words: string) => face.progress(words)
  const stage = await openStage({ ...options, clock, onProgress, ending, signal: stop.signal })
  if (!stage.ok) return stage
  const keepMs = options.seconds === null ? 2 * RECENT_MS : KEEP_MS
  const gathered = await gatherParty({
    stage: stage.value,
    clock,
    players: options.players,
    sampleEveryMs: SAMPLE_EVERY_MS,
    keepMs,
    onProgress,
  })
  if (!gathered.ok) return gathered
  const party = gathered.value
  ending.add(() => Promise.resolve(party.leave()))
  onProgress('players are getting ready')
  const ready = await party.everyoneReady()
  if (!ready.ok) return ready
  const begun = await startPerformance(party, clock)
  if (!begun.ok) return begun
  return await play(parts, { stage: stage.value, party, performance: begun.value })
}

interface Show {
  readonly stage: Stage
  readonly party: Party
  readonly performance: Performance
}

async function play(parts: DemoParts, show: Show): Promise<Result<void, Problem>> {
  const cancelKeys = parts.face.onKey((key) => obey(key, show.party, parts.stop))
  parts.ending.add(() => Promise.resolve(cancelKeys()))
  return await Promise.race([showUntilTheEnd(parts, show), show.party.lost.then(failure)])
}

/** Shows figures every second and prints them when they are due; resolves when the time asked for is over. */
async function showUntilTheEnd(parts: DemoParts, show: Show): Promise<Result<void, Problem>> {
  const { options, face, clock, stop } = parts
  const { startedAtMs } = show.performance
  const endAtMs = startedAtMs + (options.seconds ?? Infinity) * 1000
  let reportAtMs = startedAtMs + REPORT_EVERY_MS
  while (!stop.signal.aborted && clock.nowMs() < endAtMs) {
    const nowMs = clock.nowMs()
    if (options.hold && nowMs >= reportAtMs) {
      face.print(recentReport(show, nowMs))
      reportAtMs += REPORT_EVERY_MS
    }
    face.show(viewOf(show, nowMs))
    const dueMs = Math.min(endAtMs, nowMs + SHOW_EVERY_MS, options.hold ? reportAtMs : Infinity)
    await sleep(clock, dueMs - nowMs)
  }
  if (options.hold) return success(undefined)
  return conclude(parts, show)
}

/** The figures of the whole run, and whether it was one. */
function conclude({ options, face }: DemoParts, { party, performance }: Show): Result<void, Problem> {
  const endedAtMs = performance.startedAtMs + (options.seconds ?? 0) * 1000
  const settledMs = Math.min(SETTLED_AFTER_MS, ((options.seconds ?? 0) * 1000) / 2)
  const report = performance.report({ fromMs: performance.startedAtMs + settledMs, toMs: endedAtMs })
  face.print(report)
  const lost = party.seats.find(({ member }) => member.state().player.kind === 'gone')
  if (lost !== undefined) return failure(playerLost(lost.member.name))
  return report.pairwiseMs.p95 === null ? failure(nothingMeasured) : success(undefined)
}

const recentReport = ({ performance }: Show, nowMs: number): DemoReport =>
  performance.report({ fromMs: Math.max(performance.startedAtMs, nowMs - RECENT_MS), toMs: nowMs })

function viewOf(show: Show, nowMs: number) {
  const { stage, party } = show
  const { recipe } = stage.film
  return {
    title: recipe.title,
    positionMs: party.seats[0]?.member.state().follow.positionMs ?? 0,
    frameMs: (1000 * recipe.frameRate.denominator) / recipe.frameRate.numerator,
    report: recentReport(show, nowMs),
    states: party.seats.map(({ member }) => member.state()),
  }
}

function obey(key: DemoKey, party: Party, stop: AbortController): void {
  switch (key.kind) {
    case 'toggle':
      void party.command({ kind: 'toggle' })
      return
    case 'skip':
      void party.command({ kind: 'skip', byMs: key.byMs })
      return
    case 'bring-back':
      for (const { member } of party.seats) {
        if (member.state().player.kind === 'gone') void member.command({ kind: 'restart-player' })
      }
      return
    case 'quit':
      stop.abort()
  }
}

/** Whoever asked for a run of some length did not get it when it was stopped before. */
export const stoppedResult = ({ seconds, hold }: DemoOptions): Result<void, Problem> =>
  seconds === null || hold ? success(undefined) : failure(stoppedEarly)

const stoppedEarly: Problem = {
  code: 'stopped',
  sentence: 'The demo was stopped before its time was over.',
  nextStep: '',
}

const nothingMeasured: Problem = {
  code: 'no-samples',
  sentence: 'The players could not be measured together.',
  nextStep: 'Run it longer (--seconds), and close what else keeps this machine busy.',
}

const playerLost = (name: string): Problem => ({
  code: 'player-lost',
  sentence: `The player of ${name} ended during the run.`,
  nextStep: 'Start the demo again.',
})
