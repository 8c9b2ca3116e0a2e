import { success } from '../../protocol/result.ts'
import type { RoomSnapshot } from '../room/roomSnapshot.ts'
import type { RoomStore } from './roomStore.ts'

/** Rooms that last as long as the process: for a server without a data folder. */
export function createMemoryRoomStore(): RoomStore {
  const rooms = new Map<string, RoomSnapshot>()
  let aliveWallMs: number | null = null
  const done = Promise.resolve(success(undefined))
  return {
    load: () => Promise.resolve(success({ rooms: [...rooms.values()], aliveWallMs })),
    save: (room) => {
      rooms.set(room.id, room)
      return done
    },
    remove: (roomId) => {
      rooms.delete(roomId)
      return done
    },
    noteAlive: (wallMs) => {
      aliveWallMs = wallMs
      return done
    },
    close: () => Promise.resolve(),
  }
}
