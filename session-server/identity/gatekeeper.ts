import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Identity, SessionGrant, SignInWays } from '../../protocol/identity.ts'
import type { Person } from '../../protocol/person.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { identifier, type RandomBytes } from '../host/secrets.ts'
import type { Attempts } from './attempts.ts'
import { openPerson } from './openPerson.ts'
import { nothingBut, recognise, type Found, type Freshness, type RecognitionParts } from './recognition.ts'

/** Who somebody is and for how long. */
export interface Standing {
  readonly person: Person
  /** Names the session, however often it is renewed. */
  readonly sessionId: string
  /** What proves the same next time. */
  readonly grant: SessionGrant
  /** When the session ends unless it is renewed (ms from now); null = never, as nothing was proved. */
  readonly endsInMs: number | null
  /** The only room that the session is for; null = any. */
  readonly onlyRoomId: string | null
}

/** What somebody says about themselves, and from where. */
export interface Claim {
  /** What they would like to be called; counts where a name is enough. */
  readonly name: string
  /** Null = nothing but the name. */
  readonly identity: Identity | null
  /** Network address, for the limit of failed attempts only. */
  readonly address: string
}

/** Decides who comes in, for the wire and its dialects and for REST alike. */
export interface Gatekeeper {
  /** Whether a name is enough. */
  readonly isOpen: boolean
  /** Whether tokens of the OpenWatchParty plugin are taken. */
  readonly takesPlugin: boolean
  ways(): Promise<SignInWays>
  identify(claim: Claim): Promise<Result<Standing, CloseReason>>
  /** Makes a session last longer on a proof that is good today: whoever lost their account loses the session. */
  renew(standing: Standing, claim: Claim): Promise<Result<Standing, CloseReason>>
  /** Ends the session for good: none of its tokens counts any more. */
  signOut(standing: Standing): Promise<void>
}

export interface GatekeeperParts extends RecognitionParts {
  readonly isOpen: boolean
  readonly attempts: Attempts
  readonly random: RandomBytes
  readonly wallNowMs: () => number
  readonly sessionMs: number
}

export function createGatekeeper(parts: GatekeeperParts): Gatekeeper {
  const { directory, sessions, isOpen, plugin } = parts
  return {
    isOpen,
    takesPlugin: plugin !== null,
    ways: async () => {
      const known = await directory.known()
      const jellyfins = known.map(({ serverId, name }) => ({ serverId, name: name.slice(0, 200) }))
      return { open: isOpen, plugin: plugin !== null, jellyfins, isComplete: directory.isComplete() }
    },
    identify: async (claim) => {
      const { identity } = claim
      const found = await find(claim, parts, { fresh: false })
      if (!found.ok) return found
      // The token at hand is as good as a new one with the same end.
      const isTheProof = identity?.kind === 'session' && found.value.untilWallMs !== null
      return success(isTheProof ? same(identity.token, found.value, parts) : await start(found.value, parts))
    },
    renew: async (standing, claim) => {
      const found = await find(claim, parts, { fresh: true })
      if (!found.ok) return found
      if (found.value.person.id !== standing.person.id) return failure('sign-in-refused')
      const { sessionId, onlyRoomId } = standing
      return success(await start({ ...found.value, sessionId, onlyRoomId }, parts))
    },
    // A socket that is for one room only does not speak for the session that it came from.
    signOut: async ({ sessionId, onlyRoomId }) => {
      if (onlyRoomId === null) await sessions.revoke(sessionId)
    },
  }
}

async function find(
  claim: Claim,
  parts: GatekeeperParts,
  how: Freshness,
): Promise<Result<Found, CloseReason>> {
  const { identity, address, name } = claim
  if (identity === null)
    return parts.isOpen ? success(nothingBut(openPerson(name, parts.random))) : failure('sign-in-required')
  const isKnown = identity.kind === 'jellyfin' && !how.fresh && parts.users.isKnown(identity)
  if (isKnown) return recognise(identity, parts, how)
  if (!(await parts.attempts.begin(address))) return failure('too-many-sign-ins')
  const found = await recognise(identity, parts, how)
  if (found.ok) await parts.attempts.forgive(address)
  return found
}

/** A session with a token of its own: it lasts as long as usual, and never longer than what it was proved with. */
async function start(found: Found, parts: GatekeeperParts): Promise<Standing> {
  const { random, wallNowMs, sessionMs, sessions } = parts
  const { person, onlyRoomId } = found
  const untilWallMs = Math.min(found.untilWallMs ?? Infinity, wallNowMs() + sessionMs)
  const sessionId = found.sessionId ?? identifier(random)
  const token = await sessions.sign({ sessionId, person, onlyRoomId }, untilWallMs)
  return same(token, { ...found, sessionId, untilWallMs }, parts)
}

function same(token: string, found: Found, { wallNowMs, sessionMs }: GatekeeperParts): Standing {
  const { person, sessionId, onlyRoomId } = found
  const expiresInMs = Math.max(0, (found.untilWallMs ?? wallNowMs() + sessionMs) - wallNowMs())
  const endsInMs = person.origin.kind === 'open' ? null : expiresInMs
  return { person, sessionId: sessionId ?? '', grant: { token, expiresInMs }, endsInMs, onlyRoomId }
}
