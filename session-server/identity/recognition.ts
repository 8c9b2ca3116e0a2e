import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Identity } from '../../protocol/identity.ts'
import type { Person } from '../../protocol/person.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { CredentialTokens } from './credentialTokens.ts'
import type { JellyfinDirectory } from './jellyfinDirectory.ts'
import type { JellyfinUsers } from './jellyfinUsers.ts'
import { personOfJellyfin, personOfPlugin } from './personOf.ts'
import type { PluginTokens } from './pluginTokens.ts'
import type { SessionTokens } from './sessionTokens.ts'

/** Somebody found out, before there is a session of theirs. */
export interface Found {
  readonly person: Person
  /** The session that the proof belongs to; null = none yet. */
  readonly sessionId: string | null
  /** How long the proof is good (wall clock); null = as long as a session may last. */
  readonly untilWallMs: number | null
  /** The only room that it is good for; null = any. */
  readonly onlyRoomId: string | null
}

export interface RecognitionParts {
  readonly directory: JellyfinDirectory
  readonly users: JellyfinUsers
  /** Null = tokens of the plugin are not taken. */
  readonly plugin: { readonly tokens: PluginTokens; readonly issuer: string } | null
  readonly sessions: SessionTokens
  readonly credentials: CredentialTokens
}

/** `fresh`: nothing remembered will do, the proof has to be good now. */
export interface Freshness {
  readonly fresh: boolean
}

type Recognition = Promise<Result<Found, CloseReason>>

/** Whose a proof is. */
export function recognise(identity: Identity, parts: RecognitionParts, how: Freshness): Recognition {
  switch (identity.kind) {
    case 'jellyfin':
      return byJellyfin(identity, parts, how)
    case 'plugin':
      return byPlugin(identity.token, parts)
    case 'session':
      return bySession(identity.token, parts)
    case 'credential':
      return byCredential(identity.token, parts)
  }
}

export const nothingBut = (person: Person): Found => ({
  person,
  sessionId: null,
  untilWallMs: null,
  onlyRoomId: null,
})

async function byJellyfin(
  claim: Extract<Identity, { kind: 'jellyfin' }>,
  { users }: RecognitionParts,
  how: Freshness,
): Recognition {
  const person = await users.identify(claim, how)
  return person.ok ? success(nothingBut(person.value)) : person
}

/** Somebody who comes with the plugin is the same as with the token of the only Jellyfin that there is. */
async function byPlugin(token: string, { plugin, directory }: RecognitionParts): Recognition {
  if (plugin === null) return failure('plugin-not-taken')
  const verified = await plugin.tokens.verify(token)
  if (!verified.ok) return verified
  const { untilWallMs, ...user } = verified.value
  const jellyfin = await directory.only()
  if (jellyfin !== null && !jellyfin.ok) return jellyfin
  const person =
    jellyfin === null
      ? personOfPlugin(plugin.issuer, user)
      : personOfJellyfin({ ...user, serverId: jellyfin.value.serverId, isAdmin: false })
  return success({ ...nothingBut(person), untilWallMs })
}

/** A session proves itself until its end only; where a name is enough there is nothing else to prove. */
async function bySession(token: string, { sessions }: RecognitionParts): Recognition {
  const verified = await sessions.verify(token)
  if (!verified.ok) return verified
  const { person, untilWallMs } = verified.value
  return success({ ...verified.value, untilWallMs: person.origin.kind === 'open' ? null : untilWallMs })
}

async function byCredential(token: string, { credentials }: RecognitionParts): Recognition {
  const used = await credentials.use(token)
  if (!used.ok) return used
  const { person, sessionId, roomId } = used.value
  return success({ person, sessionId, untilWallMs: null, onlyRoomId: roomId })
}
