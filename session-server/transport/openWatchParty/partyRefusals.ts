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
  if (reason === 'invitation-expired') return { code: 'AUTHENTICATION_EXPIRED', message: ticketTexts.expired }
  if (reason === 'invitation-forged') return { code: 'AUTHENTICATION_FAILED', message: ticketTexts.forged }
  if (reason === 'invitation-elsewhere')
    return { code: 'AUTHENTICATION_FAILED', message: ticketTexts.elsewhere }
  const { sentence, nextStep } = closeReasons[reason]
  return { code: 'ROOM_NOT_FOUND', message: `${sentence} ${nextStep}` }
}

const ticketTexts = {
  expired: 'Invite ticket has expired',
  forged: 'Invalid invite ticket',
  elsewhere: 'Invite ticket does not match this room',
} as const
