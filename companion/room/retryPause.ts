import type { Clock } from '../../sync/clock.ts'

/** The pause before something is tried again. One that is cancelled never ends: nobody waits for it then. */
export interface RetryPause {
  /** Null: until `endNow`. */
  wait(waitMs: number | null): Promise<void>
  /** Ends the pause at once; false when there is none. */
  endNow(): boolean
  cancel(): void
}

export function createRetryPause(clock: Clock): RetryPause {
  let end: (() => void) | null = null
  let cancelTimer = () => {}
  const cancel = () => {
    cancelTimer()
    end = null
  }
  const endNow = () => {
    const finish = end
    cancel()
    finish?.()
    return finish !== null
  }
  return {
    wait: (waitMs) =>
      new Promise((resolve) => {
        cancel()
        end = resolve
        cancelTimer = waitMs === null ? () => {} : clock.after(waitMs, endNow)
      }),
    endNow,
    cancel,
  }
}
