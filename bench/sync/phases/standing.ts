import { stepReached, type Difference } from '../../../demo/meter/differences.ts'
import type { FramesApart } from '../../../demo/meter/shownFrames.ts'
import type { Party } from '../../../demo/run/party.ts'
import { shownFramesApart } from '../../../demo/run/shownFramesApart.ts'
import { sleep } from '../../../demo/run/waiting.ts'

/** How a pause went. */
export interface StandingFigures {
  /** From the command until every player had its pause switch on; null when one never had. */
  readonly everyonePausedMs: number | null
  /** From the command until all may have shown one and the same frame; null when they never did. */
  readonly sameFrameMs: number | null
  /** How far apart the shown frames were in the end, as exactly as the players tell it; null when somebody showed none. */
  readonly framesApart: FramesApart | null
}

const WATCHED_MS = 2500
const LOOK_EVERY_MS = 25
const sameFrame = { withinMs: 0, forMs: 300 }

/** Watches the players come to a stand; `fromMs` is when the pause was asked for. */
export async function measureStanding(party: Party, fromMs: number): Promise<StandingFigures> {
  const apart: Difference[] = []
  let last: FramesApart | null = null
  while (party.clock.nowMs() < fromMs + WATCHED_MS) {
    const seen = await shownFramesApart(party)
    if (seen !== null) apart.push({ atMs: party.clock.nowMs(), apartMs: seen.leastMs })
    last = seen ?? last
    await sleep(party.clock, LOOK_EVERY_MS)
  }
  const pausedAtMs = lastPausedAtMs(party, fromMs)
  // Before all of them stand, two that play may show the same frame by the way.
  const sameMs = pausedAtMs === null ? null : stepReached(apart, { fromMs: pausedAtMs, ...sameFrame })
  return {
    everyonePausedMs: pausedAtMs === null ? null : pausedAtMs - fromMs,
    sameFrameMs: pausedAtMs === null || sameMs === null ? null : pausedAtMs + sameMs - fromMs,
    framesApart: last,
  }
}

/** When the last of the players was paused; null when one of them was not. */
function lastPausedAtMs({ recorder }: Party, fromMs: number): number | null {
  const pausedAt = recorder.recordings().map(({ changes }) => {
    const pause = changes.find((change) => change.kind === 'paused' && change.paused && change.atMs >= fromMs)
    return pause?.atMs ?? null
  })
  const known = pausedAt.filter((atMs) => atMs !== null)
  return known.length < pausedAt.length ? null : Math.max(...known)
}
