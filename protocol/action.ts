import { z } from 'zod'

const positionMs = z.number().finite().min(0)
const seek = z.strictObject({ kind: z.literal('seek'), positionMs })
const rate = z.strictObject({ kind: z.literal('rate'), rate: z.number().min(0.25).max(4) })
/** Go on to the first film of the queue. */
const next = z.strictObject({ kind: z.literal('next') })

/** What a member may ask the room to do with the film. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('play') }),
  /** `positionMs`: where the member's player stopped; null = wherever the room is when it happens. */
  z.strictObject({ kind: z.literal('pause'), positionMs: positionMs.nullable() }),
  seek,
  rate,
  /** Bring everyone exactly to where the room is. */
  z.strictObject({ kind: z.literal('resync') }),
  next,
])

export type Action = z.infer<typeof actionSchema>

/** What can be put to the vote. */
export const proposalSchema = z.discriminatedUnion('kind', [seek, rate, next])

export type Proposal = z.infer<typeof proposalSchema>
