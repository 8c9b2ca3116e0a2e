import type { Invitation } from '../../protocol/guests.ts'
import type { Person } from '../../protocol/person.ts'
import type { LesserRole, Member, Regular, Room } from './room.ts'

/** What somebody is who comes in: as they were invited, as they were before, or as newcomers are. */
export function welcomed(
  room: Room,
  person: Person,
  invitedAs: LesserRole | undefined,
): Pick<Member, 'role' | 'isMuted'> {
  const before = room.regulars.find(({ personId }) => personId === person.id)
  const invitation = room.invitations.find(({ personId }) => personId === person.id)
  const role = before?.role ?? invitation?.role ?? invitedAs ?? room.policy.newcomers
  return { role, isMuted: before?.isMuted ?? false }
}

/** What a person is, for when they come back. Whoever is as everybody is need not be remembered. */
function rememberRegular(room: Room, { person, role, isMuted }: Member): Room {
  const others = room.regulars.filter(({ personId }) => personId !== person.id)
  if (role === room.policy.newcomers && !isMuted) return { ...room, regulars: others }
  const regular: Regular = { personId: person.id, role, isMuted }
  return { ...room, regulars: [...others, regular].slice(-room.limits.peoplePerRoom) }
}

/** The room with the invitation of somebody at another status; nothing without an invitation. */
export function withStatus(room: Room, personId: string, status: Invitation['status']): Room {
  const invitation = room.invitations.find((it) => it.personId === personId)
  if (invitation === undefined || invitation.status === status) return room
  const invitations = room.invitations.map((it) => (it === invitation ? { ...it, status } : it))
  return { ...room, invitations }
}

/** The room without a member: what they were is remembered, and whether they had been invited. */
export function withoutMember(room: Room, member: Member): Room {
  const members = room.members.filter(({ id }) => id !== member.id)
  const isStillThere = members.some(({ person }) => person.id === member.person.id)
  const left = rememberRegular({ ...room, members }, member)
  return isStillThere ? left : withStatus(left, member.person.id, 'left')
}
