import type { Reason } from './reason.ts'

/** What can be wrong with a request over REST before anybody looks at what it asks for. */
export const requestReasons = {
  'bad-request': {
    closes: null,
    http: 400,
    retryable: false,
    sentence: 'The request makes no sense.',
    nextStep: 'Look at what the page of the interface says about it.',
  },
  'unfit-fields': {
    closes: null,
    http: 422,
    retryable: false,
    sentence: 'A field of the request is missing or cannot be what it is.',
    nextStep: 'Correct the field that is named.',
  },
  'not-json': {
    closes: null,
    http: 415,
    retryable: false,
    sentence: 'The request is not JSON.',
    nextStep: 'Send application/json.',
  },
  'not-found': {
    closes: null,
    http: 404,
    retryable: false,
    sentence: 'There is nothing here.',
    nextStep: 'Check the address.',
  },
  'too-many-requests': {
    closes: null,
    http: 429,
    retryable: true,
    sentence: 'Too many requests came in a short time.',
    nextStep: 'Wait as long as the answer says.',
  },
  'internal-error': {
    closes: null,
    http: 500,
    retryable: true,
    sentence: 'The session server made a mistake.',
    nextStep: 'Try again; if it stays, please report it with the id of the request.',
  },
} as const satisfies Record<string, Reason>
