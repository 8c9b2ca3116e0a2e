import type { Clock } from '../../../sync/clock.ts'
import type { Cancel } from '../../../protocol/wire.ts'

/**
 * Calls back at whole multiples of a time on the clock. Whatever ticks alike shares one timer and one instant, however
 * many they are and however late one began: what they change is drawn and painted once.
 */
export interface Tickers {
  every(everyMs: number, tick: () => void): Cancel
}

export function createTickers(clock: Clock): Tickers {
  const groups = new Map<number, Group>()
  return {
    every: (everyMs, tick) => {
      const group = groups.get(everyMs) ?? startGroup(clock, everyMs)
      groups.set(everyMs, group)
      // Of its own, so that the same function may tick twice.
      const own = () => tick()
      group.ticks.add(own)
      return () => {
        group.ticks.delete(own)
        if (group.ticks.size > 0 || groups.get(everyMs) !== group) return
        group.stop()
        groups.delete(everyMs)
      }
    },
  }
}

interface Group {
  readonly ticks: Set<() => void>
  stop(): void
}

function startGroup(clock: Clock, everyMs: number): Group {
  const ticks = new Set<() => void>()
  const wait = (): Cancel =>
    clock.after(everyMs - (clock.nowMs() % everyMs), () => {
      cancel = wait()
      for (const tick of [...ticks]) tick()
    })
  let cancel = wait()
  return { ticks, stop: () => cancel() }
}
