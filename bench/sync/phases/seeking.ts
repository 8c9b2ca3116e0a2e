import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { differences, stepReached } from '../../../demo/meter/differences.ts'
import { movementStart } from '../../../demo/meter/movement.ts'
import type { Party } from '../../../demo/run/party.ts'
import { sleep, waitUntil } from '../../../demo/run/waiting.ts'

/** How a jump of the whole room went, while it played. */
export interface SeekFigures {
  /** From the command until the last player showed the new place. */
  readonly everyoneThereMs: number
  /** From there until all played in step, and stayed so; null when they never did. */
  readonly inStepMs: number | null
  /** How much later the last player went on than the first. */
  readonly spreadMs: number | null
}

const STAY_MS = 500
const THERE_WITHIN_MS = 20_000
const WATCHED_MS = 3000

interface Jump {
  readonly party: Party
  readonly positionMs: number
  /** How close is in step. */
  readonly withinMs: number
}

/** Jumps to `positionMs` as the first member. */
export async function measureSeek({
  party,
  positionMs,
  withinMs,
}: Jump): Promise<Result<SeekFigures, Problem>> {
  const { clock } = party
  const askedAtMs = clock.nowMs()
  const asked = await party.command({ kind: 'act', action: { kind: 'seek', positionMs } })
  if (!asked.ok) return asked
  const readyAtMs = () => lastShowingAtMs(party, askedAtMs)
  const there = await waitUntil(() => goneOnAtMs(party, readyAtMs()) !== null, {
    clock,
    withinMs: THERE_WITHIN_MS,
    sentence: () => 'Not every player went on after the jump.',
  })
  if (!there.ok) return there
  await sleep(clock, WATCHED_MS)
  const fromMs = readyAtMs() ?? askedAtMs
  const setOff = goneOnAtMs(party, fromMs)
  const apart = differences(party.traces(), { fromMs, toMs: clock.nowMs() })
  const inStepMs = setOff && stepReached(apart, { fromMs: setOff.lastMs, withinMs, forMs: STAY_MS })
  return success({
    everyoneThereMs: fromMs - askedAtMs,
    inStepMs: setOff === null || inStepMs === null ? null : setOff.lastMs - fromMs + inStepMs,
    spreadMs: setOff && setOff.lastMs - setOff.firstMs,
  })
}

/** When the last player first showed a frame of the new place; null when one has not yet. */
function lastShowingAtMs({ recorder }: Party, fromMs: number): number | null {
  const shown = recorder.recordings().map(({ changes }) => {
    return changes.find(({ kind, atMs }) => kind === 'showing' && atMs >= fromMs)?.atMs ?? null
  })
  const known = shown.filter((atMs) => atMs !== null)
  return known.length < shown.length ? null : Math.max(...known)
}

/** When the players were at the room's new position, moving; null when one does not move yet. */
function goneOnAtMs(party: Party, fromMs: number | null): { firstMs: number; lastMs: number } | null {
  const positionMs = party.room()?.timeline.positionMs
  if (fromMs === null || positionMs === undefined) return null
  const starts = party.traces().map((trace) => movementStart(trace, positionMs, { fromMs, rate: 1 }))
  const known = starts.filter((start) => start !== null)
  return known.length < starts.length ? null : { firstMs: Math.min(...known), lastMs: Math.max(...known) }
}
