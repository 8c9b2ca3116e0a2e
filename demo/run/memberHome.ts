import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { join } from 'node:path'
import { ADA, GRACE, KEEPER, type DemoPerson } from '../library/people.ts'
import type { Display } from './display.ts'
import { startOwned } from './ownedChild.ts'
import { companionEntry, node } from './programs.ts'

const names = ['Ada', 'Grace', 'Hedy', 'Alan', 'Annie', 'Edsger', 'Radia', 'Tim', 'Margaret']

/** Name and account of a member: names are their own, the sample library's accounts are taken in turns. */
export function castingFor(index: number): { readonly name: string; readonly person: DemoPerson } {
  const people = [ADA, GRACE, KEEPER]
  return { name: names[index] ?? `Guest ${index + 1}`, person: people[index % people.length] ?? ADA }
}

/**
 * The surroundings of one member: settings, credentials and the player's control socket in a folder of their own,
 * which goes when the run is over, and the display that the run has.
 */
export function memberEnvironment(home: string, display: Display): NodeJS.ProcessEnv {
  const { XDG_RUNTIME_DIR: runtime, ...env } = process.env
  return {
    ...env,
    ...(display.kind === 'screen' ? { XDG_RUNTIME_DIR: runtime } : {}),
    ...(display.kind === 'virtual' ? { DISPLAY: display.name, WAYLAND_DISPLAY: undefined } : {}),
    LOCKSTEP_HOME: join(home, 'settings'),
    TMPDIR: join(home, 'tmp'),
    LOCKSTEP_PASSWORD: undefined,
  }
}

export interface SignInOptions {
  readonly address: string
  readonly person: DemoPerson
  readonly env: NodeJS.ProcessEnv
}

const SIGN_IN_WITHIN_MS = 20_000

/** A real sign-in, through the companion's own command. */
export async function signIn({ address, person, env }: SignInOptions): Promise<Result<void, Problem>> {
  const child = startOwned(node, [companionEntry, 'login', address, '--user', person.name], {
    env: { ...env, LOCKSTEP_PASSWORD: person.password },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.process.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  const timer = setTimeout(() => void child.stop(0), SIGN_IN_WITHIN_MS)
  const { code } = await child.ended
  clearTimeout(timer)
  return code === 0 ? success(undefined) : failure(signInFailed(person.name, said))
}

const signInFailed = (name: string, said: string): Problem => ({
  code: 'sign-in-failed',
  sentence: `${name} could not sign in to the sample library. ${said.trim()}`.trim(),
  nextStep: 'Start again; if it stays, try "npm run lockstep -- login" with a library of your own.',
})
