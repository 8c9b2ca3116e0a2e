import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type ClientParts, readClientParts } from './credentials.ts'
import { DEMO_API_KEY } from './people.ts'
import { type Query, readQuery } from './query.ts'
import { type Caller, type Viewer, viewerOf } from './viewer.ts'
import { parseGuid } from './wording.ts'
import type { World } from './world.ts'

export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly query: Query
  /** Who the client says it is, whether or not it has a token. */
  readonly parts: ClientParts
  /** A named part of the path, a GUID in its written form; '' when it is none. */
  readonly guid: (name: string) => string
  /** A named part of the path as it stands. */
  readonly segment: (name: string) => string
}

export interface SignedInExchange extends Exchange {
  readonly caller: Caller
}

export interface ViewingExchange extends SignedInExchange {
  readonly viewer: Viewer
}

type Method = 'GET' | 'POST' | 'DELETE'
type Handler<In> = (exchange: In) => unknown

/** The three doors: for anybody, for callers with a token, and for callers who look as some user (`userId`). */
export interface Router {
  open(method: Method, url: string, handler: Handler<Exchange>): void
  signedIn(method: Method, url: string, handler: Handler<SignedInExchange>): void
  viewing(method: Method, url: string, handler: Handler<ViewingExchange>): void
}

export function createRouter(app: FastifyInstance, world: World): Router {
  const open: Router['open'] = (method, url, handler) =>
    void app.route({
      method,
      url,
      handler: async (request, reply) => handler(exchangeOf(request, reply, world)),
    })
  const signedIn: Router['signedIn'] = (method, url, handler) =>
    open(method, url, (exchange) => {
      const caller = authenticate(exchange.parts.token, world)
      return caller ? handler({ ...exchange, caller }) : exchange.reply.code(401).send()
    })
  const viewing: Router['viewing'] = (method, url, handler) =>
    signedIn(method, url, (exchange) => {
      const userId = exchange.query.text('userId')
      const answer = viewerOf(exchange.caller, userId && (parseGuid(userId) ?? ''), world.accounts)
      if (answer.kind === 'refused') return exchange.reply.code(answer.status).send()
      return handler({ ...exchange, viewer: answer.viewer })
    })
  return { open, signedIn, viewing }
}

function exchangeOf(request: FastifyRequest, reply: FastifyReply, world: World): Exchange {
  const parameters = new URLSearchParams(request.url.split('?')[1] ?? '')
  const segment = (name: string) => segmentOf(request.params, name)
  return {
    request,
    reply,
    query: readQuery(parameters),
    parts: readClientParts(
      { headers: request.headers, query: parameters },
      world.settings.legacyAuthorization,
    ),
    segment,
    guid: (name) => parseGuid(segment(name)) ?? '',
  }
}

function segmentOf(params: unknown, name: string): string {
  const value: unknown = typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined
  return typeof value === 'string' ? value : ''
}

/** Who a token belongs to; null when it is unknown, revoked, or its owner has been disabled. */
export function authenticate(token: string | null, world: World): Caller | null {
  if (token === null) return null
  if (token === DEMO_API_KEY) return { kind: 'apiKey' }
  const grant = world.tokens.find(token)
  const account = grant && world.accounts.find(grant.userId)
  if (!grant || !account || account.policy.IsDisabled) return null
  world.sessions.touch(grant, world.calendar.utcMs())
  return { kind: 'user', account, grant }
}

/** Reads a request's body; names in it are not case-sensitive, so the schema's keys are in lower case. */
export function readBody<Schema extends z.ZodType>(
  exchange: Exchange,
  schema: Schema,
): z.output<Schema> | null {
  const parsed = schema.safeParse(lowerCaseKeys(exchange.request.body ?? {}))
  return parsed.success ? parsed.data : null
}

/** The same value with every key in lower case, at any depth. */
export function lowerCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCaseKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerCaseKeys(inner)]),
  )
}

/** 400 as ASP.NET words it for handlers that complain in plain text. */
export const badRequest = ({ reply }: Exchange, sentence: string) =>
  reply.code(400).type('text/plain').send(sentence)
