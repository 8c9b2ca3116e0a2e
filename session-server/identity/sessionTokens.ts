import { z } from 'zod'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { personSchema, type Person } from '../../protocol/person.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Ledger } from './ledger.ts'
import type { SignedTokens } from './signedTokens.ts'

/** A session as its tokens name it: the same `sessionId` however often it is renewed, so that one sign-out ends all. */
export interface SessionClaims {
  readonly sessionId: string
  readonly person: Person
  /** The only room that the session is for; null = any. */
  readonly onlyRoomId: string | null
}

export interface SessionTokens {
  sign(claims: SessionClaims, untilWallMs: number): Promise<string>
  /** Who the token speaks for, and until when (wall clock, ms). */
  verify(token: string): Promise<Result<SessionClaims & { readonly untilWallMs: number }, CloseReason>>
  /** None of the session's tokens counts any more. */
  revoke(sessionId: string): Promise<void>
}

export interface SessionTokensParts {
  readonly tokens: SignedTokens
  readonly ledger: Ledger
  readonly wallNowMs: () => number
  /** The longest that a token of a session may live from now on. */
  readonly longestMs: number
}

const payloadSchema = z.object({
  sid: z.string().min(1),
  until: z.number(),
  person: personSchema,
  room: z.string().nullable(),
})

export function createSessionTokens(parts: SessionTokensParts): SessionTokens {
  const { tokens, ledger, wallNowMs, longestMs } = parts
  return {
    sign: ({ sessionId, person, onlyRoomId }, untilWallMs) =>
      tokens.sign({
        purpose: 'session',
        untilWallMs,
        claims: { sid: sessionId, person, room: onlyRoomId, until: untilWallMs },
      }),
    verify: async (token) => {
      const verified = await tokens.verify(token, 'session')
      if (!verified.ok) return failure(verified.problem === 'expired' ? 'session-expired' : 'sign-in-refused')
      const payload = payloadSchema.safeParse(verified.value)
      if (!payload.success) return failure('sign-in-refused')
      const { sid: sessionId, until: untilWallMs, person, room: onlyRoomId } = payload.data
      // Ends of tokens are whole seconds, rounded up; that of the session is exact.
      if (untilWallMs <= wallNowMs()) return failure('session-expired')
      if (ledger.has(entryOf(sessionId))) return failure('signed-out')
      return success({ sessionId, person, onlyRoomId, untilWallMs })
    },
    revoke: async (sessionId) => {
      await ledger.enter({ name: entryOf(sessionId), untilWallMs: wallNowMs() + longestMs })
    },
  }
}

const entryOf = (sessionId: string): string => `signed-out:${sessionId}`
