import type { MemberView } from '../../../../../protocol/member.ts'
import type { RoomView } from '../../../../../protocol/room.ts'
import { useCalm } from '../useCalm.ts'
import { useRoom } from '../useRoom.ts'

type Select<Part> = (member: MemberView, room: RoomView) => Part

function partOf<Part>(room: RoomView, memberId: string, select: Select<Part>): Part | null {
  const member = room.members.find(({ id }) => id === memberId)
  return member === undefined ? null : select(member, room)
}

/** A part of one member; draws anew only when that part changed. null = the member has gone, and its row goes next. */
export const useMember = <Part>(memberId: string, select: Select<Part>): Part | null =>
  useRoom((room) => partOf(room, memberId, select))

/** The same of a figure that flows. */
export const useCalmMember = (memberId: string, select: Select<string>): string | null =>
  useCalm(({ room }) => (room === null ? null : partOf(room, memberId, select)))
