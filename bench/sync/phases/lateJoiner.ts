import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { differences, stepReached, summarise } from '../../../demo/meter/differences.ts'
import type { Party } from '../../../demo/run/party.ts'
import { sleep, waitUntil } from '../../../demo/run/waiting.ts'
import { changesOf, speedFigures } from './steady.ts'

/** How somebody came in while the others played. */
export interface LateJoinerFigures {
  /** From its player's first frame until it was within 10 ms of all others, and stayed so. */
  readonly inStepMs: number | null
  /** From the start of its program until then. */
  readonly fromNothingMs: number | null
  /** What the others noticed meanwhile. */
  readonly others: {
    readonly pairwiseMaxMs: number
    readonly pauses: number
    readonly speedChanges: number
  }
}

const inStep = { withinMs: 10, forMs: 500 }
const THERE_WITHIN_MS = 30_000
const WATCHED_MS = 8000

/** One more member joins a playing room. */
export async function measureLateJoiner(party: Party): Promise<Result<LateJoinerFigures, Problem>> {
  const { clock } = party
  const others = party.seats.map(({ member }) => member.name)
  const startedAtMs = clock.nowMs()
  const joined = await party.join()
  if (!joined.ok) return joined
  const { name } = joined.value.member
  const shown = await waitUntil(() => joined.value.firstFrameAtMs() !== null, {
    clock,
    withinMs: THERE_WITHIN_MS,
    sentence: () => `The player of ${name} showed nothing.`,
  })
  if (!shown.ok) return shown
  const shownAtMs = joined.value.firstFrameAtMs() ?? startedAtMs
  await sleep(clock, shownAtMs + WATCHED_MS - clock.nowMs())
  const window = { fromMs: startedAtMs, toMs: clock.nowMs() }
  const traces = party.traces()
  const inStepMs = stepReached(differences(traces, { ...window, fromMs: shownAtMs }), {
    fromMs: shownAtMs,
    ...inStep,
  })
  const changes = others.flatMap((other) => changesOf(party, other, window))
  return success({
    inStepMs,
    fromNothingMs: inStepMs === null ? null : shownAtMs + inStepMs - startedAtMs,
    others: {
      pairwiseMaxMs: summarise(differences(traces.slice(0, -1), window).map(({ apartMs }) => apartMs)).max,
      pauses: changes.filter((change) => change.kind === 'paused' && change.paused).length,
      speedChanges: speedFigures(changes).speedChanges,
    },
  })
}
