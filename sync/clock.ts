import type { Cancel } from '../protocol/wire.ts'

/**
 * Time as an argument. `nowMs` is monotonic, in milliseconds with a fraction, from an arbitrary origin: only
 * differences mean something. `after` runs once, not before `delayMs` have passed.
 */
export interface Clock {
  nowMs(): number
  after(delayMs: number, run: () => void): Cancel
}

/** Runs at an instant of the same clock; late by as little as the carrier can (platform: well under 1 ms). */
export interface PreciseClock extends Clock {
  at(instantMs: number, run: () => void): Cancel
}
