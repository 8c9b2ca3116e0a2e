import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { RoomInput } from './input.ts'
import { companionTraits, type Room } from './room.ts'

type Join = Extract<RoomInput, { kind: 'join' }>

/** Why somebody new does not come in; null when they do. */
export function objectionToJoining(room: Room, input: Join): CloseReason | null {
  if (room.life.kind === 'ended') return 'no-such-room'
  const { person } = input
  if (room.bans.some(({ personId }) => personId === person.id)) return 'banned'
  if (room.members.length >= placesIn(room, input)) return 'room-full'
  if (isFounder(room, input)) return null
  if (room.isLocked) return 'room-locked'
  if (room.policy.visibility === 'private' && !isInvited(room, input)) return 'not-invited'
  return objectionToPassword(room, input)
}

/** Whoever opened the room, or whoever it was opened for, comes in whatever its doors are like. */
export const isFounder = ({ life, founderId }: Room, { person }: Join): boolean =>
  founderId === null ? life.kind === 'new' : founderId === person.id

/** Somebody who declined may think better of it. */
const isInvited = ({ invitations }: Room, { person, invitedAs }: Join): boolean =>
  invitedAs !== undefined || invitations.some(({ personId }) => personId === person.id)

function objectionToPassword({ passwordHash }: Room, { password }: Join): CloseReason | null {
  if (passwordHash === null || password?.matches === passwordHash) return null
  return password === undefined ? 'password-needed' : 'wrong-password'
}

/** As many as the room may have, and as the clients of everyone in it can bear. */
const placesIn = ({ limits, members }: Room, { traits = companionTraits }: Join): number =>
  [traits, ...members.map((member) => member.traits)].reduce(
    (places, { largestRoom }) => Math.min(places, largestRoom ?? places),
    limits.membersPerRoom,
  )
