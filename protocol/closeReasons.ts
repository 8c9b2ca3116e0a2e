import { z } from 'zod'
import { roomReasons, type Reason } from './roomReasons.ts'

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
  'sign-in-required': {
    closes: 4020,
    retryable: false,
    sentence: 'This session server lets in only people whom it knows.',
    nextStep: 'Sign in with a Jellyfin account that it takes.',
  },
  'sign-in-refused': {
    closes: 4021,
    retryable: false,
    sentence: 'The session server could not find out who you are: the sign-in is not, or no longer, good.',
    nextStep: 'Sign in to your Jellyfin again.',
  },
  'session-expired': {
    closes: 4022,
    retryable: true,
    sentence: 'The sign-in at the session server has run out.',
    nextStep: 'The app signs in again by itself.',
  },
  'signed-out': {
    closes: 4023,
    retryable: false,
    sentence: 'This session was signed out.',
    nextStep: 'Sign in again.',
  },
  'jellyfin-unknown': {
    closes: 4024,
    retryable: false,
    sentence: 'This session server takes no accounts of your Jellyfin.',
    nextStep: 'Ask whoever runs it to allow your Jellyfin, or use another session server.',
  },
  'jellyfin-unreachable': {
    closes: 4025,
    retryable: true,
    sentence: 'The session server cannot reach your Jellyfin to ask who you are.',
    nextStep: 'Wait a moment; if it stays, ask whoever runs the session server.',
  },
  'jellyfin-untrusted': {
    closes: 4026,
    retryable: false,
    sentence: "The session server does not trust your Jellyfin's certificate.",
    nextStep: 'Ask whoever runs the session server to look at that certificate.',
  },
  'jellyfin-not-understood': {
    closes: 4027,
    retryable: true,
    sentence: 'What answers the session server in place of your Jellyfin is not a Jellyfin.',
    nextStep: 'Wait a moment; if it stays, ask whoever runs the session server to check the address.',
  },
  'plugin-not-taken': {
    closes: 4028,
    retryable: false,
    sentence: 'This session server takes no sign-ins of the OpenWatchParty plugin.',
    nextStep: 'Ask whoever runs it to give it the secret of the plugin.',
  },
  'too-many-sign-ins': {
    closes: 4029,
    retryable: true,
    sentence: 'Too many sign-ins from this address failed.',
    nextStep: 'Wait a minute and try again.',
  },
  'credential-used': {
    closes: 4030,
    retryable: false,
    sentence: 'This credential was used before.',
    nextStep: 'Ask for a new one.',
  },
  ...roomReasons,
} as const satisfies Record<string, Reason>

export type CloseReason = keyof typeof closeReasons

const codes = Object.keys(closeReasons).filter((code): code is CloseReason => code in closeReasons)

export const closeReasonSchema = z.enum(codes)

/** The reason behind a WebSocket close code, null when the code is not one of ours. */
export const closeReasonOf = (closeCode: number): CloseReason | null =>
  codes.find((code) => closeReasons[code].closes === closeCode) ?? null
