import type { RoomSnapshot } from '../../room/roomSnapshot.ts'

type Lines = RoomSnapshot['chat']

/** The last line that was written; number 0 where none was. */
export interface LastLine {
  readonly number: number
  readonly atWallMs: number
}

export interface ChatChange {
  /** What was written before is no longer right. */
  readonly isAnew: boolean
  /** Those to write. */
  readonly lines: Lines
  /** Lines from this number on are worth keeping; null when it is not yet time to remove older ones. */
  readonly keepFrom: number | null
}

/** Instants on the wall clock shift by less while it is slewed; by more, and somebody has set it. */
const setClockMs = 500
/** Older lines are removed with every so many new ones, not with each. */
const removedEvery = 64

/** What of a chat has to be written, when `last` was the last line written; null = nobody knows what was. */
export function chatChange(chat: Lines, last: LastLine | null): ChatChange {
  if (last === null) return { isAnew: true, lines: chat, keepFrom: null }
  const index = chat.findLastIndex(({ number }) => number <= last.number)
  const known = chat[index]
  const isSame = known?.number === last.number && Math.abs(known.atWallMs - last.atWallMs) < setClockMs
  if (last.number > 0 && !isSame) return { isAnew: true, lines: chat, keepFrom: null }
  const isTime = Math.floor(lastOf(chat).number / removedEvery) > Math.floor(last.number / removedEvery)
  return { isAnew: false, lines: chat.slice(index + 1), keepFrom: isTime ? (chat[0]?.number ?? 0) : null }
}

export const lastOf = (chat: Lines): LastLine => chat.at(-1) ?? { number: 0, atWallMs: 0 }
