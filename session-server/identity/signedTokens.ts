import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose'
import { failure, success, type Result } from '../../protocol/result.ts'

/** What a token is for: one kind is never taken for another. */
export type TokenPurpose = 'session' | 'invitation' | 'credential'

/** What is wrong with a token. `forged`: it was not signed here, for this, or is no token at all. */
export type TokenFault = 'forged' | 'expired'

export interface SignedTokens {
  sign(token: TokenToSign): Promise<string>
  verify(token: string, purpose: TokenPurpose): Promise<Result<JWTPayload, TokenFault>>
}

export interface TokenToSign {
  readonly purpose: TokenPurpose
  /** Wall clock, ms; kept in whole seconds, never less than asked for. */
  readonly untilWallMs: number
  readonly claims: JWTPayload
}

const issuer = 'lockstep'

/** Tokens of this server: JSON Web Tokens, HS256, good until their end on the wall clock. */
export function createSignedTokens(secret: Uint8Array, wallNowMs: () => number): SignedTokens {
  return {
    sign: ({ purpose, untilWallMs, claims }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setIssuedAt(Math.floor(wallNowMs() / 1000))
        .setExpirationTime(Math.ceil(untilWallMs / 1000))
        .sign(secret),
    verify: async (token, audience) => {
      const currentDate = new Date(wallNowMs())
      const rules = { algorithms: ['HS256'], issuer, audience, currentDate, requiredClaims: ['exp'] }
      try {
        return success((await jwtVerify(token, secret, rules)).payload)
      } catch (error) {
        return failure(error instanceof errors.JWTExpired ? 'expired' : 'forged')
      }
    },
  }
}
