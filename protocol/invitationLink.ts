import { z } from 'zod'

/** The longest that a signed link may be good for. */
export const longestLinkMs = 30 * 86_400_000
/** How long it is good for when nobody says how long: for tonight and the evening after. */
export const usualLinkMs = 86_400_000

/** What a signed link is to be: as what it lets people in, whether for one of them, and how long. */
export const linkWishSchema = z.strictObject({
  role: z.enum(['controller', 'viewer']).default('viewer'),
  /** Whether it is for one person: whoever comes with it first. */
  once: z.boolean().default(false),
  livesMs: z.number().min(1000).max(longestLinkMs).default(usualLinkMs),
})

export type LinkWish = z.infer<typeof linkWishSchema>

/** A signed link that a member had made, for faces to show. Whoever has it is let in. */
export const madeLinkSchema = z.object({
  /** Opens the app. */
  appLink: z.string().max(4096),
  /** Opens the server's page, which opens the app. */
  webLink: z.string().max(4096),
  role: z.enum(['controller', 'viewer']),
  once: z.boolean(),
  /** Time of day, ms since 1970. */
  untilWallMs: z.number(),
})

export type MadeLink = z.infer<typeof madeLinkSchema>
