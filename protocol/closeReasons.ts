import { z } from 'zod'
import type { Reason } from './reason.ts'
import { requestReasons } from './requestReasons.ts'
import { trustReasons } from './trustReasons.ts'
import { wireReasons } from './wireReasons.ts'

/**
 * Every way in which the session server refuses a request or ends a session: one table for the wire, REST and the
 * screen. Those of rooms stand here, the others in files of their own.
 */
export const closeReasons = {
  ...wireReasons,
  ...trustReasons,
  ...requestReasons,
  'no-such-room': {
    closes: null,
    http: 404,
    retryable: false,
    sentence: 'There is no such room.',
    nextStep: 'Check the link, or ask the host for a new one.',
  },
  'room-full': {
    closes: null,
    http: 409,
    retryable: true,
    sentence: 'The room is full.',
    nextStep: 'Wait until somebody leaves.',
  },
  'too-many-rooms': {
    closes: null,
    http: 409,
    retryable: true,
    sentence: 'The session server holds as many rooms as it may.',
    nextStep: 'Try again later, or end a room that nobody needs.',
  },
  'already-in-a-room': {
    closes: null,
    http: 409,
    retryable: false,
    sentence: 'This session is in a room already.',
    nextStep: 'Leave it first.',
  },
  'not-in-a-room': {
    closes: null,
    http: 404,
    retryable: false,
    sentence: 'This session is in no room.',
    nextStep: 'Create or join one first.',
  },
  'resume-refused': {
    closes: null,
    http: 409,
    retryable: false,
    sentence: 'The former place in the room is gone.',
    nextStep: 'Join again.',
  },
  'not-permitted': {
    closes: null,
    http: 403,
    retryable: false,
    sentence: 'Your role does not allow this in the room.',
    nextStep: 'Ask the host.',
  },
  'stale-revision': {
    closes: null,
    http: 409,
    retryable: true,
    sentence: 'The room moved on before the request arrived.',
    nextStep: 'Look at the room as it is now and try again.',
  },
  'no-such-member': {
    closes: null,
    http: 404,
    retryable: false,
    sentence: 'There is no such member in the room.',
    nextStep: 'Look at the list of members again.',
  },
} as const satisfies Record<string, Reason>

export type CloseReason = keyof typeof closeReasons

const codes = Object.keys(closeReasons).filter((code): code is CloseReason => code in closeReasons)

export const closeReasonSchema = z.enum(codes)

/** The reason behind a WebSocket close code, null when the code is not one of ours. */
export const closeReasonOf = (closeCode: number): CloseReason | null =>
  codes.find((code) => closeReasons[code].closes === closeCode) ?? null

/** The HTTP status with which REST refuses for this reason. */
export const httpStatusOf = (reason: CloseReason): number => statusIn(closeReasons[reason])

const statusIn = ({ http }: Reason): number => http ?? 409
