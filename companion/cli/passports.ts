import type { Credentials } from '../../jellyfin/credentials.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { askSignInWays } from '../session/askServer.ts'
import { createPassport, type Passport } from '../session/passport.ts'
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
export function passportsOf({ shell, clock, credentials, trustServer }: PassportWish) {
  const { serverId, userId, accessToken: token } = credentials
  const book = openTrustedServers(shell.settingsFolder, shell.explain)
  const isTrusted = async (server: string): Promise<Result<boolean, Problem>> => {
    const trust = { server, serverId, userId }
    const known = await book.isTrusted(trust)
    if (!known.ok || known.value) return known
    if (!trustServer && !isInteractive(shell)) return failure(nobodyToAsk(server))
    const agrees = trustServer || (await agreesAtTerminal(shell, server, credentials))
    if (!agrees) return success(false)
    const kept = await book.trust(trust)
    return kept.ok ? success(true) : kept
  }
  return (server: string): Passport =>
    createPassport({
      server,
      clock,
      account: { serverId, token },
      ways: () => askSignInWays(server, clock),
      isTrusted: () => isTrusted(server),
    })
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
