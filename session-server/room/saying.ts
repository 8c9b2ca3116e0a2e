import { chatLinesKept, type ChatLine } from '../../protocol/chat.ts'
import { answerOnce } from './answering.ts'
import { changed, type Outcome, type RoomInput } from './input.ts'
import { memberOf, type Room } from './room.ts'

type Say = Extract<RoomInput, { kind: 'say' }>

/** Somebody says a line: everyone hears it, and the room remembers the last ones. It touches nothing else. */
export const say = (room: Room, input: Say, nowMs: number): Outcome =>
  answerOnce(room, input, {
    objection: memberOf(room, input.memberId)?.isMuted ? 'muted' : null,
    carryOut: () =>
      changed({ ...room, chat: [...room.chat, lineOf(room, input, nowMs)].slice(-chatLinesKept) }),
  })

const lineOf = (room: Room, { memberId, text }: Say, atMs: number): ChatLine => ({
  number: (room.chat.at(-1)?.number ?? 0) + 1,
  atMs,
  memberId,
  name: memberOf(room, memberId)?.person.name ?? '',
  text,
})
