import { plainMember, type MemberView } from '../../protocol/member.ts'
import { plainRoom, type RoomPhase, type RoomView } from '../../protocol/room.ts'
import { removeAtMs } from './leaving.ts'
import { isPresent, type Member, type Room } from './room.ts'

/** The room as its members see it. It holds no token, not even a hashed one. */
export const roomView = (room: Room): RoomView => ({
  id: room.id,
  code: room.code,
  name: room.name,
  media: room.media,
  policy: room.policy,
  ...plainRoom,
  hostId: room.hostId,
  timeline: room.timeline,
  phase: phaseView(room),
  members: room.members.map((member) => memberView(room, member)),
})

export function memberView(room: Room, member: Member): MemberView {
  const untilMs = removeAtMs(room, member)
  return {
    ...plainMember,
    id: member.id,
    personId: member.id,
    name: member.name,
    role: member.id === room.hostId ? 'host' : 'viewer',
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
