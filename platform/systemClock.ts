import type { PreciseClock } from '../sync/clock.ts'
import type { Cancel } from '../protocol/wire.ts'

/**
 * The monotonic clock of this machine. `at` sleeps until shortly before the instant and then spins, because a
 * timer alone is late by up to several ms; the spin costs at most `spinMs` of one core per call.
 */
export function createSystemClock(spinMs = 3): PreciseClock {
  const nowMs = () => performance.now()
  const after = (delayMs: number, run: () => void): Cancel => {
    const timer = setTimeout(run, Math.max(0, delayMs))
    return () => clearTimeout(timer)
  }
  const at = (instantMs: number, run: () => void): Cancel =>
    after(instantMs - nowMs() - spinMs, () => {
      while (nowMs() < instantMs);
      run()
    })
  return { nowMs, after, at }
}
