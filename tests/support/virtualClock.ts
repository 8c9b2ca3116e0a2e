import type { PreciseClock } from '../../sync/clock.ts'

/** Time that passes only when a test says so. A timer still waiting at the end of a test is a leak: `pending()`. */
export interface VirtualClock extends PreciseClock {
  /** Runs every timer due within `byMs`, each at its exact instant, and lets promises settle in between. */
  advance(byMs: number): Promise<void>
  /** How many timers wait. */
  pending(): number
}

interface Timer {
  readonly dueMs: number
  readonly order: number
  readonly run: () => void
}

/** Promises chained on one another need a turn each; this many are allowed between two timers. */
const SETTLING_TURNS = 50

export function createVirtualClock(startMs = 0): VirtualClock {
  const timers = new Set<Timer>()
  let nowMs = startMs
  let order = 0

  const at = (instantMs: number, run: () => void) => {
    order += 1
    const timer: Timer = { dueMs: Math.max(instantMs, nowMs), order, run }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  const nextUntil = (endMs: number) =>
    [...timers]
      .filter((timer) => timer.dueMs <= endMs)
      .toSorted((one, other) => one.dueMs - other.dueMs || one.order - other.order)[0]
  const advance = async (byMs: number) => {
    const endMs = nowMs + byMs
    await settle()
    for (let timer = nextUntil(endMs); timer !== undefined; timer = nextUntil(endMs)) {
      timers.delete(timer)
      nowMs = timer.dueMs
      timer.run()
      await settle()
    }
    nowMs = endMs
  }
  return {
    nowMs: () => nowMs,
    at,
    after: (delayMs, run) => at(nowMs + Math.max(0, delayMs), run),
    advance,
    pending: () => timers.size,
  }
}

async function settle() {
  for (let turn = 0; turn < SETTLING_TURNS; turn += 1) await Promise.resolve()
}
