import type { MemberView } from '../../../../../protocol/member.ts'
import type { RoomView } from '../../../../../protocol/room.ts'
import { useRoom } from '../useRoom.ts'

/** A part of one member; draws anew only when that part changed. null = the member has gone, and its row goes next. */
export const useMember = <Part>(
  memberId: string,
  select: (member: MemberView, room: RoomView) => Part,
): Part | null =>
  useRoom((room) => {
    const member = room.members.find(({ id }) => id === memberId)
    return member === undefined ? null : select(member, room)
  })
