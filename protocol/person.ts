import { z } from 'zod'

/** A visible name: 1 to 64 characters after trimming, without control characters or direction overrides. */
export const personNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u)

/** By what a person is known: an account of a Jellyfin, the OpenWatchParty plugin of one, or a name that they gave. */
const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('jellyfin'), serverId: z.string().min(1).max(128) }),
  z.object({ kind: z.literal('plugin') }),
  z.object({ kind: z.literal('open') }),
])

/**
 * Who somebody is, as the session server found out. `id` is the same whenever and however the same account comes
 * (in open mode: for as long as the session's token lives), tells nothing else, and may be shown to others.
 */
export const personSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(64),
  /** Whether they administer the Jellyfin that they come from. */
  isAdmin: z.boolean(),
  origin: originSchema,
})

export type Person = z.infer<typeof personSchema>
