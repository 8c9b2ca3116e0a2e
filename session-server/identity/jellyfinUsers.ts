import { userWithPolicySchema } from '../../jellyfin/answers.ts'
import { createHttpClient } from '../../jellyfin/httpClient.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Person } from '../../protocol/person.ts'
import { explain } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Log } from '../host/log.ts'
import { longestAnswerBytes, type JellyfinDirectory, type KnownJellyfin } from './jellyfinDirectory.ts'
import { reasonOf } from './jellyfinProblems.ts'
import { personOfJellyfin } from './personOf.ts'
import type { VerifiedUsers } from './verifiedUsers.ts'

/** Finds out whose a Jellyfin token is. */
export interface JellyfinUsers {
  /** `fresh`: Jellyfin is asked, whatever is remembered; its revocations take hold then. */
  identify(claim: TokenClaim, how: { readonly fresh: boolean }): Promise<Result<Person, CloseReason>>
  /** Whether the answer is known without asking anybody. */
  isKnown(claim: TokenClaim): boolean
}

export interface TokenClaim {
  readonly serverId: string
  readonly token: string
}

export interface JellyfinUsersParts {
  readonly directory: JellyfinDirectory
  readonly verified: VerifiedUsers
  readonly clock: Clock
  readonly log: Log
  readonly askWithinMs: number
}

export function createJellyfinUsers(parts: JellyfinUsersParts): JellyfinUsers {
  const { directory, verified } = parts
  return {
    isKnown: ({ serverId, token }) => verified.find(serverId, token) !== null,
    identify: async ({ serverId, token }, { fresh }) => {
      const remembered = fresh ? null : verified.find(serverId, token)
      if (remembered !== null) return success(remembered)
      const jellyfin = await directory.find(serverId)
      if (!jellyfin.ok) return jellyfin
      const person = await askJellyfin(jellyfin.value, token, parts)
      if (person.ok) verified.keep(serverId, token, person.value)
      return person
    },
  }
}

/** The token leaves for the allowed Jellyfin alone: redirects are not followed. */
async function askJellyfin(
  { url, serverId }: KnownJellyfin,
  token: string,
  { clock, log, askWithinMs }: JellyfinUsersParts,
): Promise<Result<Person, CloseReason>> {
  const limits = { timeoutMs: askWithinMs, longestAnswerBytes }
  const client = createHttpClient({
    serverUrl: url,
    authorization: { borrowedToken: token },
    clock,
    ...limits,
  })
  const answer = await client.ask({ method: 'GET', path: '/Users/Me' }, userWithPolicySchema)
  if (answer.ok) {
    const { Id: userId, Name: name, Policy } = answer.value
    const isAdmin = Policy.IsAdministrator ?? false
    if (Policy.IsDisabled === true) return failure('sign-in-refused')
    return success(personOfJellyfin({ serverId, userId, name, isAdmin }))
  }
  const reason = reasonOf(answer.problem)
  if (reason !== 'sign-in-refused') {
    log.warn({ problem: answer.problem.code }, `A sign-in failed. ${explain(answer.problem)}`)
  }
  return failure(reason)
}
