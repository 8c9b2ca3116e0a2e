import { z } from 'zod'
import { proposalSchema } from './action.ts'

const voters = z.array(z.string().max(64)).max(1000)

/** A vote under way. It passes with `needed` votes in favour, and fails when that cannot be reached or time is over. */
export const ballotSchema = z.object({
  /** Counts the ballots of the room. */
  number: z.int().min(1),
  proposal: proposalSchema,
  /** Who called it, and is in favour. The name is kept: they may have left. */
  memberId: z.string().max(64),
  name: z.string().max(64),
  /** Ids of members. */
  inFavour: voters,
  against: voters,
  needed: z.int().min(1),
  /** Session clock. */
  expiresAtMs: z.number().finite(),
})

export type Ballot = z.infer<typeof ballotSchema>
