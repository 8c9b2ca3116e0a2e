import type { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure } from '../protocol/result.ts'
import { userSchema } from './answers.ts'
import type { Answer, HttpClient, JellyfinRequest } from './httpClient.ts'
import { signedOut } from './problems.ts'

/** An HTTP client that finds out whether a refusal means the end of the sign-in. */
export interface SessionClient extends HttpClient {
  /** Asks the server who this is; resolves to true when it no longer knows. */
  checkSignedOut(): Promise<boolean>
}

/**
 * Jellyfin answers 401 also for a library that the user may not see; only a 401 to `GET /Users/Me` ends the sign-in.
 * `onSignedOut` is called once at most.
 */
export function createSessionClient(
  client: HttpClient,
  onSignedOut: (problem: Problem) => void,
): SessionClient {
  let ended = false
  let checking: Promise<boolean> | null = null
  const check = async (): Promise<boolean> => {
    const answer = await client.ask({ method: 'GET', path: '/Users/Me' }, userSchema)
    checking = null
    if (answer.ok || answer.problem.status !== 401) return ended
    if (!ended) {
      ended = true
      onSignedOut(signedOut())
    }
    return true
  }
  const checkSignedOut = async () => ended || (checking ??= check())
  const understood = async <Value>(request: () => Answer<Value>): Answer<Value> => {
    const answer = await request()
    const suspicious = !answer.ok && answer.problem.status === 401
    return suspicious && (await checkSignedOut()) ? failure({ ...signedOut(), status: 401 }) : answer
  }
  return {
    serverUrl: client.serverUrl,
    checkSignedOut,
    ask: <Value>(request: JellyfinRequest, answer: z.ZodType<Value>) =>
      understood(() => client.ask(request, answer)),
    tell: (request) => understood(() => client.tell(request)),
  }
}
