import { z } from 'zod'
import { companionStateSchema } from '../../protocol/companionState.ts'
import { problemSchema } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

const replySchema = z.discriminatedUnion('ok', [
  z.object({ type: z.literal('reply'), id: z.number(), ok: z.literal(true) }),
  z.object({
    type: z.literal('reply'),
    id: z.number().nullable(),
    ok: z.literal(false),
    problem: problemSchema,
  }),
])

/** What a companion with `--json` says, line by line. */
const memberLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('link'), joinLink: z.string() }),
  z.object({ type: z.literal('state'), state: companionStateSchema }),
  replySchema,
  z.object({ type: z.literal('fatal'), problem: problemSchema }),
])

export type MemberLine = z.infer<typeof memberLineSchema>

/** Reads one line; the failure says what about it was not understood. */
export function readMemberLine(line: string): Result<MemberLine, string> {
  const parsed = memberLineSchema.safeParse(parseJson(line))
  return parsed.success ? success(parsed.data) : failure(z.prettifyError(parsed.error))
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
