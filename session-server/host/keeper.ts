import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Room } from '../room/room.ts'
import { snapshotOf } from '../room/snapshot.ts'
import type { RoomStore } from '../storage/roomStore.ts'
import type { Log } from './log.ts'
import type { SessionClock } from './sessionClock.ts'

/** A wall clock that is off by more against the session clock was set; less is how clocks drift and are slewed. */
const setClockMs = 500

/** Keeps rooms in a store and lives with a store that fails: rooms go on in memory, and the operator is told. */
export interface Keeper {
  /**
   * Begins to note that the server is running, `afterMs` from now. Until then a crash leaves the rooms as the former
   * server left them, so not before they have settled.
   */
  start(afterMs: number): void
  /** Resolves when the room is kept, or when it is clear that it cannot be kept now. */
  save(room: Room): Promise<void>
  remove(roomId: string): Promise<void>
  /** Whether everything acknowledged so far would survive a crash. */
  isDurable(): boolean
  /** Closes the store; a keeper that was started notes the last instant before. */
  close(): Promise<void>
}

export interface KeeperParts {
  readonly store: RoomStore
  readonly clock: SessionClock
  readonly wallNowMs: () => number
  readonly log: Log
  readonly aliveEveryMs: number
}

export function createKeeper({ store, clock, wallNowMs, log, aliveEveryMs }: KeeperParts): Keeper {
  /** What the store owes us, by room: the newest state, or null where a room is to be forgotten. */
  const owed = new Map<string, Room | null>()
  /** What the store has, by room, as it was given to it. */
  const kept = new Map<string, Room>()
  /** The wall clock against the session clock: it changes only when somebody sets the machine's clock. */
  let wallAheadMs = wallNowMs() - clock.nowMs()
  let isFailing = false
  let isNoting = false
  let cancel: Cancel | null = null

  const note = (result: Result<void, Problem>): boolean => {
    if (!result.ok && !isFailing) log.warn({ problem: result.problem.code }, notDurable(result.problem))
    if (result.ok && isFailing && owed.size === 0) log.info({}, 'Rooms are being kept again.')
    isFailing = !result.ok || (isFailing && owed.size > 0)
    return result.ok
  }
  const write = async (roomId: string, room: Room | null) => {
    owed.set(roomId, room)
    const clocks = { nowMs: clock.nowMs(), wallMs: wallNowMs() }
    const result = await (room === null ? store.remove(roomId) : store.save(snapshotOf(room, clocks)))
    if (result.ok && owed.get(roomId) === room) owed.delete(roomId)
    if (room === null) kept.delete(roomId)
    else if (result.ok) kept.set(roomId, room)
    note(result)
  }
  /** Rooms are kept with instants of the wall clock: when that was set, they are written anew with those it has now. */
  const noticeSetClock = () => {
    const aheadMs = wallNowMs() - clock.nowMs()
    if (Math.abs(aheadMs - wallAheadMs) < setClockMs) return
    log.warn(
      { byMs: Math.round(aheadMs - wallAheadMs) },
      'The clock of this machine was set; rooms go on undisturbed.',
    )
    wallAheadMs = aheadMs
    for (const [roomId, room] of kept) if (!owed.has(roomId)) owed.set(roomId, room)
  }
  const beAlive = async () => {
    noticeSetClock()
    if (note(await store.noteAlive(wallNowMs()))) {
      for (const [roomId, room] of owed) await write(roomId, room)
    }
  }
  const tick = () => {
    isNoting = true
    cancel = clock.after(aliveEveryMs, tick)
    void beAlive()
  }
  return {
    start: (afterMs) => {
      cancel = clock.after(afterMs, tick)
    },
    save: (room) => write(room.id, room),
    remove: (roomId) => write(roomId, null),
    isDurable: () => !isFailing,
    close: async () => {
      cancel?.()
      if (isNoting) await beAlive()
      await store.close()
    },
  }
}

const notDurable = (problem: Problem): string =>
  `Rooms go on in memory only and would not survive a restart. ${problem.sentence} ${problem.nextStep}`
