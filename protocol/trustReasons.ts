import type { Reason } from './reason.ts'

/** Why somebody is not let in, or no longer. */
export const trustReasons = {
  'sign-in-required': {
    closes: 4020,
    http: 401,
    retryable: false,
    sentence: 'This session server lets in only people whom it knows.',
    nextStep: 'Sign in with a Jellyfin account that it takes.',
  },
  'sign-in-refused': {
    closes: 4021,
    http: 401,
    retryable: false,
    sentence: 'The session server could not find out who you are: the sign-in is not, or no longer, good.',
    nextStep: 'Sign in to your Jellyfin again.',
  },
  'session-expired': {
    closes: 4022,
    http: 401,
    retryable: true,
    sentence: 'The sign-in at the session server has run out.',
    nextStep: 'The app signs in again by itself.',
  },
  'signed-out': {
    closes: 4023,
    http: 401,
    retryable: false,
    sentence: 'This session was signed out.',
    nextStep: 'Sign in again.',
  },
  'jellyfin-unknown': {
    closes: 4024,
    http: 401,
    retryable: false,
    sentence: 'This session server takes no accounts of your Jellyfin.',
    nextStep: 'Ask whoever runs it to allow your Jellyfin, or use another session server.',
  },
  'jellyfin-unreachable': {
    closes: 4025,
    http: 503,
    retryable: true,
    sentence: 'The session server cannot reach your Jellyfin to ask who you are.',
    nextStep: 'Wait a moment; if it stays, ask whoever runs the session server.',
  },
  'jellyfin-untrusted': {
    closes: 4026,
    http: 502,
    retryable: false,
    sentence: "The session server does not trust your Jellyfin's certificate.",
    nextStep: 'Ask whoever runs the session server to look at that certificate.',
  },
  'jellyfin-not-understood': {
    closes: 4027,
    http: 502,
    retryable: true,
    sentence: 'What answers the session server in place of your Jellyfin is not a Jellyfin.',
    nextStep: 'Wait a moment; if it stays, ask whoever runs the session server to check the address.',
  },
  'plugin-not-taken': {
    closes: 4028,
    http: 401,
    retryable: false,
    sentence: 'This session server takes no sign-ins of the OpenWatchParty plugin.',
    nextStep: 'Ask whoever runs it to give it the secret of the plugin.',
  },
  'too-many-sign-ins': {
    closes: 4029,
    http: 429,
    retryable: true,
    sentence: 'Too many sign-ins from this address failed.',
    nextStep: 'Wait a minute and try again.',
  },
  'credential-used': {
    closes: 4030,
    http: 401,
    retryable: false,
    sentence: 'This credential was used before.',
    nextStep: 'Ask for a new one.',
  },
} as const satisfies Record<string, Reason>
