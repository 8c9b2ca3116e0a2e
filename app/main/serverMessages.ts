import { z } from 'zod'
import { problemSchema } from '../../protocol/problem.ts'

/** What the app tells the process of the session server. */
export const toServerSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('start'),
    host: z.string().max(300),
    port: z.int().min(0).max(65_535),
    dataDir: z.string(),
    jellyfins: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('close'), comesBack: z.boolean() }),
])

export type ToServer = z.infer<typeof toServerSchema>

/** And what it hears from it. */
export const fromServerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), url: z.string() }),
  z.strictObject({ kind: z.literal('failed'), problem: problemSchema }),
])

export type FromServer = z.infer<typeof fromServerSchema>
