import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'

/** Why a sleep ended. */
export type Waking = 'time' | 'woken'

/** One sleeper that can be woken: a wake while nobody sleeps ends the next sleep at once. */
export interface Sleeper {
  /** Until the instant of the local clock, or until woken; null = only when woken. */
  until(instantMs: number | null): Promise<Waking>
  /** Like `until`, and runs the action at the very instant (PreciseClock.at) unless woken before. */
  actAt<Outcome>(instantMs: number, act: () => Outcome): Promise<Outcome | 'woken'>
  wake(): void
}

export function createSleeper(clock: PreciseClock): Sleeper {
  let pendingWake = false
  let wakeUp: (() => void) | null = null

  const sleep = <Outcome>(start: (done: (outcome: Outcome) => void) => Cancel): Promise<Outcome | 'woken'> =>
    new Promise((resolve) => {
      if (pendingWake) {
        pendingWake = false
        return resolve('woken')
      }
      const cancel = start((outcome) => {
        wakeUp = null
        resolve(outcome)
      })
      wakeUp = () => {
        wakeUp = null
        cancel()
        resolve('woken')
      }
    })

  return {
    until: (instantMs) =>
      sleep<Waking>((done) =>
        instantMs === null ? () => {} : clock.after(instantMs - clock.nowMs(), () => done('time')),
      ),
    actAt: (instantMs, act) => sleep((done) => clock.at(instantMs, () => done(act()))),
    wake: () => {
      if (wakeUp === null) pendingWake = true
      else wakeUp()
    },
  }
}
