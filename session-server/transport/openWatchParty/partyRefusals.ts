import { closeReasons, type CloseReason } from '../../../protocol/closeReasons.ts'
import { errorTexts, type ErrorCode } from '../../../protocol/openWatchParty/words.ts'

export interface Refusal {
  readonly code: ErrorCode
  readonly message: string
}

/** Why a room is not to be had, in words of web clients; for what they have no code, our sentence says it. */
export function refusalOf(reason: CloseReason): Refusal {
  if (reason === 'room-full') return { code: 'ROOM_FULL', message: errorTexts.ROOM_FULL }
  if (reason === 'no-such-room') return { code: 'ROOM_NOT_FOUND', message: errorTexts.ROOM_NOT_FOUND }
  const { sentence, nextStep } = closeReasons[reason]
  return { code: 'ROOM_NOT_FOUND', message: `${sentence} ${nextStep}` }
}
