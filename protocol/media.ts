import { z } from 'zod'

/** More than any library knows of one film; rooms hold many films. */
const providerIdsKept = 32

const providerIdsSchema = z
  .record(z.string().max(32), z.string().max(128))
  .refine((ids) => Object.keys(ids).length <= providerIdsKept, `at most ${providerIdsKept} ids`)

/** Stands for a library of which nobody said which one: an item is then looked for by its id in one's own. */
export const unknownLibrary = 'unknown'
/** Stands for an item where a room was opened without one. */
export const unknownItem = 'none'

/**
 * What a room plays, named so that every member can find it in their own library. It carries no address and no
 * credential: each member's own client asks its own Jellyfin for a stream.
 */
export const mediaSchema = z.strictObject({
  /** Id of the Jellyfin server that the item was picked on. */
  serverId: z.string().min(1).max(128),
  itemId: z.string().min(1).max(128),
  title: z.string().min(1).max(300),
  /** Runtime in ms; null when the library does not know it. */
  runtimeMs: z.number().finite().positive().nullable(),
  /** IMDb, TMDb, TVDB ids, by which members of another Jellyfin find the same film. */
  providerIds: providerIdsSchema,
})

export type Media = z.infer<typeof mediaSchema>
