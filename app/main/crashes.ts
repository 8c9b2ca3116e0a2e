import type { Clock } from '../../sync/clock.ts'

/** What to do about a window whose page died. */
export type CrashVerdict = 'ignore' | 'reload' | 'ask'

/** A page that dies again and again will do so after the next reload, too. */
const mostReloads = 3
const withinMs = 60_000

/** Judges how pages died. Nothing is lost with them: the room, the player and the state are not in the window. */
export function createCrashJudge(clock: Pick<Clock, 'nowMs'>): (reason: string) => CrashVerdict {
  let reloadsAtMs: number[] = []
  return (reason) => {
    if (reason === 'clean-exit') return 'ignore'
    const nowMs = clock.nowMs()
    reloadsAtMs = reloadsAtMs.filter((atMs) => nowMs - atMs < withinMs)
    if (reloadsAtMs.length >= mostReloads) return 'ask'
    reloadsAtMs.push(nowMs)
    return 'reload'
  }
}
