import { z } from 'zod'

/** What a load process is asked to do, one after the other, over the channel to its parent. */
export const loadOrderSchema = z.discriminatedUnion('do', [
  /** Opens rooms, `atOnce` of them at a time, and resolves when everyone is in. */
  z.strictObject({
    do: z.literal('open'),
    url: z.string(),
    dialect: z.enum(['own', 'bare']),
    rooms: z.int(),
    perRoom: z.int(),
    atOnce: z.int(),
    seed: z.int(),
  }),
  /** Sends in rhythm for so long; only what is sent after `warmUpMs` counts. */
  z.strictObject({ do: z.literal('run'), warmUpMs: z.number(), countedMs: z.number(), seed: z.int() }),
  /** Closes the oldest rooms, as people do who go home. */
  z.strictObject({ do: z.literal('drop'), rooms: z.int() }),
])

export type LoadOrder = z.infer<typeof loadOrderSchema>
export type LoadOrderOf<What extends LoadOrder['do']> = Extract<LoadOrder, { do: What }>

export const openedSchema = z.object({
  tookMs: z.number(),
  members: z.int(),
  /** What a member was sent until everyone was in, bytes. */
  setUpBytesMean: z.number(),
  setUpBytesMax: z.number(),
})

export const ranSchema = z.object({
  /** From sending to each member hearing of it, ms: what the host reported, and what the host commanded. */
  reportsMs: z.array(z.number()),
  commandsMs: z.array(z.number()),
  sent: z.int(),
  /** Members that did not hear of the last report or command of their room within the time to settle. */
  missing: z.int(),
  /** Members whose session ended. */
  ended: z.int(),
  endedBy: z.string().nullable(),
})

export type Opened = z.infer<typeof openedSchema>
export type Ran = z.infer<typeof ranSchema>
