import { inboxLimit, type InboxEntry } from '../../protocol/inbox.ts'
import { memberOf, type Room } from '../room/room.ts'
import type { Attendance } from './attendance.ts'
import type { LiveRoom, RoomStep } from './liveRoom.ts'

/** Who is invited where and has not answered yet, over all rooms of a server. */
export interface Inboxes {
  /** Follows a room from its opening to its end; whoever is concerned and connected is told at once. */
  follow(room: LiveRoom): void
  /** Newest first. */
  of(personId: string): readonly InboxEntry[]
}

export function createInboxes(attendance: Attendance): Inboxes {
  /** By person, then by room, in the order in which people were invited. */
  const entries = new Map<string, Map<string, InboxEntry>>()
  const of = (personId: string) =>
    [...(entries.get(personId)?.values() ?? [])].toReversed().slice(0, inboxLimit)
  const put = (personId: string, entry: InboxEntry) => {
    const theirs = entries.get(personId) ?? new Map<string, InboxEntry>()
    entries.set(personId, theirs.set(entry.roomId, entry))
  }
  const drop = (personId: string, roomId: string) => {
    const theirs = entries.get(personId)
    theirs?.delete(roomId)
    if (theirs?.size === 0) entries.delete(personId)
  }
  const learn = (former: ReadonlyMap<string, InboxEntry>, now: ReadonlyMap<string, InboxEntry>) => {
    const concerned = new Set([...former.keys(), ...now.keys()])
    for (const personId of concerned) {
      const [before, after] = [former.get(personId), now.get(personId)]
      if (isSame(before, after)) continue
      if (after === undefined) drop(personId, before?.roomId ?? '')
      else put(personId, after)
      attendance.tell(personId, { type: 'inbox', invitations: [...of(personId)] })
    }
  }
  return {
    of,
    follow: (live) => {
      let known: ReadonlyMap<string, InboxEntry> = new Map()
      const look = (room: Room) => {
        const pending = pendingIn(room)
        learn(known, pending)
        known = pending
      }
      look(live.state())
      live.watch((step) => {
        if (isNews(step)) look(step.room)
      })
    },
  }
}

/** The most frequent steps of a room, presence and playing, concern nobody who is not there. */
const isNews = ({ before, room }: RoomStep): boolean =>
  before.invitations !== room.invitations ||
  before.name !== room.name ||
  before.media !== room.media ||
  before.hostId !== room.hostId ||
  before.passwordHash !== room.passwordHash ||
  before.life.kind !== room.life.kind

function pendingIn(room: Room): ReadonlyMap<string, InboxEntry> {
  if (room.life.kind === 'ended') return new Map()
  const { id: roomId, code, name: roomName, media, passwordHash } = room
  const hostName = memberOf(room, room.hostId)?.person.name ?? null
  const entry = { roomId, code, roomName, title: media.title, hostName, hasPassword: passwordHash !== null }
  const pending = room.invitations.filter(({ status }) => status === 'invited')
  return new Map(pending.map(({ personId, role }) => [personId, { ...entry, role }]))
}

const isSame = (one: InboxEntry | undefined, other: InboxEntry | undefined): boolean =>
  one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other)
