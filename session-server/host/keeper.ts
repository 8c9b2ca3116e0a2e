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
  /** Begins to note that the server is running. Not before the former server's rooms have been read. */
  start(): void
  /** Resolves when the room is kept, or when it is clear that it cannot be kept now. */
  save(room: Room): Promise<void>
  remove(roomId: string): Promise<void>
  /** Whether everything acknowledged so far would survive a crash. */
  isDurable(): boolean
  /** Notes the last instant and closes the store. */
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
  let cancel: Cancel = () => undefined

  const note = (result: Result<void, Problem>): boolean => {
    if (!result.ok && !isFailing) log.warn({ problem: result.problem.code }, notDurable(result.problem))
    if (result.ok && isFailing && owed.size === 0) log.info({}, 'Rooms are being kept again.')
    isFailing = !result.ok || owed.size > 0
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
    cancel = clock.after(aliveEveryMs, tick)
    void beAlive()
  }
  return {
    start: tick,
    save: (room) => write(room.id, room),
    remove: (roomId) => write(roomId, null),
    isDurable: () => !isFailing,
    close: async () => {
      cancel()
      await beAlive()
      await store.close()
    },
  }
}

const notDurable = (problem: Problem): string =>
  `Rooms go on in memory only and would not survive a restart. ${problem.sentence} ${problem.nextStep}`
