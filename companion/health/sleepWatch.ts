import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'

export interface SleepWatchOptions {
  readonly clock: Clock
  /** Time of day, ms: it goes on while the machine sleeps, unlike some monotonic clocks. */
  wallMs(): number
  /** Where the system tells that it woke; absent: it is found out within two seconds. */
  onWake?(listener: () => void): Cancel
  onSlept(forMs: number): void
}

const beatMs = 2000
/** A busy machine is late by hundreds of ms, and a clock of the day is set by less than that. */
const noticedMs = 4000

/**
 * Notices that this machine or this process stood still. Whether timers came late or only the time of day went on,
 * whoever waited meanwhile saw nothing. A clock of the day that is set forward looks the same, and harms nobody.
 */
export function startSleepWatch({ clock, wallMs, onWake, onSlept }: SleepWatchOptions): Cancel {
  let cancel: Cancel = () => {}
  let began = { wallMs: wallMs(), clockMs: clock.nowMs() }
  /** `awakeMs`: how much of the time was to pass anyway. */
  const look = (awakeMs: number) => {
    const stoodMs = Math.max(wallMs() - began.wallMs, clock.nowMs() - began.clockMs) - awakeMs
    watch()
    if (stoodMs > noticedMs) onSlept(stoodMs)
  }
  const watch = () => {
    cancel()
    began = { wallMs: wallMs(), clockMs: clock.nowMs() }
    cancel = clock.after(beatMs, () => look(beatMs))
  }
  watch()
  const cancelWake = onWake?.(() => look(0)) ?? (() => {})
  return () => {
    cancel()
    cancelWake()
  }
}
