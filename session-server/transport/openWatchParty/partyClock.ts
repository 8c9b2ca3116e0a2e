import type { SessionClock } from '../../host/sessionClock.ts'

/** The session clock, and how web clients are told of it: as a time of day that never jumps. */
export interface PartyClock extends SessionClock {
  /** Milliseconds since 1970 for an instant of the session clock. */
  toWireMs(sessionMs: number): number
  wireNowMs(): number
}

/** The time of day is read once: a clock of the machine that is set later moves nobody. */
export function createPartyClock(clock: SessionClock, wallNowMs: () => number): PartyClock {
  const originMs = wallNowMs() - clock.nowMs()
  const toWireMs = (sessionMs: number) => originMs + sessionMs
  return { ...clock, toWireMs, wireNowMs: () => toWireMs(clock.nowMs()) }
}
