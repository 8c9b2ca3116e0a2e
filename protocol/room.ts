import { z } from 'zod'
import { mediaSchema } from './media.ts'
import { memberViewSchema } from './member.ts'
import { timelineSchema } from './timeline.ts'

/** Whom a start, a seek or a change of media waits for. */
export const waitForSchema = z.enum(['everyone', 'host', 'nobody'])

/** Who may play, pause, seek and change the rate. */
export const controlSchema = z.enum(['host', 'everyone'])

export const policySchema = z.strictObject({
  control: controlSchema,
  waitFor: waitForSchema,
  /** Whether a member that stalls for longer than `stallMs` pauses the room. */
  pauseOnStall: z.boolean(),
})

export type RoomPolicy = z.infer<typeof policySchema>

/**
 * What the room is doing. `steady`: the timeline is all there is to say. `waiting`: the room stands still until the
 * named members are ready or `deadlineMs` (session clock) is over, and then plays if `thenPlay`.
 */
export const phaseSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('steady') }),
  z.object({
    kind: z.literal('waiting'),
    why: z.enum(['start', 'seek', 'stall', 'restart']),
    waitingFor: z.array(z.string().max(64)).max(1000),
    deadlineMs: z.number().finite(),
    thenPlay: z.boolean(),
  }),
])

export type RoomPhase = z.infer<typeof phaseSchema>

/** A room as its members see it: enough to show it and to follow it. */
export const roomViewSchema = z.object({
  id: z.string().min(1).max(64),
  /** What a join link carries. */
  code: z.string().min(4).max(64),
  name: z.string().min(1).max(100),
  media: mediaSchema,
  policy: policySchema,
  hostId: z.string().max(64),
  timeline: timelineSchema,
  phase: phaseSchema,
  members: z.array(memberViewSchema).max(1000),
})

export type RoomView = z.infer<typeof roomViewSchema>

export const defaultPolicy: RoomPolicy = { control: 'everyone', waitFor: 'everyone', pauseOnStall: true }
