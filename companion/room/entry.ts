import type { PlayerAdapter } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import type { RoomSession } from '../session/roomSession.ts'

/** What is prepared on the way into a room, before there is one to hold it. */
export interface Entry {
  readonly session: RoomSession
  player: PlayerAdapter | null
  film: OpenedItem | null
}

export const emptyEntry = (session: RoomSession): Entry => ({ session, player: null, film: null })

/** Closes what it holds, once: whoever gave up on it and whoever still worked on it may both ask. */
export async function closeEntry(entry: Entry): Promise<void> {
  const { session, player, film } = entry
  entry.player = null
  entry.film = null
  await Promise.all([session.close(), player?.close(), film?.close(null)])
}
