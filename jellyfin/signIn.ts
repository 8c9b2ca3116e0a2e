import type { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { signInAnswerSchema } from './answers.ts'
import type { AppIdentity } from './authorization.ts'
import type { Clock } from './clock.ts'
import type { JellyfinServer } from './connectServer.ts'
import { authorizationOf, type Credentials } from './credentials.ts'
import { createHttpClient, type HttpClient } from './httpClient.ts'
import type { Logger } from './logger.ts'
import { signInForbidden, wrongPassword } from './problems.ts'

/** Where and as what to sign in. */
export interface SignIn {
  readonly server: JellyfinServer
  readonly app: AppIdentity
  /** See `AuthorizationParts`: one for each installation and user, kept with the credentials. */
  readonly deviceId: string
  readonly clock: Clock
  readonly logger?: Logger
}

/** Signs in with user name and password. The password is sent once and kept nowhere. */
export async function signInWithPassword(
  signIn: SignIn,
  userName: string,
  password: string,
): Promise<Result<Credentials, Problem>> {
  const answer = await anonymousClient(signIn).ask(
    { method: 'POST', path: '/Users/AuthenticateByName', body: { Username: userName, Pw: password } },
    signInAnswerSchema,
  )
  if (answer.ok) return success(credentialsFrom(signIn, answer.value))
  if (answer.problem.status === 401) return failure(wrongPassword())
  if (answer.problem.status === 403) return failure(signInForbidden())
  return answer
}

/** Ends the sign-in at the server: its token is worth nothing afterwards. */
export async function signOut(
  credentials: Credentials,
  app: AppIdentity,
  clock: Clock,
): Promise<Result<undefined, Problem>> {
  const authorization = authorizationOf(credentials, app)
  const client = createHttpClient({ serverUrl: credentials.serverUrl, authorization, clock })
  const answer = await client.tell({ method: 'POST', path: '/Sessions/Logout' })
  // 401: somebody else ended it before.
  return answer.ok || answer.problem.status === 401 ? success(undefined) : answer
}

/** A client for requests before there is a token. */
export const anonymousClient = ({ server, app, deviceId, clock, logger }: SignIn): HttpClient =>
  createHttpClient({
    serverUrl: server.url,
    authorization: { app, deviceId, accessToken: null },
    clock,
    ...(logger === undefined ? {} : { logger }),
  })

export const credentialsFrom = (
  { server, deviceId }: SignIn,
  answer: z.infer<typeof signInAnswerSchema>,
): Credentials => ({
  serverUrl: server.url,
  serverId: answer.ServerId,
  serverName: server.name,
  userId: answer.User.Id,
  userName: answer.User.Name,
  accessToken: answer.AccessToken,
  deviceId,
})
