import type { z } from 'zod'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import { formatAuthorization, type AuthorizationParts, type BorrowedToken } from './authorization.ts'
import type { Clock } from './clock.ts'
import { connectionProblem, wasStaleConnection } from './connectionProblem.ts'
import { silentLogger, type Logger } from './logger.ts'
import {
  answerNotUnderstood,
  forbidden,
  itemNotFound,
  notForThisUser,
  notJellyfin,
  redirects,
  requestRefused,
  serverFailed,
  starting,
  timedOut,
} from './problems.ts'

/** A request's failure with the HTTP status behind it, null when no answer came. */
export interface RequestProblem extends Problem {
  readonly status: number | null
}

export type Answer<Value> = Promise<Result<Value, RequestProblem>>

export interface JellyfinRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** From the server's base, e.g. `/Items`. Ids in it must be checked before. */
  readonly path: string
  /** Null leaves the parameter out. */
  readonly query?: Readonly<Record<string, string | number | boolean | null>>
  readonly body?: unknown
  /** Default: that of the client. */
  readonly timeoutMs?: number
}

/** Requests to one Jellyfin server. Every answer is checked, every failure is a value. */
export interface HttpClient {
  readonly serverUrl: string
  ask<Value>(request: JellyfinRequest, answer: z.ZodType<Value>): Answer<Value>
  /** For requests whose answer says nothing (204). */
  tell(request: JellyfinRequest): Answer<undefined>
}

export interface HttpClientOptions {
  /** Base address without a slash at its end. */
  readonly serverUrl: string
  /** Null for what a server tells everybody. */
  readonly authorization: AuthorizationParts | BorrowedToken | null
  readonly clock: Clock
  readonly logger?: Logger
  /** How long headers and body of one answer may take. */
  readonly timeoutMs?: number
  /** The longest answer that is read to its end. */
  readonly longestAnswerBytes?: number
}

const defaultTimeoutMs = 15_000
/** More than the longest page of items, less than what would hurt. */
const defaultLongestAnswerBytes = 64 * 1024 * 1024

export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { serverUrl } = options
  const logger = options.logger ?? silentLogger
  const send = async (request: JellyfinRequest) => {
    const text = await exchange(options, request)
    // The path alone: a query may hold what somebody searched for.
    if (!text.ok) logger.debug({ path: request.path, code: text.problem.code }, 'request to Jellyfin failed')
    return text
  }
  return {
    serverUrl,
    async ask(request, answer) {
      const text = await send(request)
      if (!text.ok) return text
      const parsed = answer.safeParse(parseJson(text.value))
      if (parsed.success) return success(parsed.data)
      const at = parsed.error.issues[0]?.path.join('.') ?? ''
      logger.warn({ path: request.path, at }, 'answer of Jellyfin not understood')
      return failure({ ...answerNotUnderstood(), status: 200 })
    },
    async tell(request) {
      const text = await send(request)
      return text.ok ? success(undefined) : text
    },
  }
}

/** The body of a good answer. */
async function exchange(options: HttpClientOptions, request: JellyfinRequest): Answer<string> {
  const url = addressOf(options.serverUrl, request)
  const controller = new AbortController()
  const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs
  const stopWaiting = options.clock.after(timeoutMs, () => controller.abort())
  const attempt = async (): Answer<string> => {
    const response = await fetch(url, {
      method: request.method,
      headers: headersOf(options, request),
      // A redirect would carry the token to wherever it points.
      redirect: 'manual',
      signal: controller.signal,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    })
    if (response.ok && isHtml(response)) return failure(await unread(response, notJellyfin(url.host)))
    if (!response.ok) return failure(await unread(response, problemOfStatus(response, url)))
    const text = await readUpTo(response, options.longestAnswerBytes ?? defaultLongestAnswerBytes)
    return text === null ? failure({ ...answerNotUnderstood(), status: response.status }) : success(text)
  }
  try {
    // No request of ours does more when it is made twice.
    return await attempt().catch((error: unknown) => {
      if (wasStaleConnection(error)) return attempt()
      throw error
    })
  } catch (error) {
    const problem = controller.signal.aborted ? timedOut(url.host) : connectionProblem(error, url.host)
    return failure({ ...problem, status: null })
  } finally {
    stopWaiting()
  }
}

function addressOf(serverUrl: string, { path, query }: JellyfinRequest): URL {
  const url = new URL(serverUrl + path)
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null) url.searchParams.set(name, String(value))
  }
  return url
}

function headersOf({ authorization }: HttpClientOptions, request: JellyfinRequest): Record<string, string> {
  return {
    ...(authorization === null ? {} : { authorization: formatAuthorization(authorization) }),
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
  }
}

/** Lets go of a body that nobody reads, so that its connection is free again. */
async function unread(response: Response, problem: Problem): Promise<RequestProblem> {
  await response.body?.cancel()
  return { ...problem, status: response.status }
}

/** Null when the answer is longer; what follows is not waited for. */
async function readUpTo({ body }: Response, longestBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength
    if (bytes > longestBytes) return null
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function problemOfStatus(response: Response, url: URL): Problem {
  const { status } = response
  if (status >= 300 && status < 400) return redirects(url.host, redirectTarget(response, url))
  if (status === 401) return notForThisUser()
  if (status === 403) return forbidden()
  if (status === 404) return itemNotFound()
  if (status === 503 && isHtml(response)) return starting(url.host)
  if (status >= 500) return serverFailed(status)
  return isHtml(response) ? notJellyfin(url.host) : requestRefused(status)
}

/** Scheme and host only: what follows may hold anything. */
function redirectTarget(response: Response, url: URL): string {
  const location = response.headers.get('location')
  if (location === null || !URL.canParse(location, url)) return 'another address'
  return new URL(location, url).origin
}

const isHtml = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/html') ?? false

/** Undefined when it is no JSON: no schema accepts that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
