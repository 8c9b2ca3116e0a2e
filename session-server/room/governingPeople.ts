import { pause } from './doing.ts'
import { withHand } from './gesturing.ts'
import { changed, refuse, unchanged, type Outcome } from './input.ts'
import { withoutMember } from './people.ts'
import { memberOf, willPlay, withMember, type LesserRole, type Member, type Room } from './room.ts'
import { targeted, tell, type Occasion } from './tell.ts'

/** A refusal whose request is known further up. */
const refused = (room: Room, reason: Parameters<typeof refuse>[2]): Outcome => refuse(room, '', reason)

/** The host's role goes to somebody else; whoever had it stays a controller. */
export function transferHost(room: Room, memberId: string, by: Occasion): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined || room.hostId === memberId) return unchanged(room)
  const passed = withHost(room, memberId)
  return changed(passed, [tell(passed, 'became-host', { memberId, nowMs: by.nowMs })])
}

/** The room with another host. */
export const withHost = (room: Room, hostId: string): Room => ({
  ...withMember(room, room.hostId, (former) => ({ ...former, role: 'controller' })),
  hostId,
})

export function setRole(
  room: Room,
  { memberId, role }: { readonly memberId: string; readonly role: LesserRole },
  by: Occasion,
): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined || member.role === role) return unchanged(room)
  const next = withMember(room, memberId, (it) => ({ ...it, role }))
  return changed(next, [tell(room, 'changed-role', { ...by, target: targeted(member), detail: role })])
}

/** Out of the room; an invitation is used up. */
export function kick(room: Room, memberId: string, by: Occasion): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined) return unchanged(room)
  const left = uninvited(withoutMember(room, member), member)
  return {
    ...changed(left, [tell(room, 'kicked', { ...by, target: targeted(member) })]),
    dismissed: [{ memberId, reason: 'kicked' }],
  }
}

/** Out of the room with every place that the person has in it, and kept out. */
export function ban(room: Room, memberId: string, by: Occasion): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined) return unchanged(room)
  if (room.bans.length >= room.limits.peoplePerRoom) return refused(room, 'too-many-guests')
  const { person } = member
  const theirs = room.members.filter((it) => it.person.id === person.id && it.id !== room.hostId)
  const without = theirs.reduce(withoutMember, uninvited(room, member))
  const bans = [...room.bans, { personId: person.id, name: person.name }]
  return {
    ...changed({ ...without, bans }, [tell(room, 'banned', { ...by, target: targeted(member) })]),
    dismissed: theirs.map(({ id }) => ({ memberId: id, reason: 'banned' })),
  }
}

export function unban(room: Room, personId: string, by: Occasion): Outcome {
  const banned = room.bans.find((it) => it.personId === personId)
  if (banned === undefined) return refused(room, 'no-such-guest')
  const bans = room.bans.filter((it) => it !== banned)
  const target = { memberId: null, name: banned.name }
  return changed({ ...room, bans }, [tell(room, 'unbanned', { ...by, target })])
}

export function mute(
  room: Room,
  { memberId, muted }: { readonly memberId: string; readonly muted: boolean },
  by: Occasion,
): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined || member.isMuted === muted) return unchanged(room)
  const next = withMember(room, memberId, (it) => ({ ...it, isMuted: muted }))
  return changed(next, [tell(room, muted ? 'muted' : 'unmuted', { ...by, target: targeted(member) })])
}

/** The room pauses for somebody who asked for it, and the hand goes down. */
export function grantPause(room: Room, memberId: string, by: Occasion): Outcome {
  const member = memberOf(room, memberId)
  if (member === undefined) return unchanged(room)
  const seen = withHand(room, memberId, null)
  const paused = willPlay(seen) ? pause(seen, by.nowMs) : seen
  return changed(paused, [tell(room, 'granted-pause', { ...by, target: targeted(member) })])
}

const uninvited = (room: Room, { person }: Member): Room => ({
  ...room,
  invitations: room.invitations.filter(({ personId }) => personId !== person.id),
})
