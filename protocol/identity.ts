import { z } from 'zod'

const token = z.string().min(1).max(4096)

/**
 * How somebody proves who they are, in a `hello`, a `renew` or `POST /api/v1/session`. Each of these tokens is a
 * secret: it belongs in no URL, no log and nobody else's hands.
 */
export const identitySchema = z.discriminatedUnion('kind', [
  /** An access token of a Jellyfin that the session server allows; only over TLS or to this machine. */
  z.strictObject({ kind: z.literal('jellyfin'), serverId: z.string().min(1).max(128), token }),
  /** What the OpenWatchParty plugin of a Jellyfin signed. */
  z.strictObject({ kind: z.literal('plugin'), token }),
  /** What this session server gave before. */
  z.strictObject({ kind: z.literal('session'), token }),
  /** A socket credential: good once, within a minute, for one room. */
  z.strictObject({ kind: z.literal('credential'), token }),
])

export type Identity = z.infer<typeof identitySchema>

/** The session server's own proof: `token` says who somebody is for `expiresInMs` from now. */
export const sessionGrantSchema = z.object({
  token: z.string().min(1).max(4096),
  expiresInMs: z.number().finite(),
})

export type SessionGrant = z.infer<typeof sessionGrantSchema>

/** How a session server lets people in; asked before anything secret is sent to it. */
export const signInWaysSchema = z.object({
  /** A name is enough. */
  open: z.boolean(),
  /** Whether tokens of the OpenWatchParty plugin are taken. */
  plugin: z.boolean(),
  /** Jellyfins whose accounts are taken, as far as they have answered. */
  jellyfins: z.array(z.object({ serverId: z.string().min(1).max(128), name: z.string().max(200) })).max(100),
  /** Whether a Jellyfin is allowed that has not answered yet: another account may be taken later. */
  isComplete: z.boolean(),
})

export type SignInWays = z.infer<typeof signInWaysSchema>
