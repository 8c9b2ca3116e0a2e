import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/** Renews a session in time, and again when that failed, for as long as it lasts. */
export interface Renewal {
  /** The session ends in so many ms (null = never); renewing begins when two thirds of them are over. */
  endsIn(endsInMs: number | null): void
  stop: Cancel
}

/** How much of its time a session has had when it is renewed, and how much more before another try. */
const renewAfter = 2 / 3
const tryAgainAfter = 1 / 20

export function createRenewal(clock: Clock, renew: () => Promise<boolean>): Renewal {
  let cancel: Cancel = () => undefined
  const renewIn = (delayMs: number, againInMs: number) => {
    cancel()
    cancel = clock.after(delayMs, () => void attempt(againInMs))
  }
  const attempt = async (againInMs: number) => {
    // What the server answers says when to renew next.
    if (!(await renew())) renewIn(againInMs, againInMs)
  }
  return {
    endsIn: (endsInMs) => {
      cancel()
      if (endsInMs !== null) renewIn(endsInMs * renewAfter, endsInMs * tryAgainAfter)
    },
    stop: () => cancel(),
  }
}
