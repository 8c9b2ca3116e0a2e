import { gatherParty } from '../../demo/run/party.ts'
import { startPerformance } from '../../demo/run/performance.ts'
import { openStage } from '../../demo/run/stage.ts'
import type { Surroundings } from '../../demo/run/untilStopped.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { seededRandom } from '../support/seededRandom.ts'
import type { HandsBenchOptions } from './options.ts'
import { playWithHands, type HandsFigures } from './play.ts'

export interface HandsSurroundings extends Surroundings {
  readonly onProgress: (words: string) => void
}

const KEEP_MS = 60_000
const SAMPLE_EVERY_MS = 250

/** Real members with real players, and hands at all of them. */
export async function measureHands(
  { players, actions, seed }: Pick<HandsBenchOptions, 'players' | 'actions' | 'seed'>,
  { clock, ending, stop, onProgress }: HandsSurroundings,
): Promise<Result<HandsFigures, Problem>> {
  const common = { clock, onProgress }
  const stage = await openStage({ ...common, film: 'night', headless: true, ending, signal: stop.signal })
  if (!stage.ok) return stage
  const party = await gatherParty({
    ...{ ...common, stage: stage.value, players },
    ...{ sampleEveryMs: SAMPLE_EVERY_MS, keepMs: KEEP_MS },
  })
  if (!party.ok) return party
  ending.add(() => Promise.resolve(party.value.leave()))
  const ready = await party.value.everyoneReady()
  if (!ready.ok) return ready
  const begun = await startPerformance(party.value, clock)
  if (!begun.ok) return begun
  const lengthMs = stage.value.film.recipe.seconds * 1000
  const random = seededRandom(seed)
  return success(
    await playWithHands({ party: party.value, players, lengthMs, actions, random, onTurn: onProgress }),
  )
}
