import { z } from 'zod'
import { mediaSchema } from './media.ts'

/** How many films may wait in a queue. */
export const queueLimit = 100

/** Something to play next. */
export const queueEntrySchema = z.object({
  /** Counts the entries of the room; an entry is known by it wherever it stands. */
  number: z.int().min(1),
  media: mediaSchema,
  /** Who wanted it. */
  addedBy: z.string().max(64),
})

export type QueueEntry = z.infer<typeof queueEntrySchema>

const entry = z.int().min(1)

/** A change of the queue. An entry that is gone already is refused with `no-such-entry`. */
export const queueEditSchema = z.discriminatedUnion('kind', [
  /** To the end of the queue. */
  z.strictObject({ kind: z.literal('add'), media: mediaSchema }),
  z.strictObject({ kind: z.literal('remove'), entry }),
  /** To stand at `index`, counted from 0 without itself; beyond the end = at the end. */
  z.strictObject({ kind: z.literal('move'), entry, index: z.int().min(0).max(queueLimit) }),
  z.strictObject({ kind: z.literal('clear') }),
])

export type QueueEdit = z.infer<typeof queueEditSchema>
