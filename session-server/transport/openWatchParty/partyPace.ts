import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Room } from '../../room/room.ts'
import { partyTimes } from './partyLimits.ts'

/** The rhythms of one desk: reports while the room plays, statuses when they change, patience with who says nothing. */
export interface PartyPace {
  /** `isWaiting`: for web clients that have not said that they are ready. */
  follow(room: Room, isWaiting: boolean): void
  mayReport(nowMs: number): boolean
  reported(nowMs: number, room: Room): void
  /** The first news at once, what follows gathered. */
  statusesChanged(): void
  stop: Cancel
}

export interface PartyPaceActs {
  report(): void
  statuses(): void
  readyAnyway(): void
}

export function createPartyPace(clock: Clock, acts: PartyPaceActs): PartyPace {
  let reporting: { readonly dueMs: number; readonly cancel: Cancel } | null = null
  let reportedMs = -Infinity
  let waiting: Cancel | null = null
  let resting: Cancel | null = null
  let hasNews = false

  const plan = ({ timeline }: Room) => {
    const dueMs = Math.max(timeline.atMs + partyTimes.cooldownMs, reportedMs + partyTimes.reportEveryMs)
    if (timeline.playing && reporting?.dueMs === dueMs) return
    reporting?.cancel()
    reporting = null
    if (!timeline.playing) return
    const cancel = clock.after(dueMs - clock.nowMs(), () => {
      reporting = null
      acts.report()
    })
    reporting = { dueMs, cancel }
  }
  const tellStatuses = () => {
    resting = null
    if (!hasNews) return
    hasNews = false
    resting = clock.after(partyTimes.statusEveryMs, tellStatuses)
    acts.statuses()
  }
  return {
    follow: (room, isWaiting) => {
      plan(room)
      if (isWaiting && waiting === null) {
        waiting = clock.after(partyTimes.readyWaitMs, () => {
          waiting = null
          acts.readyAnyway()
        })
      }
      if (isWaiting || waiting === null) return
      waiting()
      waiting = null
    },
    mayReport: (nowMs) => nowMs - reportedMs >= partyTimes.leastReportGapMs,
    reported: (nowMs, room) => {
      reportedMs = nowMs
      plan(room)
    },
    statusesChanged: () => {
      hasNews = true
      if (resting === null) tellStatuses()
    },
    stop: () => {
      reporting?.cancel()
      waiting?.()
      resting?.()
      reporting = null
      waiting = null
      resting = null
    },
  }
}
