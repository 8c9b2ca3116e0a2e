import type { Clock } from '../../sync/clock.ts'
import { dotNetDate } from './wording.ts'

/** Wall-clock time that follows a given clock, so that a test that moves the clock moves the dates, too. */
export interface Calendar {
  /** Milliseconds since 1970, UTC. */
  utcMs(): number
  /** This instant as Jellyfin writes it. */
  written(): string
}

export function createCalendar(clock: Clock): Calendar {
  const startUtcMs = performance.timeOrigin + performance.now()
  const startMs = clock.nowMs()
  const utcMs = () => startUtcMs + clock.nowMs() - startMs
  return { utcMs, written: () => dotNetDate(utcMs()) }
}
