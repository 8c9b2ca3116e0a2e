import { z } from 'zod'

/** What a load process is asked to do, one after the other, over the channel to its parent. */
export const loadOrderSchema = z.discriminatedUnion('do', [
  /** Opens rooms, `atOnce` of them at a time, and resolves when everyone is in. */
  z.strictObject({
    do: z.literal('open'),
    url: z.string(),
    dialect: z.enum(['own', 'bare', 'party']),
    rooms: z.int(),
    perRoom: z.int(),
    atOnce: z.int(),
    seed: z.int(),
  }),
  /** Sends in rhythm for so long; only what is sent after `warmUpMs` counts. */
  z.strictObject({
    do: z.literal('run'),
    warmUpMs: z.number(),
    countedMs: z.number(),
    seed: z.int(),
    /** Absent: the usual one. */
    rhythm: z.strictObject({ pingMs: z.number(), reportMs: z.number(), commandMs: z.number() }).optional(),
  }),
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
  /** Members that have not heard of the last report or command of their room `lostAfterMs` after it: these are lost. */
  missing: z.int(),
  /** Those that had not heard of it after a second, and heard of it later: late, and not lost. */
  late: z.int(),
  /** Members whose session ended. */
  ended: z.int(),
  endedBy: z.string().nullable(),
})

export type Opened = z.infer<typeof openedSchema>
export type Ran = z.infer<typeof ranSchema>
