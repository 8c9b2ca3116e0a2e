import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Finding } from '../health/conditions.ts'
import { recentRestarts, restartDelayMs } from '../health/restartPlan.ts'
import type { HealthVoice } from './playerCare.ts'

export interface RestartsOptions {
  readonly clock: Clock
  /** Time of day, ms. */
  wallMs(): number
  readonly health: HealthVoice
  /** Starts a player; why there is none then, null when there is one. */
  start(): Promise<Problem | null>
}

/** Starts a player again by itself that was lost by accident, unless that happens again and again. */
export interface Restarts {
  plan(finding: Finding): void
  /** A person took over: nothing is planned any more, and what was counted does not count. */
  forget(): void
  stop: Cancel
}

export function createRestarts({ clock, wallMs, health, start }: RestartsOptions): Restarts {
  let past: readonly number[] = []
  let cancel: Cancel = () => {}
  const again = async (planned: readonly number[]) => {
    const problem = await start()
    // One that was lost meanwhile has planned its next start already.
    if (problem !== null && past === planned) plan({ what: 'player-not-started', problem })
  }
  const plan = (finding: Finding) => {
    const nowMs = clock.nowMs()
    const delayMs = restartDelayMs(past, nowMs)
    if (delayMs === null) return
    const planned = [...recentRestarts(past, nowMs), nowMs]
    past = planned
    const wayBack = { kind: 'retrying', attempt: planned.length, nextAtMs: wallMs() + delayMs } as const
    health.found({ ...finding, wayBack })
    cancel()
    cancel = clock.after(delayMs, () => void again(planned))
  }
  return {
    plan,
    forget: () => {
      cancel()
      past = []
    },
    stop: () => cancel(),
  }
}
