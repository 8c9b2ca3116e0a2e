import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Room } from '../room/room.ts'
import { snapshotOf } from '../room/snapshot.ts'
import type { RoomStore } from '../storage/roomStore.ts'
import type { Log } from './log.ts'
import type { SessionClock } from './sessionClock.ts'

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
    note(result)
  }
  const beAlive = async () => {
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
