import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'
import { quickConnectSchema, signInAnswerSchema } from './answers.ts'
import { delay, type Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import type { HttpClient, RequestProblem } from './httpClient.ts'
import { quickConnectCancelled, quickConnectDisabled, quickConnectExpired } from './problems.ts'
import { anonymousClient, credentialsFrom, type SignIn } from './signIn.ts'

/** A code that a signed-in person confirms in another Jellyfin client. */
export interface QuickConnect {
  /** Six digits, to be shown. */
  readonly code: string
  /** Settles when the code was confirmed, expired or cancelled. */
  readonly result: Promise<Result<Credentials, Problem>>
  readonly cancel: Cancel
}

/** Slow enough for any server, quick enough for somebody who watches. */
export const pollEveryMs = 3000
/** Jellyfin forgets a code after 10 minutes. */
const expiresAfterMs = 600_000

/** Asks for a code and waits for its confirmation. A line that fails meanwhile is waited out. */
export async function startQuickConnect(signIn: SignIn): Promise<Result<QuickConnect, Problem>> {
  const client = anonymousClient(signIn)
  const started = await client.ask({ method: 'POST', path: '/QuickConnect/Initiate' }, quickConnectSchema)
  if (!started.ok) return failure(started.problem.status === 401 ? quickConnectDisabled() : started.problem)
  const { Code, Secret } = started.value
  const controller = new AbortController()
  const confirmed = waitForConfirmation({
    client,
    clock: signIn.clock,
    secret: Secret,
    signal: controller.signal,
  })
  const result = confirmed.then((answer) => (answer.ok ? redeem(signIn, client, Secret) : answer))
  return success({ code: Code, result, cancel: () => controller.abort() })
}

interface Waiting {
  readonly client: HttpClient
  readonly clock: Clock
  readonly secret: string
  readonly signal: AbortSignal
}

async function waitForConfirmation(waiting: Waiting): Promise<Result<undefined, Problem>> {
  const { client, clock, secret, signal } = waiting
  const givesUpAtMs = clock.nowMs() + expiresAfterMs
  while (await delay(clock, pollEveryMs, signal)) {
    const request = { method: 'GET', path: '/QuickConnect/Connect', query: { secret } } as const
    const answer = await client.ask(request, quickConnectSchema)
    if (signal.aborted) break
    if (answer.ok && answer.value.Authenticated) return success(undefined)
    const end = answer.ok ? null : endOf(answer.problem)
    if (end !== null) return failure(end)
    if (clock.nowMs() >= givesUpAtMs) return failure(quickConnectExpired())
  }
  return failure(quickConnectCancelled())
}

/** The answers after which asking on is useless. */
function endOf({ status }: RequestProblem): Problem | null {
  if (status === 404) return quickConnectExpired()
  return status === 401 ? quickConnectDisabled() : null
}

async function redeem(
  signIn: SignIn,
  client: HttpClient,
  secret: string,
): Promise<Result<Credentials, Problem>> {
  const answer = await client.ask(
    { method: 'POST', path: '/Users/AuthenticateWithQuickConnect', body: { Secret: secret } },
    signInAnswerSchema,
  )
  if (answer.ok) return success(credentialsFrom(signIn, answer.value))
  return failure(endOf(answer.problem) ?? answer.problem)
}
