import type { SignInWays } from '../../protocol/identity.ts'
import type { Problem } from '../../protocol/problem.ts'
import { restErrorSchema, restPath, serverFactsSchema } from '../../protocol/rest.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { noAnswer, notUnderstood } from './sessionProblems.ts'

const answerWithinMs = 4000

/** A server that tells nothing is shown nothing but a name; what is wrong with it, its socket tells. */
const namesOnly: SignInWays = { open: true, plugin: false, jellyfins: [], isComplete: true }

/** How a session server lets people in. It is told nothing, and redirects are not followed. */
export async function askSignInWays(server: string, clock: Clock): Promise<SignInWays> {
  const answer = await askRest({ server, clock, method: 'GET', path: '/server' })
  const facts = answer.ok ? serverFactsSchema.safeParse(answer.value) : null
  return facts?.success === true ? facts.data.signIn : namesOnly
}

export interface RestAsking {
  /** `ws://` or `wss://` address of the session server. */
  readonly server: string
  readonly clock: Clock
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below the root of REST. */
  readonly path: string
  /** Session token; absent = asked as nobody. */
  readonly token?: string
  readonly body?: unknown
}

/** One request over REST and its JSON; redirects are not followed, and a refusal is told as the server told it. */
export async function askRest(asking: RestAsking): Promise<Result<unknown, Problem>> {
  const { server, clock, method, path, token, body } = asking
  const url = `${server.replace(/^ws/i, 'http').replace(/\/$/, '')}${restPath}${path}`
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const controller = new AbortController()
  const cancel = clock.after(answerWithinMs, () => controller.abort())
  try {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(url, {
      ...{ method, headers, redirect: 'error', signal: controller.signal },
      ...sent,
    })
    const text = await response.text()
    return response.ok ? read(text) : failure(refusalIn(text))
  } catch {
    return failure(noAnswer)
  } finally {
    cancel()
  }
}

function read(text: string): Result<unknown, Problem> {
  if (text === '') return success(null)
  try {
    return success(JSON.parse(text))
  } catch {
    return failure(notUnderstood)
  }
}

function refusalIn(text: string): Problem {
  const said = read(text)
  const refusal = said.ok ? restErrorSchema.safeParse(said.value) : null
  if (refusal?.success !== true) return notUnderstood
  const { code, message: sentence, details } = refusal.data.error
  return { code, sentence, nextStep: details.nextStep }
}
