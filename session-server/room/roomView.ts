import type { MemberView } from '../../protocol/member.ts'
import type { RoomPhase, RoomSettings, RoomView } from '../../protocol/room.ts'
import { removeAtMs } from './leaving.ts'
import { isPresent, roleOf, type Member, type Room } from './room.ts'

/** The room as its members see it. It holds no token, not even a hashed one. */
export const roomView = (room: Room): RoomView => ({
  id: room.id,
  code: room.code,
  ...settingsView(room),
  media: room.media,
  queue: [...room.queue],
  ballot: room.ballot,
  ...guestsView(room),
  hostId: room.hostId,
  timeline: room.timeline,
  phase: phaseView(room),
  members: room.members.map((member) => memberView(room, member)),
})

export const settingsView = ({ name, policy, isLocked, passwordHash, expiresAtMs }: Room): RoomSettings => ({
  name,
  policy,
  isLocked,
  hasPassword: passwordHash !== null,
  expiresAtMs,
})

export const guestsView = ({ invitations, bans }: Room): Pick<RoomView, 'invitations' | 'bans'> => ({
  invitations: [...invitations],
  bans: [...bans],
})

export function memberView(room: Room, member: Member): MemberView {
  const untilMs = removeAtMs(room, member)
  return {
    id: member.id,
    personId: member.person.id,
    name: member.person.name,
    role: roleOf(room, member),
    mayHost: member.traits.mayHost,
    isFree: member.isFree,
    isMuted: member.isMuted,
    hand: member.hand,
    connection: untilMs === null ? { kind: 'present' } : { kind: 'away', removeAtMs: untilMs },
    presence: member.presence,
  }
}

export function phaseView({ phase, members }: Room): RoomPhase {
  switch (phase.kind) {
    case 'steady':
      return { kind: 'steady' }
    case 'waiting': {
      const { movingFrom: _ofNoConcern, ...shown } = phase
      return { ...shown, waitingFor: [...phase.waitingFor] }
    }
    case 'restarting':
      return {
        kind: 'waiting',
        why: 'restart',
        waitingFor: members.filter((member) => !isPresent(member)).map((member) => member.id),
        deadlineMs: phase.deadlineMs,
        thenPlay: false,
      }
  }
}
