import type { Credentials } from '../../jellyfin/credentials.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Passport } from '../session/passport.ts'
import { createTrustedPassport } from '../session/trustedPassport.ts'
import { openTrustedServers } from '../settings/trustedServers.ts'
import { ask, isInteractive } from './askPerson.ts'
import type { Shell } from './shell.ts'

export interface PassportWish {
  readonly shell: Shell
  readonly clock: Clock
  readonly credentials: Credentials
  /** Whether the person agreed beforehand, with `--trust-server`. */
  readonly trustServer: boolean
}

/** What is shown to session servers; whom the person has not confirmed yet is asked about, once for each server. */
export function passportsOf({ shell, clock, credentials: account, trustServer }: PassportWish) {
  const trusted = openTrustedServers(shell.settingsFolder, shell.explain)
  const agrees = async (server: string): Promise<Result<boolean, Problem>> => {
    if (trustServer) return success(true)
    if (!isInteractive(shell)) return failure(nobodyToAsk(server))
    return success(await agreesAtTerminal(shell, server, account))
  }
  return (server: string): Passport =>
    createTrustedPassport({ server, clock, account, trusted, agrees: () => agrees(server) })
}

async function agreesAtTerminal(
  shell: Shell,
  server: string,
  { userName, serverName }: Credentials,
): Promise<boolean> {
  const { host } = new URL(server)
  shell.say(
    `The session server ${host} lets in users of ${serverName} and wants to check that you are ${userName}. For that it is sent your sign-in: whoever runs it could use it as you can.`,
  )
  const answer = await ask(shell, `Do you trust ${host}? Type yes to go on: `)
  return answer !== null && /^y(es)?$/i.test(answer)
}

const nobodyToAsk = (server: string): Problem => ({
  code: 'server-not-trusted',
  sentence: `The session server ${new URL(server).host} wants to check your Jellyfin sign-in, and you have not agreed to that yet.`,
  nextStep: 'If you trust whoever runs it, add --trust-server once, or join in a terminal and answer there.',
})
