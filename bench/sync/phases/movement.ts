import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { differences, stepReached } from '../../../demo/meter/differences.ts'
import { movementStart, startSpread } from '../../../demo/meter/movement.ts'
import type { Party } from '../../../demo/run/party.ts'
import { sleep, waitUntil } from '../../../demo/run/waiting.ts'

/** How a start or a resume went. */
export interface MovementFigures {
  /** How much later the last player set off than the first. */
  readonly spreadMs: number | null
  /** From the first movement until all players were as close as is claimed, and stayed so. */
  readonly inStepMs: number | null
}

/** Players have to stay in step for so long that a crossing does not count. */
const STAY_MS = 500
const SET_OFF_WITHIN_MS = 20_000
/** Corrections of a start take effect after 0.3 s and are done after a few such steps. */
const WATCHED_MS = 4000

export interface Movement {
  readonly party: Party
  /** How close is in step, ms. */
  readonly withinMs: number
  readonly begin: () => Promise<Result<void, Problem>>
}

/** Sets the players in motion and watches how they come into step. */
export async function measureMovement({
  party,
  withinMs,
  begin,
}: Movement): Promise<Result<MovementFigures, Problem>> {
  const { clock } = party
  const movement = { fromMs: clock.nowMs(), rate: 1 }
  const begun = await begin()
  if (!begun.ok) return begun
  const moving = await waitUntil(() => startSpread(party.traces(), movement) !== null, {
    clock,
    withinMs: SET_OFF_WITHIN_MS,
    sentence: () => 'Not every player began to move.',
  })
  if (!moving.ok) return moving
  await sleep(clock, WATCHED_MS)
  const traces = party.traces()
  const roomStart = party.room()?.timeline.positionMs ?? 0
  const starts = traces.map((trace) => movementStart(trace, roomStart, movement) ?? movement.fromMs)
  const fromMs = Math.min(...starts)
  const apart = differences(traces, { fromMs, toMs: clock.nowMs() })
  return success({
    spreadMs: startSpread(traces, movement),
    inStepMs: stepReached(apart, { fromMs, withinMs, forMs: STAY_MS }),
  })
}
