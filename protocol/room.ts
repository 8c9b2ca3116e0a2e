import { z } from 'zod'
import { ballotSchema } from './ballot.ts'
import { guestsSchema } from './guests.ts'
import { mediaSchema } from './media.ts'
import { memberViewSchema } from './member.ts'
import { policySchema } from './policy.ts'
import { queueEntrySchema, queueLimit } from './queue.ts'
import { timelineSchema } from './timeline.ts'

/**
 * What the room is doing. `steady`: the timeline is all there is to say. `waiting`: the room stands still until the
 * named members are ready or `deadlineMs` (session clock) is over, and then plays if `thenPlay`.
 */
export const phaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steady') }),
  z.object({
    kind: z.literal('waiting'),
    why: z.enum(['start', 'seek', 'media', 'stall', 'restart']),
    waitingFor: z.array(z.string().max(64)).max(1000),
    deadlineMs: z.number().finite(),
    thenPlay: z.boolean(),
  }),
])

export type RoomPhase = z.infer<typeof phaseSchema>

/** How the room is run. */
export const settingsSchema = z.object({
  name: z.string().min(1).max(100),
  policy: policySchema,
  /** Whether nobody comes in who has no place yet. */
  isLocked: z.boolean(),
  hasPassword: z.boolean(),
  /** When the room ends by itself (session clock); null = when nobody needs it any more. */
  expiresAtMs: z.number().finite().nullable(),
})

export type RoomSettings = z.infer<typeof settingsSchema>

/** What comes next, in its order. */
export const queueSchema = z.array(queueEntrySchema).max(queueLimit)

/** A room as its members see it: enough to show it and to follow it. */
export const roomViewSchema = z.object({
  id: z.string().min(1).max(64),
  /** What a join link carries. */
  code: z.string().min(4).max(64),
  ...settingsSchema.shape,
  media: mediaSchema,
  hostId: z.string().max(64),
  timeline: timelineSchema,
  phase: phaseSchema,
  members: z.array(memberViewSchema).max(1000),
  queue: queueSchema,
  ballot: ballotSchema.nullable(),
  ...guestsSchema.shape,
})

export type RoomView = z.infer<typeof roomViewSchema>

/** What a room is like in which nothing of the kind was asked for. */
export const plainRoom = {
  isLocked: false,
  hasPassword: false,
  expiresAtMs: null,
  queue: [],
  ballot: null,
  invitations: [],
  bans: [],
} satisfies Partial<RoomView>
