import { signOut } from '../../../jellyfin/signIn.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { exitCodes } from '../exitCodes.ts'
import { appIdentity } from '../identity.ts'
import { accountsOf, currentCredentials } from '../signedIn.ts'

/** Ends the sign-in here and at the server. */
export const logoutCommand: CliCommand = {
  name: 'logout',
  words: '',
  wordCount: { least: 0, most: 0 },
  summary: 'Sign out, here and at the server.',
  details: [],
  options: {},
  examples: [{ args: '', does: 'forgets the sign-in; it is worth nothing afterwards' }],
  run: async (_given, shell) => {
    const current = await currentCredentials(shell)
    if (!current.ok) return giveUp(shell, current.problem)
    const { serverName, userName } = current.value
    const ended = await signOut(current.value, appIdentity, createSystemClock())
    const forgotten = await accountsOf(shell).forget(current.value)
    if (!forgotten.ok) return giveUp(shell, forgotten.problem)
    shell.say(`${userName} is signed out of ${serverName}.`)
    if (!ended.ok)
      shell.say('The server could not be told; end the session there in your dashboard (Devices).')
    return exitCodes.ok
  },
}
