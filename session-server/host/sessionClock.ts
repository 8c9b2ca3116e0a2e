import type { Clock } from '../../sync/clock.ts'

/** The monotonic axis of all rooms of one server: it starts at zero, and a new server has a new `id`. */
export interface SessionClock extends Clock {
  readonly id: string
}

export function startSessionClock(clock: Clock, id: string): SessionClock {
  const originMs = clock.nowMs()
  return { id, nowMs: () => clock.nowMs() - originMs, after: (delayMs, run) => clock.after(delayMs, run) }
}
