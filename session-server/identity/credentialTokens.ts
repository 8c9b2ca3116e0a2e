import { z } from 'zod'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { personSchema, type Person } from '../../protocol/person.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { identifier, type RandomBytes } from '../host/secrets.ts'
import type { Ledger } from './ledger.ts'
import type { SignedTokens } from './signedTokens.ts'

/** Who may open a socket, and into which room. */
export interface Credential {
  readonly person: Person
  /** The session that asked for it: when that one is signed out, so is what came of the credential. */
  readonly sessionId: string
  readonly roomId: string
}

/** Credentials for opening a socket: for whoever should get into one room, soon, and no further. */
export interface CredentialTokens {
  sign(credential: Credential): Promise<{ readonly token: string; readonly expiresInMs: number }>
  /** Counts once. */
  use(token: string): Promise<Result<Credential, CloseReason>>
}

export interface CredentialTokensParts {
  readonly tokens: SignedTokens
  readonly ledger: Ledger
  readonly random: RandomBytes
  readonly wallNowMs: () => number
}

/** Long enough to open a socket, short enough to be worthless to whoever finds it in a log. */
const livesMs = 60_000

const payloadSchema = z.object({
  jti: z.string().min(1),
  exp: z.number(),
  sid: z.string().min(1),
  room: z.string().min(1),
  person: personSchema,
})

export function createCredentialTokens(parts: CredentialTokensParts): CredentialTokens {
  const { tokens, ledger, random, wallNowMs } = parts
  return {
    sign: async ({ person, sessionId, roomId }) => {
      const claims = { jti: identifier(random), sid: sessionId, room: roomId, person }
      const untilWallMs = wallNowMs() + livesMs
      const token = await tokens.sign({ purpose: 'credential', untilWallMs, claims })
      return { token, expiresInMs: livesMs }
    },
    use: async (token) => {
      const verified = await tokens.verify(token, 'credential')
      if (!verified.ok) return failure(verified.problem === 'expired' ? 'session-expired' : 'sign-in-refused')
      const payload = payloadSchema.safeParse(verified.value)
      if (!payload.success) return failure('sign-in-refused')
      const { jti, exp, sid: sessionId, room: roomId, person } = payload.data
      const isFirst = await ledger.enter({ name: `credential:${jti}`, untilWallMs: exp * 1000 })
      return isFirst ? success({ person, sessionId, roomId }) : failure('credential-used')
    },
  }
}
