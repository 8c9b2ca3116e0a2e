import { z } from 'zod'

const person = { personId: z.string().min(1).max(64), name: z.string().min(1).max(64) }

/** Somebody who was asked to come, and what became of it. Only `invited` and `left` are expected (again). */
export const invitationSchema = z.object({
  ...person,
  role: z.enum(['controller', 'viewer']),
  status: z.enum(['invited', 'joined', 'declined', 'left']),
})

export type Invitation = z.infer<typeof invitationSchema>

/** Somebody who may not come back. */
export const banSchema = z.object(person)

export type Ban = z.infer<typeof banSchema>

/** Whom the room expects, and whom it keeps out. */
export const guestsSchema = z.object({
  invitations: z.array(invitationSchema).max(1000),
  bans: z.array(banSchema).max(1000),
})
