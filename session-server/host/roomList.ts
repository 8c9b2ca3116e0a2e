import { encode } from '../../protocol/codec.ts'
import type { RoomListing } from '../../protocol/roomListing.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { presentMembers, type Room } from '../room/room.ts'

/** The public rooms, for those who watch the list of them. */
export interface RoomList {
  /** Tells the whole list, and from then on what changes in it, until it is undone. */
  watch(reader: ListReader): Cancel
  close(): void
}

export interface ListReader {
  send(frame: string): void
}

export interface RoomListParts {
  readonly clock: Clock
  /** All rooms, oldest first, and when one of them came, went or looks different from outside. */
  readonly rooms: () => readonly { state(): Room }[]
  readonly onLook: (listener: () => void) => Cancel
  /** How many are listed: the newest ones. */
  readonly roomsListed: number
}

/** Changes are gathered for this long at least, and for longer the more there is to tell. */
const leastRestMs = 1000
/** What changes may cost a reader: a line of 100 kbit/s has to do. */
const bytesPerMs = 10

type Listings = ReadonlyMap<string, RoomListing>

/** Each change is looked up and written once, however many watch; nothing is done while nobody does. */
export function createRoomList({ clock, rooms, onLook, roomsListed }: RoomListParts): RoomList {
  const readers = new Set<ListReader>()
  /** What readers know. */
  let told: Listings = new Map()
  let resting: Cancel | null = null
  let isStale = false

  const tell = () => {
    resting = null
    if (!isStale || readers.size === 0) return
    isStale = false
    const now = listingsOf(rooms(), roomsListed)
    const frame = encodeChanges(told, now)
    told = now
    if (frame === null) return
    for (const reader of readers) reader.send(frame)
    resting = clock.after(Math.max(leastRestMs, frame.length / bytesPerMs), tell)
  }
  const cancel = onLook(() => {
    isStale = true
    // Not at once: what one input changes in several rooms is one change.
    if (readers.size > 0) resting ??= clock.after(0, tell)
  })
  return {
    watch: (reader) => {
      if (readers.size === 0) told = listingsOf(rooms(), roomsListed)
      readers.add(reader)
      reader.send(encodeWhole(told))
      return () => void readers.delete(reader)
    },
    close: () => {
      cancel()
      resting?.()
    },
  }
}

function listingsOf(rooms: readonly { state(): Room }[], most: number): Listings {
  const listed = new Map<string, RoomListing>()
  for (const live of rooms.toReversed()) {
    if (listed.size >= most) break
    const listing = listingOf(live.state())
    if (listing !== null) listed.set(listing.id, listing)
  }
  return listed
}

/** Null for a room that is not for everyone, or in which nobody is. */
function listingOf(room: Room): RoomListing | null {
  const members = presentMembers(room).length
  if (room.policy.visibility !== 'public' || members === 0) return null
  const { id, code, name, media, isLocked } = room
  const hasPassword = room.passwordHash !== null
  return { id, code, name, title: media.title, members, hasPassword, isLocked }
}

const encodeWhole = (listed: Listings): string =>
  encode({ type: 'rooms', isWhole: true, changed: [...listed.values()], gone: [] })

/** Null when nothing has changed. */
function encodeChanges(before: Listings, now: Listings): string | null {
  const changed = [...now.values()].filter((listing) => !isSame(before.get(listing.id), listing))
  const gone = [...before.keys()].filter((id) => !now.has(id))
  return changed.length + gone.length === 0 ? null : encode({ type: 'rooms', isWhole: false, changed, gone })
}

const isSame = (former: RoomListing | undefined, listing: RoomListing): boolean =>
  JSON.stringify(former) === JSON.stringify(listing)
