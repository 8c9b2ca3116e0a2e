import type { CliCommand } from '../cliCommand.ts'
import { giveUp } from '../cliProblems.ts'
import { exitCodes } from '../exitCodes.ts'
import { signInAtTerminal } from '../signInAtTerminal.ts'

/** Signs in to a Jellyfin server and keeps the sign-in. */
export const loginCommand: CliCommand = {
  name: 'login',
  words: '<address>',
  wordCount: { least: 1, most: 1 },
  summary: 'Sign in to a Jellyfin server.',
  details: [
    'The password is asked for without showing it. Where there is no terminal it is taken from LOCKSTEP_PASSWORD or from the first line of stdin. It is not kept; what the server gives in exchange is kept in a file that only you can read, and never shown.',
  ],
  options: {
    user: { value: 'name', about: 'User name on the server.', fallback: { shown: 'asked for' } },
    'quick-connect': {
      value: null,
      about: 'Sign in without a password: shows a code to enter in a Jellyfin where you are signed in.',
    },
  },
  examples: [
    { args: 'https://jellyfin.example', does: 'asks for user name and password' },
    { args: '192.168.1.20:8096 --quick-connect', does: 'shows six digits to confirm elsewhere' },
    { args: 'jellyfin.example --user ada < password.txt', does: 'asks nothing' },
  ],
  run: async (given, shell) => {
    const [address = ''] = given.words
    const wish = { address, quickConnect: given.isOn('quick-connect'), userName: given.text('user') }
    const credentials = await signInAtTerminal(shell, wish)
    if (!credentials.ok) return giveUp(shell, credentials.problem)
    const { userName, serverName } = credentials.value
    shell.say(`Signed in as ${userName} on ${serverName}.`)
    return exitCodes.ok
  },
}
