import { createEnding, type Ending } from '../../../demo/run/ending.ts'
import { gatherParty, type Party } from '../../../demo/run/party.ts'
import type { DemoPlayer } from '../../../demo/run/players/demoPlayer.ts'
import { openStage, type Stage } from '../../../demo/run/stage.ts'
import { startPerformance } from '../../../demo/run/performance.ts'
import { differences, type Difference } from '../../../demo/meter/differences.ts'
import type { PlayerChange } from '../../../demo/meter/playerProbe.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { explain, type Problem } from '../../../protocol/problem.ts'
import type { Result } from '../../../protocol/result.ts'

/** Real members with real players, all of them playing, and the meter at every player. */
export interface PlayingParty {
  readonly party: Party
  readonly stage: Stage
  readonly ending: Ending
}

const SAMPLE_EVERY_MS = 25
const KEEP_MS = 600_000

/** What a result holds; throws its sentence when it is a failure. */
export function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value
  throw new Error(explain(result.problem))
}

export async function startPlaying(players: readonly DemoPlayer[]): Promise<PlayingParty> {
  const clock = createSystemClock()
  const ending = createEnding('backwards')
  try {
    const onProgress = () => undefined
    const { signal } = new AbortController()
    const stage = valueOf(
      await openStage({ film: 'night', headless: true, clock, onProgress, signal, ending }),
    )
    const options = { stage, clock, players, sampleEveryMs: SAMPLE_EVERY_MS, keepMs: KEEP_MS, onProgress }
    const party = valueOf(await gatherParty(options))
    ending.add(() => Promise.resolve(party.leave()))
    valueOf(await party.everyoneReady())
    valueOf(await startPerformance(party, clock))
    return { party, stage, ending }
  } catch (error) {
    await ending.end()
    throw error
  }
}

/** How far apart the players were in the last `forMs`, at each instant at which all of them were known. */
export const lately = ({ clock, traces }: Party, forMs: number): readonly Difference[] => {
  const nowMs = clock.nowMs()
  return differences(traces(), { fromMs: nowMs - forMs, toMs: nowMs })
}

/** Moved, all of them, in the last `forMs`. */
export function allMoved({ clock, traces }: Party, forMs: number): boolean {
  const fromMs = clock.nowMs() - forMs
  return traces().every((trace) => {
    const recent = trace.filter(({ atMs }) => atMs >= fromMs)
    const [first, last] = [recent[0], recent.at(-1)]
    return first !== undefined && last !== undefined && last.positionMs - first.positionMs > forMs / 2
  })
}

export const changesSince = ({ recorder }: Party, name: string, sinceMs: number): readonly PlayerChange[] =>
  recorder
    .recordings()
    .find((recording) => recording.name === name)
    ?.changes.filter(({ atMs }) => atMs >= sinceMs) ?? []
