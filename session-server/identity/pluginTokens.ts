import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

/** A user as the OpenWatchParty plugin of a Jellyfin vouches for them, until an instant on the wall clock. */
export interface PluginUser {
  readonly userId: string
  readonly name: string
  readonly untilWallMs: number
}

export interface PluginTokensParts {
  readonly secret: string
  readonly audience: string
  readonly issuer: string
  readonly leewayMs: number
  readonly wallNowMs: () => number
}

/** Some versions of the plugin name the audience twice, which makes it an array. */
const payloadSchema = z.object({
  sub: z.string().min(1).max(200),
  name: z.string().trim().min(1),
  exp: z.int(),
  iat: z.int(),
})

/** Reads tokens of the plugin: HS256, whose key are the UTF-8 bytes of the secret as it is configured there. */
export function createPluginTokens({ secret, audience, issuer, leewayMs, wallNowMs }: PluginTokensParts) {
  const key = new TextEncoder().encode(secret)
  return {
    verify: async (token: string): Promise<Result<PluginUser, CloseReason>> => {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience,
          issuer,
          clockTolerance: leewayMs / 1000,
          currentDate: new Date(wallNowMs()),
        })
        const read = payloadSchema.safeParse(payload)
        if (!read.success) return failure('sign-in-refused')
        const { sub: userId, name, exp } = read.data
        return success({ userId, name, untilWallMs: exp * 1000 + leewayMs })
      } catch (error) {
        return failure(error instanceof errors.JWTExpired ? 'session-expired' : 'sign-in-refused')
      }
    },
  }
}

export type PluginTokens = ReturnType<typeof createPluginTokens>
