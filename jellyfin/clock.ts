import type { Cancel } from '../protocol/wire.ts'

/** The time that this folder needs; the platform's system clock is one, a test's virtual clock another. */
export interface Clock {
  /** Monotonic, in ms from an arbitrary origin. */
  nowMs(): number
  /** Runs once, not before `delayMs` have passed. */
  after(delayMs: number, run: () => void): Cancel
}

/** Resolves after `delayMs`, or at once with `false` when `signal` aborts before that. */
export function delay(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(false)
    const cancel = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', stop)
      resolve(true)
    })
    const stop = () => {
      cancel()
      resolve(false)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}
