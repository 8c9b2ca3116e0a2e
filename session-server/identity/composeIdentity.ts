import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Log } from '../host/log.ts'
import type { RandomBytes } from '../host/secrets.ts'
import type { LedgerStore } from '../storage/ledgerStore.ts'
import { createAttempts } from './attempts.ts'
import { createCredentialTokens, type CredentialTokens } from './credentialTokens.ts'
import { createGatekeeper, type Gatekeeper } from './gatekeeper.ts'
import { isOpen, nobodyMayComeIn, type IdentitySettings } from './identityOptions.ts'
import { createInvitationTokens, type InvitationTokens } from './invitationTokens.ts'
import { createJellyfinDirectory } from './jellyfinDirectory.ts'
import { createJellyfinUsers } from './jellyfinUsers.ts'
import { openLedger } from './ledger.ts'
import { createLibraryAccess, type LibraryAccess } from './libraryAccess.ts'
import { createPluginTokens } from './pluginTokens.ts'
import { createSessionTokens } from './sessionTokens.ts'
import { createSignedTokens } from './signedTokens.ts'
import { readTokenSecret } from './tokenSecret.ts'
import { createVerifiedUsers } from './verifiedUsers.ts'

/** Everything of a server that knows who people are. */
export interface IdentityOffice {
  readonly gatekeeper: Gatekeeper
  readonly credentials: CredentialTokens
  readonly invitations: InvitationTokens
  readonly libraryAccess: LibraryAccess
}

export interface IdentityParts {
  readonly settings: IdentitySettings
  readonly dataDir: string | null
  readonly ledgerStore: LedgerStore
  readonly clock: Clock
  readonly wallNowMs: () => number
  readonly random: RandomBytes
  readonly log: Log
}

/** Fails with a sentence when nobody could come in, or when the secret or what was signed out cannot be read. */
export async function composeIdentity(parts: IdentityParts): Promise<Result<IdentityOffice, Problem>> {
  const { settings, ledgerStore, clock, wallNowMs, random, log, dataDir } = parts
  const open = isOpen(settings)
  if (!open && settings.jellyfins.length === 0 && settings.pluginSecret === null)
    return failure(nobodyMayComeIn)
  const secret = await readTokenSecret({ given: settings.tokenSecret, dataDir, random })
  if (!secret.ok) return secret
  const opened = await openLedger({ store: ledgerStore, wallNowMs, log })
  if (!opened.ok) return opened
  const ledger = opened.value
  const tokens = createSignedTokens(secret.value, wallNowMs)
  const { jellyfins: urls, askWithinMs, sessionMs } = settings
  const directory = createJellyfinDirectory({ urls, clock, log, askWithinMs })
  const verified = createVerifiedUsers({
    clock,
    random,
    keptMs: settings.verifiedForMs,
    most: settings.usersRemembered,
  })
  const credentials = createCredentialTokens({ tokens, ledger, random, wallNowMs })
  const gatekeeper = createGatekeeper({
    isOpen: open,
    directory,
    users: createJellyfinUsers({ directory, verified, clock, log, askWithinMs }),
    plugin: pluginOf(settings, wallNowMs),
    sessions: createSessionTokens({ tokens, ledger, wallNowMs, longestMs: sessionMs }),
    credentials,
    attempts: createAttempts({ failed: settings.failedAttempts, windowMs: settings.attemptWindowMs }),
    random,
    wallNowMs,
    sessionMs,
  })
  const invitations = createInvitationTokens({ tokens, ledger, random, wallNowMs })
  const libraryAccess = createLibraryAccess({ directory, clock, askWithinMs })
  return success({ gatekeeper, credentials, invitations, libraryAccess })
}

function pluginOf(settings: IdentitySettings, wallNowMs: () => number) {
  const { pluginSecret: secret, pluginAudience, pluginIssuer: issuer, pluginLeewayMs: leewayMs } = settings
  if (secret === null) return null
  const tokens = createPluginTokens({ secret, audience: pluginAudience, issuer, leewayMs, wallNowMs })
  return { tokens, issuer }
}
