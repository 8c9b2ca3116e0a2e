import type { z } from 'zod'
import type { Problem } from '../../../protocol/problem.ts'
import { failure, success, type Result } from '../../../protocol/result.ts'
import { restErrorSchema } from '../../../protocol/rest.ts'
import { noAnswer, offline } from '../../session/sessionProblems.ts'

export interface RestQuestion {
  /** `ws://` or `wss://` address of the session server. */
  readonly server: string
  readonly path: string
  /** What the server gave. It travels in a header: no address, no log holds it. */
  readonly token: string
  readonly body?: unknown
}

const answerWithinMs = 8000

/** POSTs to the REST side of a session server. Redirects are not followed. */
export async function askServer<Value>(
  { server, path, token, body }: RestQuestion,
  schema: z.ZodType<Value>,
): Promise<Result<Value, Problem>> {
  const url = server.replace(/^ws/i, 'http').replace(/\/$/, '') + path
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(answerWithinMs),
    })
    const answer: unknown = response.status === 204 ? undefined : await response.json()
    if (!response.ok) return failure(refusalIn(answer))
    const read = schema.safeParse(answer)
    return read.success ? success(read.data) : failure(noAnswer)
  } catch {
    return failure(offline)
  }
}

function refusalIn(answer: unknown): Problem {
  const refused = restErrorSchema.safeParse(answer).data?.error
  if (refused === undefined) return noAnswer
  return { code: refused.code, sentence: refused.message, nextStep: refused.details.nextStep }
}
