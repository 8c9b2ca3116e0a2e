import type { PreciseClock } from '../../sync/clock.ts'

/** The clock of one machine in the simulation: own origin, own speed, and a lid that can be closed. */
export interface MemberClock extends PreciseClock {
  /** From now on and for that long nothing runs, and this clock stands still (as on Linux). */
  sleepFor(ms: number): void
}

/** `skewPpm`: how much faster than true time this machine counts, millionths. */
export function createMemberClock(world: PreciseClock, originMs: number, skewPpm: number): MemberClock {
  const speed = 1 + skewPpm * 1e-6
  let sleptMs = 0
  let awakeAtMs = -Infinity
  const asleepMs = () => sleptMs - Math.max(0, awakeAtMs - world.nowMs())
  const nowMs = () => originMs + (world.nowMs() - asleepMs()) * speed
  const after = (delayMs: number, run: () => void) => {
    let cancel = () => {}
    const wait = (ms: number) => {
      const dueMs = nowMs() + ms
      cancel = world.after(ms / speed, () => {
        if (world.nowMs() < awakeAtMs)
          cancel = world.after(awakeAtMs - world.nowMs(), () => wait(dueMs - nowMs()))
        else if (dueMs - nowMs() > 1e-6) wait(dueMs - nowMs())
        else run()
      })
    }
    wait(Math.max(0, delayMs))
    return () => cancel()
  }
  return {
    nowMs,
    after,
    at: (instantMs, run) => after(instantMs - nowMs(), run),
    sleepFor: (ms) => {
      sleptMs += ms
      awakeAtMs = world.nowMs() + ms
    },
  }
}
