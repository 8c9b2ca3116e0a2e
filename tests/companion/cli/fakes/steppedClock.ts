import type { Clock } from '../../../../sync/clock.ts'

interface Timer {
  readonly atMs: number
  readonly run: () => void
}

/** A clock that stands until the test moves it. */
export function createSteppedClock(startMs = 0) {
  let nowMs = startMs
  const timers = new Set<Timer>()
  const clock: Clock = {
    nowMs: () => nowMs,
    after: (delayMs, run) => {
      const timer = { atMs: nowMs + delayMs, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const advance = (byMs: number) => {
    const endMs = nowMs + byMs
    for (let next = firstUntil(timers, endMs); next !== undefined; next = firstUntil(timers, endMs)) {
      timers.delete(next)
      nowMs = Math.max(nowMs, next.atMs)
      next.run()
    }
    nowMs = endMs
  }
  return { clock, advance, pendingTimers: () => timers.size }
}

const firstUntil = (timers: ReadonlySet<Timer>, endMs: number) =>
  [...timers].filter((timer) => timer.atMs <= endMs).toSorted((one, other) => one.atMs - other.atMs)[0]
