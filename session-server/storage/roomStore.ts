import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { RoomSnapshot } from '../room/roomSnapshot.ts'

/** What a server finds when it starts. */
export interface StoredRooms {
  readonly rooms: readonly RoomSnapshot[]
  /** Wall clock of the last `noteAlive`, null when there was none. */
  readonly aliveWallMs: number | null
}

/**
 * Where rooms survive the server. A write that resolved with success outlives the process, killed or not; a write
 * that failed changed nothing and may be tried again. Failures are sentences for the operator; nothing is thrown.
 */
export interface RoomStore {
  load(): Promise<Result<StoredRooms, Problem>>
  /** Keeps a room whole, replacing what was kept of it. */
  save(room: RoomSnapshot): Promise<Result<void, Problem>>
  /** Forgets a room; one that was never kept is forgotten already. */
  remove(roomId: string): Promise<Result<void, Problem>>
  /** Notes that the server is still running: rooms that play come back no further than this instant. */
  noteAlive(wallMs: number): Promise<Result<void, Problem>>
  /** Gives the store free for the next server. Nothing may be asked of it afterwards. */
  close(): Promise<void>
}
