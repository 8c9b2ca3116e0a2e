import { writeRoomList } from '../../../protocol/openWatchParty/serverFrames.ts'
import { mediaIdOf, membersPerRoom, roomNameLimit } from '../../../protocol/openWatchParty/words.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Lobby } from '../../host/lobby.ts'
import { presentMembers, type Room } from '../../room/room.ts'
import type { PartyClock } from './partyClock.ts'

/** Who wants to be told of the rooms that there are. */
export interface ListReader {
  send(frame: string): void
}

/**
 * The list of rooms, which clients know as a whole only. It is written once for all readers, and told them again when it
 * has changed: twice a second at most, and less often the longer it is.
 */
export interface PartyList {
  /** Tells a reader at once. */
  tell(reader: ListReader): void
  /** From now on, until it is undone, the reader is told of changes. */
  subscribe(reader: ListReader): Cancel
  stop: Cancel
}

export interface PartyListParts {
  readonly lobby: Lobby
  readonly clock: PartyClock
  /** How many rooms are listed, the newest ones. */
  readonly roomsListed: number
}

const leastGapMs = 500
/** What changes of the list may cost a reader: a line of 100 kbit/s has to do. */
const bytesPerMs = 10

export function createPartyList({ lobby, clock, roomsListed }: PartyListParts): PartyList {
  /** Which version each subscriber was told last. */
  const readers = new Map<ListReader, number>()
  let version = 0
  let entries = '[]'
  let isStale = true
  let resting: Cancel | null = null
  let toldMs = -Infinity

  const renew = () => {
    if (!isStale) return
    isStale = false
    const listed = lobby.rooms().flatMap((live) => entryOf(live.state()))
    const newest = JSON.stringify(listed.slice(-roomsListed))
    if (newest !== entries) version += 1
    entries = newest
  }
  const frame = () => writeRoomList(entries, clock.wireNowMs())
  const tellAll = () => {
    resting = null
    toldMs = clock.nowMs()
    renew()
    const written = frame()
    for (const [reader, told] of readers) {
      if (told === version) continue
      readers.set(reader, version)
      reader.send(written)
    }
  }
  const changed = () => {
    isStale = true
    if (readers.size === 0) return
    const gapMs = Math.max(leastGapMs, entries.length / bytesPerMs)
    resting ??= clock.after(Math.max(0, toldMs + gapMs - clock.nowMs()), tellAll)
  }
  const stopListening = lobby.onLook(changed)
  return {
    tell: (reader) => {
      renew()
      if (readers.has(reader)) readers.set(reader, version)
      reader.send(frame())
    },
    subscribe: (reader) => {
      readers.set(reader, -1)
      return () => void readers.delete(reader)
    },
    stop: () => {
      stopListening()
      resting?.()
    },
  }
}

/** Nothing for a room that is not for everyone, in which nobody is, or more than strict clients can count to. */
function entryOf(room: Room) {
  if (room.policy.visibility !== 'public') return []
  const count = presentMembers(room).length
  if (count === 0 || count > membersPerRoom) return []
  return [
    { id: room.id, name: room.name.slice(0, roomNameLimit), count, media_id: mediaIdOf(room.media.itemId) },
  ]
}
