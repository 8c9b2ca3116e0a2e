import type { RoomMessage } from '../session/roomSession.ts'
import type { MemberView } from '../../protocol/member.ts'
import type { RoomView } from '../../protocol/room.ts'
import type { ServerMessageOf } from '../../protocol/session.ts'

/** The room after a message of the server; null stays null until the first `joined`. */
export function mirrorRoom(room: RoomView | null, message: RoomMessage): RoomView | null {
  if (message.type === 'joined') return message.room
  if (room === null) return null
  switch (message.type) {
    case 'timeline':
      return message.timeline.revision < room.timeline.revision
        ? room
        : { ...room, timeline: message.timeline, phase: message.phase }
    case 'members':
      return { ...room, hostId: message.hostId, members: mergeMembers(room.members, message) }
    case 'media':
      return { ...room, media: message.media, timeline: message.timeline, phase: message.phase }
    case 'settings':
      return { ...room, ...message.settings }
    case 'queue':
      return { ...room, queue: message.queue }
    case 'ballot':
      return { ...room, ballot: message.ballot }
    case 'guests':
      return { ...room, ...message.guests }
    case 'event':
    case 'chat':
    case 'can-you-see':
    case 'reaction':
    case 'resync':
      return room
  }
}

function mergeMembers(
  members: readonly MemberView[],
  { changed, gone }: ServerMessageOf<'members'>,
): MemberView[] {
  const byId = new Map(members.map((member) => [member.id, member]))
  for (const member of changed) byId.set(member.id, member)
  for (const id of gone) byId.delete(id)
  return [...byId.values()]
}
