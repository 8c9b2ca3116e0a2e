import { randomBytes } from 'node:crypto'
import { wallNowMs } from '../platform/wallClock.ts'
import { createAddressTries } from './host/addressTries.ts'
import { createAttendance, type Attendance } from './host/attendance.ts'
import { createInboxes, type Inboxes } from './host/inboxes.ts'
import { Lobby } from './host/lobby.ts'
import type { Log } from './host/log.ts'
import type { Meter } from './host/meter.ts'
import { createRoomList, type RoomList } from './host/roomList.ts'
import type { SessionClock } from './host/sessionClock.ts'
import { Visitor } from './host/visitor.ts'
import type { IdentityOffice } from './identity/composeIdentity.ts'
import type { ServerSettings } from './serverOptions.ts'
import type { RoomStore } from './storage/roomStore.ts'
import type { Reception } from './transport/introduction.ts'

export interface RoomsParts {
  readonly log: Log
  readonly clock: SessionClock
  readonly store: RoomStore
  readonly office: IdentityOffice
  readonly meter: Meter
}

/** The rooms of a server, who is connected, who is invited where, and how somebody new is shown in. */
export interface Rooms {
  readonly lobby: Lobby
  readonly attendance: Attendance
  readonly inboxes: Inboxes
  readonly roomList: RoomList
  readonly admit: Reception['admit']
  /** Counts a try of a password that comes from an address. */
  readonly mayTryPassword: (address: string) => boolean
}

export function composeRooms(settings: ServerSettings, { office, ...parts }: RoomsParts): Rooms {
  const { roomLimits: room, rooms, memberNewsEveryMs, aliveEveryMs, roomsListed } = settings
  const attendance = createAttendance()
  const inboxes = createInboxes(attendance)
  const lobby = new Lobby({
    ...parts,
    wallNowMs,
    random: randomBytes,
    limits: { room, rooms, memberNewsEveryMs, aliveEveryMs },
    opened: inboxes.follow,
  })
  const roomList = createRoomList({
    clock: parts.clock,
    rooms: () => lobby.rooms(),
    onLook: (listener) => lobby.onLook(listener),
    roomsListed,
  })
  const tries = createAddressTries()
  const mayTryPassword = (address: string) => tries.take(address, parts.clock.nowMs())
  const admit: Reception['admit'] = (outlet, { person, onlyRoomId }, address) =>
    new Visitor({
      mayTryPassword: () => mayTryPassword(address),
      ...{ lobby, random: randomBytes, outlet, person, onlyRoomId },
      readInvitation: (invitation, { id: roomId }, { id: personId }) =>
        office.invitations.read(invitation, { roomId, personId }),
    })
  return { lobby, attendance, inboxes, roomList, admit, mayTryPassword }
}
