import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Role } from '../../protocol/member.ts'
import { isAbove, permissionFor } from '../../protocol/permissions.ts'
import { answerOnce } from './answering.ts'
import { ban, grantPause, kick, mute, setRole, transferHost, unban } from './governingPeople.ts'
import { changePolicy, end, lock, rename, setExpiry, setPassword } from './governingRoom.ts'
import { refuse, type Actor, type Outcome, type RoomDeed, type RoomInput } from './input.ts'
import { invite, uninvite } from './inviting.ts'
import { memberOf, roleOf, type Room } from './room.ts'
import type { Occasion } from './tell.ts'

type Govern = Extract<RoomInput, { kind: 'govern' }>

/** Something is done about people or the room itself, if whoever does it may. */
export function govern(room: Room, { requestId, by, deed }: Govern, nowMs: number): Outcome {
  const reason = objection(room, by, deed)
  const occasion = occasionOf(room, by, nowMs)
  if (by.kind === 'member') {
    const request = { memberId: by.memberId, requestId }
    return answerOnce(room, request, { objection: reason, carryOut: () => carryOut(room, deed, occasion) })
  }
  if (reason !== null) return refuse(room, requestId, reason)
  const outcome = carryOut(room, deed, occasion)
  return outcome.answer === null
    ? { ...outcome, answer: { kind: 'done', requestId } }
    : { ...outcome, answer: withRequest(outcome.answer, requestId) }
}

const withRequest = (answer: NonNullable<Outcome['answer']>, requestId: string): Outcome['answer'] =>
  answer.kind === 'later' ? answer : { ...answer, requestId }

/** The role by which somebody acts; null = they have none here. */
function roleBy(room: Room, by: Actor): Role | null {
  switch (by.kind) {
    case 'operator':
      return 'host'
    case 'member': {
      const member = memberOf(room, by.memberId)
      return member === undefined ? null : roleOf(room, member)
    }
    case 'person': {
      const roles = room.members
        .filter(({ person }) => person.id === by.person.id)
        .map((member) => roleOf(room, member))
      if (room.founderId === by.person.id) return 'host'
      return roles.toSorted((one, other) => (isAbove(one, other) ? -1 : 1))[0] ?? null
    }
  }
}

function occasionOf(room: Room, by: Actor, nowMs: number): Occasion {
  switch (by.kind) {
    case 'operator':
      return { memberId: null, nowMs }
    case 'member':
      return { memberId: by.memberId, nowMs }
    case 'person': {
      const member = room.members.find(({ person }) => person.id === by.person.id)
      return { memberId: member?.id ?? null, name: by.person.name, nowMs }
    }
  }
}

function objection(room: Room, by: Actor, deed: RoomDeed): CloseReason | null {
  const role = roleBy(room, by)
  if (role === null) return 'not-in-a-room'
  const named = deed.kind === 'uninvite' ? 'invite' : deed.kind === 'unban' ? 'ban' : deed.kind
  if (permissionFor(named, role, room.policy) !== 'yes') return 'not-permitted'
  return objectionToTarget(room, role, deed)
}

/** What is done to somebody needs somebody below oneself; a controller makes nobody a controller. */
function objectionToTarget(room: Room, role: Role, deed: RoomDeed): CloseReason | null {
  if (deed.kind === 'invite') {
    const reachesTooHigh = role !== 'host' && deed.people.some((person) => person.role !== 'viewer')
    return reachesTooHigh ? 'not-permitted' : null
  }
  if (!('memberId' in deed)) return null
  const target = memberOf(room, deed.memberId)
  if (target === undefined) return 'no-such-member'
  switch (deed.kind) {
    case 'kick':
    case 'ban':
    case 'mute':
    case 'set-role':
      return isAbove(role, roleOf(room, target)) ? null : 'not-permitted'
    case 'transfer-host':
      return target.traits.mayHost ? null : 'cannot-host'
    case 'grant':
      return target.hand?.wants === 'pause' ? null : 'hand-not-raised'
  }
}

function carryOut(room: Room, deed: RoomDeed, by: Occasion): Outcome {
  switch (deed.kind) {
    case 'transfer-host':
      return transferHost(room, deed.memberId, by)
    case 'set-role':
      return setRole(room, deed, by)
    case 'kick':
      return kick(room, deed.memberId, by)
    case 'ban':
      return ban(room, deed.memberId, by)
    case 'unban':
      return unban(room, deed.personId, by)
    case 'mute':
      return mute(room, deed, by)
    case 'grant':
      return grantPause(room, deed.memberId, by)
    case 'lock':
      return lock(room, deed.locked, by)
    case 'set-password':
      return setPassword(room, deed.passwordHash, by)
    case 'change-policy':
      return changePolicy(room, deed.policy, by)
    case 'rename':
      return rename(room, deed.name, by)
    case 'set-expiry':
      return setExpiry(room, deed.expiresInMs, by)
    case 'invite':
      return invite(room, deed.people, by)
    case 'uninvite':
      return uninvite(room, deed.personId, by)
    case 'end':
      return end(room, by)
  }
}
