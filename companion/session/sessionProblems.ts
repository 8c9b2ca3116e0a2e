import {
  closeReasonOf,
  closeReasons,
  closeReasonSchema,
  type CloseReason,
} from '../../protocol/closeReasons.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { ServerMessageOf } from '../../protocol/session.ts'
import type { WireClose } from '../../protocol/wire.ts'

export const problemOf = (reason: CloseReason): Problem => ({
  code: reason,
  sentence: closeReasons[reason].sentence,
  nextStep: closeReasons[reason].nextStep,
})

/** Why a request was refused, and because of whom. */
export function problemOfRefusal({ reason, who }: ServerMessageOf<'refused'>): Problem {
  const problem = problemOf(reason)
  if (reason !== 'not-everyone-can-see' || who.length === 0) return problem
  const names = who.map(({ name }) => name)
  const last = names.length > 1 ? ` and ${names.at(-1) ?? ''}` : ''
  const listed = names.length > 1 ? names.slice(0, -1).join(', ') : names.join('')
  return { ...problem, sentence: `${listed}${last} cannot see this film.` }
}

export const noAnswer: Problem = {
  code: 'no-answer',
  sentence: 'The session server did not answer in time.',
  nextStep: 'Check the connection and try again.',
}

export const notUnderstood: Problem = {
  code: 'answer-not-understood',
  sentence: 'The session server answered something that is not understood.',
  nextStep: 'Check its address, and whether it or this app has to be updated.',
}

export const offline: Problem = {
  code: 'offline',
  sentence: 'The session server cannot be reached at the moment.',
  nextStep: 'The film goes on here; the app reconnects by itself.',
}

export const sessionClosed: Problem = {
  code: 'session-closed',
  sentence: 'The session was closed.',
  nextStep: 'Join again to go on.',
}

/** Why a line ended, as far as its close code tells. */
export function problemOfClose(close: WireClose): Problem {
  const reason = closeReasonOf(close.code)
  return reason === null ? offline : problemOf(reason)
}

/** Whether coming back makes sense after this close: always, unless the server said that it does not. */
export function mayReturnAfter(close: WireClose): boolean {
  const reason = closeReasonOf(close.code)
  return reason === null || closeReasons[reason].retryable
}

/** The same for a greeting that was refused. */
export function mayReturnAfterProblem(problem: Problem): boolean {
  const reason = closeReasonSchema.safeParse(problem.code)
  return !reason.success || closeReasons[reason.data].retryable
}

/** Whether a room was not entered for want of the right password. */
export const wantsPassword = ({ code }: Problem): boolean =>
  code === 'password-needed' || code === 'wrong-password'
