import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

/** Looks at everything that is open once in a round: one timer, however many there are. */
export interface Rounds {
  /** From now on `look` is called in every round, until it is undone. */
  add(look: (nowMs: number) => void): Cancel
}

/** Rounds every `everyMs`, while there is something to look at. */
export function createRounds(clock: Clock, everyMs: number): Rounds {
  const looks = new Set<(nowMs: number) => void>()
  let resting: Cancel | null = null
  const round = () => {
    resting = clock.after(everyMs, round)
    const nowMs = clock.nowMs()
    for (const look of looks) look(nowMs)
  }
  return {
    add: (look) => {
      looks.add(look)
      resting ??= clock.after(everyMs, round)
      return () => {
        looks.delete(look)
        if (looks.size > 0) return
        resting?.()
        resting = null
      }
    },
  }
}
