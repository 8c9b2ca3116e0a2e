import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/** Timers that end together with the player they belong to. */
export interface Timers {
  after(delayMs: number, run: () => void): Cancel
  pause(delayMs: number): Promise<void>
  cancelAll(): void
}

export function createTimers(clock: Clock): Timers {
  const waiting = new Set<Cancel>()
  const after = (delayMs: number, run: () => void) => {
    const cancel = clock.after(delayMs, () => {
      waiting.delete(forget)
      run()
    })
    const forget = () => {
      waiting.delete(forget)
      cancel()
    }
    waiting.add(forget)
    return forget
  }
  return {
    after,
    pause: (delayMs) => new Promise((resolve) => void after(delayMs, resolve)),
    cancelAll: () => [...waiting].forEach((cancel) => cancel()),
  }
}
