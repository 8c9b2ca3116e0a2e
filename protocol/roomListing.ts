import { z } from 'zod'

/** A room as whoever looks for one sees it. Only public rooms are listed. */
export const roomListingSchema = z.object({
  id: z.string().min(1).max(64),
  /** What joins it. */
  code: z.string().min(4).max(64),
  name: z.string().min(1).max(100),
  /** What plays there. */
  title: z.string().max(300),
  /** How many are present. */
  members: z.int().min(1),
  /** Whether a password is asked for, and whether nobody new is let in at present. */
  hasPassword: z.boolean().default(false),
  isLocked: z.boolean().default(false),
})

export type RoomListing = z.infer<typeof roomListingSchema>
