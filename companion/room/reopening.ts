import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import { nextDelayMs } from '../../sync/backoff.ts'
import type { Clock } from '../../sync/clock.ts'
import type { HealthVoice } from './playerCare.ts'
import { createRetryPause } from './retryPause.ts'

/** A server that restarts needs some seconds; MPV has tried for a while by itself before it gave up. */
const reopenBackoff = { firstMs: 1000, longestMs: 10_000 }

/** What a player cannot decode it will not learn by trying; a driver that stumbled is up again by the third time. */
const mostVainTries = 3
const isLasting = ({ code }: Problem): boolean => code === 'player-no-decoder'

export interface ReopeningOptions {
  readonly clock: Clock
  /** Time of day, ms. */
  wallMs(): number
  readonly health: HealthVoice
}

export interface ReopeningTask<Landed> {
  /** Why it has to be opened anew. */
  readonly problem: Problem
  /** 1 when absent; 0 = the first try is made at once. */
  readonly firstAttempt?: number
  isOver(): boolean
  open(): Promise<Result<Landed, Problem>>
}

/** Opens what died in the player anew, longer apart each time, and tells how often. */
export interface Reopening {
  /** Null when nobody wants it any more. One that is cancelled while it waits never ends: nobody waits for it. */
  untilOpen<Landed>(task: ReopeningTask<Landed>): Promise<Landed | null>
  /** Tries at once; false when nothing waits to be tried. */
  tryNow(): boolean
  cancel(): void
}

export function createReopening({ clock, wallMs, health }: ReopeningOptions): Reopening {
  const pause = createRetryPause(clock)
  const wait = (attempt: number, problem: Problem) => {
    const waitMs = nextDelayMs(attempt - 1, 1, reopenBackoff)
    const wayBack = { kind: 'retrying', attempt, nextAtMs: wallMs() + waitMs } as const
    health.found({ what: 'stream-lost', problem, wayBack })
    return pause.wait(waitMs)
  }
  const leaveToPerson = (problem: Problem) => {
    const wayBack = { kind: 'command', command: 'restart-player' } as const
    health.found({ what: 'stream-lost', problem, wayBack })
    return pause.wait(null)
  }
  return {
    untilOpen: async ({ problem: first, firstAttempt = 1, isOver, open }) => {
      let problem = first
      for (let attempt = firstAttempt, vain = isLasting(first) ? 1 : 0; ; attempt += 1) {
        if (vain >= mostVainTries) {
          await leaveToPerson(problem)
          vain = 0
        } else if (attempt > 0) await wait(attempt, problem)
        if (isOver()) return null
        const landed = await open()
        if (isOver()) return null
        if (landed.ok) return landed.value
        vain = isLasting(landed.problem) ? vain + 1 : 0
        if (vain > 0) ({ problem } = landed)
      }
    },
    tryNow: pause.endNow,
    cancel: pause.cancel,
  }
}
