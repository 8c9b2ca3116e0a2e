import type { Reason } from './reason.ts'

/** What ends a session as such, whatever room it is in. */
export const wireReasons = {
  'protocol-mismatch': {
    closes: 4000,
    http: 426,
    retryable: false,
    sentence: 'This app and the session server speak different versions of the protocol.',
    nextStep: 'Update whichever of the two is older.',
  },
  'malformed-frame': {
    closes: 4001,
    http: 400,
    retryable: false,
    sentence: 'The session server received something that it does not understand.',
    nextStep: 'Update the app; if it stays, please report it.',
  },
  'frame-too-large': {
    closes: 4002,
    http: 413,
    retryable: false,
    sentence: 'A message was larger than the session server accepts.',
    nextStep: 'Send less at once.',
  },
  'too-many-messages': {
    closes: 4003,
    http: 429,
    retryable: true,
    sentence: 'Too many messages were sent in a short time.',
    nextStep: 'Wait a moment and reconnect.',
  },
  'hello-timeout': {
    closes: 4004,
    http: 408,
    retryable: true,
    sentence: 'The session was not introduced in time.',
    nextStep: 'Check the connection and try again.',
  },
  'slow-reader': {
    closes: 4005,
    http: 503,
    retryable: true,
    sentence: 'The connection is too slow to follow the room.',
    nextStep: 'Check the connection; the app reconnects by itself.',
  },
  'too-many-sockets': {
    closes: 4006,
    http: 429,
    retryable: true,
    sentence: 'Too many connections come from this address.',
    nextStep: 'Close other windows of the app and try again.',
  },
  'idle-timeout': {
    closes: 4007,
    http: 408,
    retryable: true,
    sentence: 'The connection fell silent.',
    nextStep: 'The app reconnects by itself.',
  },
  replaced: {
    closes: 4008,
    http: 409,
    retryable: false,
    sentence: 'This session was continued from another connection.',
    nextStep: 'Use the other window, or join again here.',
  },
  'server-restarting': {
    closes: 4009,
    http: 503,
    retryable: true,
    sentence: 'The session server is restarting.',
    nextStep: 'Keep watching; the app comes back by itself.',
  },
  'room-ended': {
    closes: 4010,
    http: 410,
    retryable: false,
    sentence: 'The room has ended.',
    nextStep: 'Create a new one, or join another.',
  },
  'not-introduced': {
    closes: null,
    http: 401,
    retryable: false,
    sentence: 'The session has not said hello yet.',
    nextStep: 'Say hello first.',
  },
} as const satisfies Record<string, Reason>
