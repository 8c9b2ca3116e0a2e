import type { Problem } from '../../protocol/problem.ts'
import { exitCodes, type ExitCode } from './exitCodes.ts'
import type { Shell } from './shell.ts'

/** What somebody typed, found out to be none by others. */
const usageCodes = new Set(['usage', 'server-address-invalid', 'bad-join-link', 'join-link-without-server'])

const signInCodes = new Set([
  'not-signed-in',
  'signed-out',
  'sign-in-refused',
  'sign-in-forbidden',
  'quick-connect-disabled',
  'quick-connect-expired',
  'quick-connect-cancelled',
])

/** What ends a room without anything having gone wrong. */
const peacefulCodes = new Set(['room-ended', 'room-expired'])

export const isPeaceful = ({ code }: Problem): boolean => peacefulCodes.has(code)

/** Says what went wrong; the exit code that goes with it. */
export function giveUp(shell: Shell, problem: Problem): ExitCode {
  shell.explain(problem)
  return exitCodeOf(problem)
}

/** How a command ends that met this problem. */
function exitCodeOf({ code }: Problem): ExitCode {
  if (peacefulCodes.has(code)) return exitCodes.ok
  if (usageCodes.has(code)) return exitCodes.usage
  return signInCodes.has(code) ? exitCodes.notSignedIn : exitCodes.failed
}

export const notSignedIn: Problem = {
  code: 'not-signed-in',
  sentence: 'Nobody is signed in.',
  nextStep: 'Sign in first: lockstep login <address of your Jellyfin>.',
}

/** Something was typed that cannot be meant. */
export const usageProblem = (sentence: string, nextStep: string): Problem => ({
  code: 'usage',
  sentence,
  nextStep,
})

/** A wait was given up by the person. */
export const givenUp: Problem = {
  code: 'given-up',
  sentence: 'Stopped before it was done.',
  nextStep: 'Nothing was changed.',
}
