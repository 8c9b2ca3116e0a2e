import { createEnding } from '../../demo/run/ending.ts'
import { gatherParty } from '../../demo/run/party.ts'
import { openStage, type Stage } from '../../demo/run/stage.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { startDelayingProxy } from '../support/delayingProxy.ts'
import { thisMachine, type Machine } from '../support/machine.ts'
import type { Running } from '../support/runBench.ts'
import { seededRandom } from '../support/seededRandom.ts'
import { limitsFor } from './limits.ts'
import { briskMs, runCourse, type CourseResult } from './course.ts'
import type { BenchOptions } from './options.ts'
import type { BenchReport } from './report.ts'

type Measurement = Running<BenchOptions>

interface Measured extends Measurement {
  readonly machine: Omit<Machine, 'player'>
}

const KEEP_MS = 7_200_000

/** Sets everything up, runs the course, and tells what came of it. */
export async function measure(measurement: Measurement): Promise<Result<BenchReport, Problem>> {
  const { options, clock, ending, onProgress } = measurement
  const machine = thisMachine()
  const stage = await openStage({ ...options, clock, onProgress, ending, signal: measurement.stop.signal })
  if (!stage.ok) return stage
  const lines = await openLines(measurement, stage.value)
  const gathered = await gatherParty({
    stage: stage.value,
    clock,
    players: options.players,
    sampleEveryMs: briskMs,
    keepMs: KEEP_MS,
    onProgress,
    ...(lines === null ? {} : { serverFor: (index: number) => lines[index] ?? '' }),
  })
  if (!gathered.ok) return gathered
  const party = gathered.value
  ending.add(() => Promise.resolve(party.leave()))
  onProgress('players are getting ready')
  const ready = await party.everyoneReady()
  if (!ready.ok) return ready
  const course = runCourse({
    ...{ party, onProgress, seconds: options.seconds, rounds: options.rounds },
    startWithinMs: limitsFor(options).startWithin,
    seekWithinMs: limitsFor(options).seekWithin,
  })
  const result = await Promise.race([course, party.lost.then(failure)])
  return result.ok ? success(reportOf({ ...measurement, machine }, result.value)) : result
}

/** A line of its own for every member, the late one included; null when nothing is to be made worse. */
async function openLines(measurement: Measurement, stage: Stage): Promise<readonly string[] | null> {
  const { options, clock, ending } = measurement
  const { line, seed, players } = options
  if (line === null) return null
  const proxies = createEnding('together')
  ending.add(() => proxies.end())
  return Promise.all(
    Array.from({ length: players.length + 1 }, async (_, index) => {
      const random = seededRandom(seed + index)
      const proxy = await startDelayingProxy({
        targetPort: stage.server().port,
        quality: line,
        random,
        clock,
      })
      proxies.add(() => proxy.close())
      return `ws://127.0.0.1:${proxy.port}`
    }),
  )
}

function reportOf(
  { options, command, date, machine }: Measured,
  { phases, members }: CourseResult,
): BenchReport {
  return {
    members: [...members],
    pairwiseMs: phases.steady.pairwiseMs,
    startSpreadMs: phases.start.spreadMs,
    seconds: phases.steady.seconds,
    command,
    date,
    machine: { ...machine, player: namesOf(members) },
    players: options.players,
    line: options.line === null ? null : { ...options.line, seed: options.seed },
    phases,
  }
}

/** Each kind of player once. */
const namesOf = (members: CourseResult['members']): string | null =>
  [...new Set(members.flatMap(({ player }) => player ?? []))].join(', ') || null
