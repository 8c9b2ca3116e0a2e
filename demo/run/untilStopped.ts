import type { PreciseClock } from '../../sync/clock.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { createEnding, type Ending } from './ending.ts'
import { sleep } from './waiting.ts'

/** What a program that starts others needs to end well. */
export interface Surroundings {
  readonly clock: PreciseClock
  /** Ends everything that the program starts. */
  readonly ending: Ending
  /** Aborted when it is to end: a signal, a reader of its output who has left, or the program itself. */
  readonly stop: AbortController
}

/** Ctrl-c is over within 3 s, whatever hangs: when this process leaves, every child goes with its group. */
const END_WITHIN_MS = 2700
const LEAVE_WITHIN_MS = 200

/**
 * Runs a program until it is done or stopped, then ends all that it started. Gives what it gave, or `whenStopped`.
 * Signals may come as often as they like: the first one counts.
 */
export async function untilStopped<Outcome>(
  program: (surroundings: Surroundings) => Promise<Outcome>,
  whenStopped: Outcome,
): Promise<Outcome> {
  const clock = createSystemClock()
  const ending = createEnding('backwards')
  const stop = new AbortController()
  const stopped = new Promise<Outcome>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(whenStopped))
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  process.stdout.on('error', () => stop.abort())
  try {
    return await Promise.race([program({ clock, ending, stop }), stopped])
  } finally {
    // A step of the program that is still under way starts nothing any more that would stay.
    stop.abort()
    await Promise.race([ending.end(), sleep(clock, END_WITHIN_MS)])
    clock.after(LEAVE_WITHIN_MS, () => process.exit())
  }
}
