import { z } from 'zod'

/** An invitation that waits for its person's answer. */
export const inboxEntrySchema = z.object({
  roomId: z.string().min(1).max(64),
  /** By which the person joins. */
  code: z.string().min(4).max(64),
  roomName: z.string().min(1).max(100),
  /** What the room plays. */
  title: z.string().max(300),
  hostName: z.string().max(64).nullable(),
  role: z.enum(['controller', 'viewer']),
  hasPassword: z.boolean(),
})

export type InboxEntry = z.infer<typeof inboxEntrySchema>

/** How many invitations somebody is told of; the newest. */
export const inboxLimit = 100

/** Newest first. */
export const inboxSchema = z.array(inboxEntrySchema).max(inboxLimit)
