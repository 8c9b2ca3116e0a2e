import { z } from 'zod'

/**
 * Every way in which the session server refuses a request or ends a session: one table for the wire, REST and the
 * screen. `closes` is the WebSocket close code when the session ends, null when only the request is refused.
 * `retryable`: the same request may succeed later without anybody changing anything.
 */
export const closeReasons = {
  'protocol-mismatch': {
    closes: 4000,
    retryable: false,
    sentence: 'This app and the session server speak different versions of the protocol.',
    nextStep: 'Update whichever of the two is older.',
  },
  'malformed-frame': {
    closes: 4001,
    retryable: false,
    sentence: 'The session server received something that it does not understand.',
    nextStep: 'Update the app; if it stays, please report it.',
  },
  'frame-too-large': {
    closes: 4002,
    retryable: false,
    sentence: 'A message was larger than the session server accepts.',
    nextStep: 'Send less at once.',
  },
  'too-many-messages': {
    closes: 4003,
    retryable: true,
    sentence: 'Too many messages were sent in a short time.',
    nextStep: 'Wait a moment and reconnect.',
  },
  'hello-timeout': {
    closes: 4004,
    retryable: true,
    sentence: 'The session was not introduced in time.',
    nextStep: 'Check the connection and try again.',
  },
  'slow-reader': {
    closes: 4005,
    retryable: true,
    sentence: 'The connection is too slow to follow the room.',
    nextStep: 'Check the connection; the app reconnects by itself.',
  },
  'too-many-sockets': {
    closes: 4006,
    retryable: true,
    sentence: 'Too many connections come from this address.',
    nextStep: 'Close other windows of the app and try again.',
  },
  'idle-timeout': {
    closes: 4007,
    retryable: true,
    sentence: 'The connection fell silent.',
    nextStep: 'The app reconnects by itself.',
  },
  replaced: {
    closes: 4008,
    retryable: false,
    sentence: 'This session was continued from another connection.',
    nextStep: 'Use the other window, or join again here.',
  },
  'server-restarting': {
    closes: 4009,
    retryable: true,
    sentence: 'The session server is restarting.',
    nextStep: 'Keep watching; the app comes back by itself.',
  },
  'room-ended': {
    closes: 4010,
    retryable: false,
    sentence: 'The room has ended.',
    nextStep: 'Create a new one, or join another.',
  },
  'not-introduced': {
    closes: null,
    retryable: false,
    sentence: 'The session has not said hello yet.',
    nextStep: 'Say hello first.',
  },
  'no-such-room': {
    closes: null,
    retryable: false,
    sentence: 'There is no such room.',
    nextStep: 'Check the link, or ask the host for a new one.',
  },
  'room-full': {
    closes: null,
    retryable: true,
    sentence: 'The room is full.',
    nextStep: 'Wait until somebody leaves.',
  },
  'too-many-rooms': {
    closes: null,
    retryable: true,
    sentence: 'The session server holds as many rooms as it may.',
    nextStep: 'Try again later, or end a room that nobody needs.',
  },
  'already-in-a-room': {
    closes: null,
    retryable: false,
    sentence: 'This session is in a room already.',
    nextStep: 'Leave it first.',
  },
  'not-in-a-room': {
    closes: null,
    retryable: false,
    sentence: 'This session is in no room.',
    nextStep: 'Create or join one first.',
  },
  'resume-refused': {
    closes: null,
    retryable: false,
    sentence: 'The former place in the room is gone.',
    nextStep: 'Join again.',
  },
  'not-permitted': {
    closes: null,
    retryable: false,
    sentence: 'Your role does not allow this in the room.',
    nextStep: 'Ask the host.',
  },
  'stale-revision': {
    closes: null,
    retryable: true,
    sentence: 'The room moved on before the request arrived.',
    nextStep: 'Look at the room as it is now and try again.',
  },
  'no-such-member': {
    closes: null,
    retryable: false,
    sentence: 'There is no such member in the room.',
    nextStep: 'Look at the list of members again.',
  },
  'room-closed': {
    closes: null,
    retryable: false,
    sentence: 'The room was closed: nobody is left who could host it.',
    nextStep: 'Create a new one, or join another.',
  },
  'room-expired': {
    closes: null,
    retryable: false,
    sentence: "The room's time is over.",
    nextStep: 'Create a new one, or join another.',
  },
  kicked: {
    closes: null,
    retryable: false,
    sentence: 'You were put out of the room.',
    nextStep: 'Ask the host whether you may come back.',
  },
  banned: {
    closes: null,
    retryable: false,
    sentence: 'This room keeps you out.',
    nextStep: 'Ask the host to let you in again.',
  },
  'room-locked': {
    closes: null,
    retryable: true,
    sentence: 'The room is locked: nobody comes in now.',
    nextStep: 'Ask the host to unlock it.',
  },
  'not-invited': {
    closes: null,
    retryable: false,
    sentence: 'This room is for invited people only.',
    nextStep: 'Ask the host for an invitation.',
  },
  'password-needed': {
    closes: null,
    retryable: false,
    sentence: 'The room has a password.',
    nextStep: 'Ask the host for it, and join with it.',
  },
  'wrong-password': {
    closes: null,
    retryable: false,
    sentence: "This is not the room's password.",
    nextStep: 'Check it and try again.',
  },
  'too-many-tries': {
    closes: null,
    retryable: true,
    sentence: 'Too many passwords were tried.',
    nextStep: 'Wait a minute and try again.',
  },
  'unfit-password': {
    closes: null,
    retryable: false,
    sentence: 'A password has 4 to 128 characters.',
    nextStep: 'Choose another one.',
  },
  muted: {
    closes: null,
    retryable: false,
    sentence: 'You may not chat or react in this room now.',
    nextStep: 'Ask the host.',
  },
  'too-many-reactions': {
    closes: null,
    retryable: true,
    sentence: 'Too many reactions came in a short time.',
    nextStep: 'Wait a moment.',
  },
  'put-to-the-vote': {
    closes: null,
    retryable: false,
    sentence: 'The room votes on this now.',
    nextStep: 'Wait for the others.',
  },
  'vote-under-way': {
    closes: null,
    retryable: true,
    sentence: 'The room votes on something else already.',
    nextStep: 'Wait until that vote is over.',
  },
  'no-such-vote': {
    closes: null,
    retryable: false,
    sentence: 'This vote is over.',
    nextStep: 'Look at the room as it is now.',
  },
  'cannot-host': {
    closes: null,
    retryable: false,
    sentence: 'This member cannot host a room with the app that they use.',
    nextStep: 'Choose somebody else.',
  },
  'not-everyone-can-see': {
    closes: null,
    retryable: false,
    sentence: 'Not everyone can see this film.',
    nextStep: 'Choose another one, or insist.',
  },
  'choosing-already': {
    closes: null,
    retryable: true,
    sentence: 'Somebody is putting on another film already.',
    nextStep: 'Wait a moment and look at the room again.',
  },
  'nothing-next': {
    closes: null,
    retryable: false,
    sentence: 'Nothing comes next.',
    nextStep: 'Add a film to the queue.',
  },
  'no-such-entry': {
    closes: null,
    retryable: false,
    sentence: 'This is no longer in the queue.',
    nextStep: 'Look at the queue as it is now.',
  },
  'queue-full': {
    closes: null,
    retryable: true,
    sentence: 'The queue is full.',
    nextStep: 'Remove something first.',
  },
  'too-many-guests': {
    closes: null,
    retryable: false,
    sentence: 'The room remembers as many people as it may.',
    nextStep: 'Take back an invitation or a ban first.',
  },
  'no-such-guest': {
    closes: null,
    retryable: false,
    sentence: 'This person is neither invited nor kept out.',
    nextStep: 'Look at the lists again.',
  },
  'hand-not-raised': {
    closes: null,
    retryable: false,
    sentence: 'This member asks for nothing now.',
    nextStep: 'Look at the room as it is now.',
  },
} as const satisfies Record<
  string,
  { closes: number | null; retryable: boolean; sentence: string; nextStep: string }
>

export type CloseReason = keyof typeof closeReasons

const codes = Object.keys(closeReasons).filter((code): code is CloseReason => code in closeReasons)

export const closeReasonSchema = z.enum(codes)

/** The reason behind a WebSocket close code, null when the code is not one of ours. */
export const closeReasonOf = (closeCode: number): CloseReason | null =>
  codes.find((code) => closeReasons[code].closes === closeCode) ?? null
