import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { personSchema } from '../../../protocol/person.ts'
import {
  restErrorSchema,
  serverFactsSchema,
  signedInSchema,
  signInRequestSchema,
} from '../../../protocol/rest.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { protocolVersion } from '../../../protocol/session.ts'
import { refusal, settle, type Refusal } from './envelope.ts'
import type { RestParts } from './restParts.ts'

type SignIn = z.infer<typeof signInRequestSchema>

/** What the server is, and getting a session of it without a socket. */
export function sessionRoutes(api: FastifyInstance, parts: RestParts): void {
  const routes = api.withTypeProvider<ZodTypeProvider>()
  const { callers, gatekeeper } = parts
  routes.get(
    '/server',
    {
      schema: {
        tags: ['server'],
        summary: 'What this server is and how it lets people in; asked before anything secret is sent to it.',
        response: { 200: serverFactsSchema },
      },
    },
    () => factsOf(parts),
  )
  routes.post(
    '/session',
    {
      schema: {
        tags: ['session'],
        summary: 'Signs in: by a Jellyfin token, a token of the plugin, or a name where that is enough.',
        body: signInRequestSchema,
        response: { 201: signedInSchema, default: restErrorSchema },
      },
    },
    (request, reply) => settle(reply.code(201), signIn(request, request.body, parts)),
  )
  routes.get(
    '/session',
    {
      schema: {
        tags: ['session'],
        security: [{ session: [] }],
        summary: 'Who you are.',
        response: { 200: personSchema, default: restErrorSchema },
      },
    },
    async (request, reply) => {
      const caller = await callers.callerOf(request)
      return settle(reply, caller.ok ? success(caller.value.person) : caller)
    },
  )
  routes.delete(
    '/session',
    {
      schema: {
        tags: ['session'],
        security: [{ session: [] }],
        summary: 'Signs out: ends the session on every line, and all its tokens.',
        response: { 204: z.undefined(), default: restErrorSchema },
      },
    },
    async (request, reply) => {
      const caller = await callers.callerOf(request)
      if (!caller.ok) return settle(reply, caller)
      await gatekeeper.signOut(caller.value)
      parts.attendance.end(caller.value.sessionId, 'signed-out')
      return reply.code(204).send(undefined)
    },
  )
}

const factsOf = async ({ gatekeeper, clock, serverVersion, publicUrl }: RestParts) => ({
  name: 'Lockstep',
  version: serverVersion,
  protocol: protocolVersion,
  clockId: clock.id,
  publicUrl,
  signIn: await gatekeeper.ways(),
})

async function signIn(
  request: FastifyRequest,
  { name = 'Guest', identity }: SignIn,
  { gatekeeper }: RestParts,
): Promise<Result<z.infer<typeof signedInSchema>, Refusal>> {
  const claim = { name, identity: identity ?? null, address: request.ip }
  const standing = await gatekeeper.identify(claim)
  if (!standing.ok) return refusal(standing.problem)
  const { person, grant } = standing.value
  return success({ person, grant })
}
