import type { Party } from '../../demo/run/party.ts'
import { startPerformance } from '../../demo/run/performance.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { seededRandom } from '../support/seededRandom.ts'
import type { SeenFrames, Sight } from './pictures.ts'

/** One pause: the frames on the screen, and the places that the players tell. */
export interface SeenPause {
  readonly frames: readonly [number, number]
  /** Time stamps of these frames, as far as each player tells it (`PlayerProbe.shownFrameMs`), ms; null = it told none. */
  readonly toldMs: readonly (number | null)[]
}

export interface PausesParts {
  readonly party: Party
  readonly clock: Clock
  readonly pauses: number
  /** Some pictures of the screen as it is now. */
  readonly sightsOf: () => Promise<Result<readonly Sight[], Problem>>
}

/** A frame is reached at another phase of it each time. */
const playedForMs = { least: 1500, most: 2500 }
/** By then players have moved to the frame of the pause. */
const standingAfterMs = 1500

/** Goes on and pauses again that often; each time everybody's frame is read off the screen. */
export async function lookAtPauses(parts: PausesParts): Promise<Result<readonly SeenPause[], Problem>> {
  const random = seededRandom(parts.pauses)
  const seen: SeenPause[] = []
  for (let at = 0; at < parts.pauses; at += 1) {
    const playForMs = playedForMs.least + random() * (playedForMs.most - playedForMs.least)
    const pause = await onePause(parts, playForMs)
    if (!pause.ok) return pause
    seen.push(pause.value)
  }
  return success(seen)
}

async function onePause(
  { party, clock, sightsOf }: PausesParts,
  playForMs: number,
): Promise<Result<SeenPause, Problem>> {
  const playing = await startPerformance(party, clock)
  if (!playing.ok) return playing
  await sleep(clock, playForMs)
  const paused = await party.command({ kind: 'act', action: { kind: 'pause', positionMs: null } })
  if (!paused.ok) return paused
  await sleep(clock, standingAfterMs)
  const sights = await sightsOf()
  if (!sights.ok) return sights
  const last = sights.value.findLast((sight): sight is SeenFrames => sight.kind === 'frames')
  if (last === undefined) return failure(unreadable)
  const toldMs = await Promise.all(
    party.seats.map(async (seat) => (await seat.probe()?.shownFrameMs()) ?? null),
  )
  return success({ frames: last.frames, toldMs })
}

const unreadable: Problem = {
  code: 'no-pictures',
  sentence: 'No frame number could be read in a pause.',
  nextStep: 'Close what else draws on that screen and try again.',
}
