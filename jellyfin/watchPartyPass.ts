import { z } from 'zod'
import { openWatchPartyPath, openWatchPartyPort } from '../protocol/openWatchParty/words.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { HttpClient } from './httpClient.ts'

/**
 * What the OpenWatchParty plugin of a Jellyfin gives its users to show at a session server. A secret: it is given to
 * that server alone.
 */
export interface WatchPartyPass {
  /** Null where the plugin has authentication switched off. */
  readonly token: string | null
  readonly expiresInMs: number | null
  /** The session server that the plugin sends web viewers to: the only one that the token is for. */
  readonly server: string
}

/** Plugins of all generations; what they say beside this concerns their own page. */
const answerSchema = z.object({
  token: z.string().max(16_384).nullish(),
  auth_enabled: z.boolean().optional(),
  expires_in: z.number().positive().nullish(),
  session_server_url: z.string().max(2048).nullish(),
})

/** Null when the Jellyfin has no such plugin, or the plugin has no secret to sign with. */
export async function askWatchPartyPass(
  client: Pick<HttpClient, 'ask' | 'serverUrl'>,
): Promise<Result<WatchPartyPass | null, Problem>> {
  const answer = await client.ask({ method: 'GET', path: '/OpenWatchParty/Token' }, answerSchema)
  if (!answer.ok) {
    const { status } = answer.problem
    if (status === 404 || status === 503) return success(null)
    return failure(status === 429 ? tooManyPasses : answer.problem)
  }
  const { token, auth_enabled: isOn, expires_in: seconds, session_server_url: server } = answer.value
  return success({
    token: isOn === false ? null : (token ?? null),
    expiresInMs: seconds === null || seconds === undefined ? null : seconds * 1000,
    server: server === undefined || server === null || server === '' ? usualServer(client.serverUrl) : server,
  })
}

/** Where their clients look when the plugin names no server. */
function usualServer(jellyfin: string): string {
  const { protocol, hostname } = new URL(jellyfin)
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${hostname}:${openWatchPartyPort}${openWatchPartyPath}`
}

const tooManyPasses: Problem = {
  code: 'too-many-passes',
  sentence: 'Jellyfin gives no more passes for OpenWatchParty at the moment.',
  nextStep: 'Wait a minute and try again.',
}
