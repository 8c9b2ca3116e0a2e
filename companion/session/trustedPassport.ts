import type { Credentials } from '../../jellyfin/credentials.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { TrustedServers } from '../settings/trustedServers.ts'
import { askSignInWays } from './askServer.ts'
import { createPassport, type Passport } from './passport.ts'

export interface TrustedPassportParts {
  readonly server: string
  readonly clock: Clock
  readonly account: Credentials
  /** Which account may be shown to which server, kept between runs. */
  readonly trusted: TrustedServers
  /** Asks the person, who has not said it yet, whether this server may see the sign-in. */
  agrees(): Promise<Result<boolean, Problem>>
}

/** What an account shows to a session server, once the person has agreed to that; a yes is remembered, a no is not. */
export function createTrustedPassport(parts: TrustedPassportParts): Passport {
  const { server, clock, account } = parts
  const { serverId, accessToken: token } = account
  return createPassport({
    ...{ server, clock, account: { serverId, token } },
    ways: () => askSignInWays(server, clock),
    isTrusted: () => isTrusted(parts),
  })
}

async function isTrusted(parts: TrustedPassportParts): Promise<Result<boolean, Problem>> {
  const { server, trusted } = parts
  const { serverId, userId } = parts.account
  const trust = { server, serverId, userId }
  const known = await trusted.isTrusted(trust)
  if (!known.ok || known.value) return known
  const agrees = await parts.agrees()
  if (!agrees.ok || !agrees.value) return agrees
  const kept = await trusted.trust(trust)
  return kept.ok ? success(true) : kept
}
