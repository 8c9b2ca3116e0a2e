import type { z } from 'zod'
import type { listedRoomSchema, roomDetailsSchema } from '../../../protocol/restRooms.ts'
import { positionAt } from '../../../sync/timeline.ts'
import { isPresent, memberOf, presentMembers, roleOf, type Room } from '../../room/room.ts'

/** A room as everybody who may find it sees it. */
export const listed = (room: Room): z.infer<typeof listedRoomSchema> => ({
  id: room.id,
  code: room.code,
  name: room.name,
  title: room.media.title,
  hostName: memberOf(room, room.hostId)?.person.name ?? null,
  memberCount: presentMembers(room).length,
  hasPassword: room.passwordHash !== null,
  isLocked: room.isLocked,
})

export const membersOf = (room: Room) =>
  room.members.map((member) => ({
    id: member.id,
    personId: member.person.id,
    name: member.person.name,
    role: roleOf(room, member),
    isPresent: isPresent(member),
  }))

/** A room in full for somebody who is in it, and without what they could take from it for others. */
export function detailed(
  room: Room,
  { isInside, nowMs }: { readonly isInside: boolean; readonly nowMs: number },
): z.infer<typeof roomDetailsSchema> {
  const { media, policy, timeline, expiresAtMs, invitations } = room
  return {
    ...listed(room),
    policy,
    runtimeMs: media.runtimeMs,
    media: isInside ? media : null,
    positionMs: positionAt(timeline, nowMs),
    playing: timeline.playing,
    expiresInMs: expiresAtMs === null ? null : Math.max(0, expiresAtMs - nowMs),
    members: membersOf(room),
    invitations: isInside ? [...invitations] : null,
  }
}

/** Whether a person has a place in the room, or opened it. */
export const isInside = (room: Room, personId: string): boolean =>
  room.founderId === personId || room.members.some(({ person }) => person.id === personId)

const isInvited = (room: Room, personId: string): boolean =>
  room.invitations.some((invitation) => invitation.personId === personId)

/** Whether a person may know of the room at all. */
export const maySee = (room: Room, personId: string): boolean =>
  room.policy.visibility !== 'private' || isInside(room, personId) || isInvited(room, personId)
