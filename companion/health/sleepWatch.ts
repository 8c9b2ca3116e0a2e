import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

export interface SleepWatchOptions {
  readonly clock: Clock
  /** Time of day, ms: it goes on while the machine sleeps, unlike some monotonic clocks. */
  wallMs(): number
  onSlept(forMs: number): void
}

const beatMs = 2000
/** A busy machine is late by hundreds of ms, and a clock of the day is set by less than that. */
const noticedMs = 4000

/**
 * Notices that this machine or this process stood still. Whether timers came late or only the time of day went on,
 * whoever waited meanwhile saw nothing. A clock of the day that is set forward looks the same, and harms nobody.
 */
export function startSleepWatch({ clock, wallMs, onSlept }: SleepWatchOptions): Cancel {
  let cancel: Cancel = () => {}
  const watch = () => {
    const began = { wallMs: wallMs(), clockMs: clock.nowMs() }
    cancel = clock.after(beatMs, () => {
      const passedMs = Math.max(wallMs() - began.wallMs, clock.nowMs() - began.clockMs)
      watch()
      if (passedMs - beatMs > noticedMs) onSlept(passedMs - beatMs)
    })
  }
  watch()
  return () => cancel()
}
