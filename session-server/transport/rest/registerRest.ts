import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { adminRoutes } from './adminRoutes.ts'
import { createCallers } from './callers.ts'
import { refuse } from './envelope.ts'
import { answerFaults } from './faults.ts'
import { invitationRoutes } from './invitationRoutes.ts'
import { libraryRoutes } from './libraryRoutes.ts'
import { createRate } from './rates.ts'
import type { RestParts, RestSurroundings } from './restParts.ts'
import { createRoomAsker } from './roomAsker.ts'
import { roomRoutes } from './roomRoutes.ts'
import { sessionRoutes } from './sessionRoutes.ts'

/** Puts REST under `/api`: version 1 under `/api/v1`, its page at `/api/docs`, its description at `/api/docs/json`. */
export function registerRest(server: FastifyInstance, surroundings: RestSurroundings): void {
  void server.register((api) => composeApi(api, surroundings), { prefix: '/api' })
}

async function composeApi(api: FastifyInstance, surroundings: RestSurroundings): Promise<void> {
  const { limits, gatekeeper, serverVersion, allowedOrigins } = surroundings
  const perAddress = createRate(limits.requestsOfAddress)
  const parts = {
    ...surroundings,
    callers: createCallers(gatekeeper, createRate(limits.requestsOfPerson)),
    asker: createRoomAsker(surroundings),
    creations: createRate(limits.roomsCreated),
    joins: createRate(limits.roomJoined),
  }
  api.setValidatorCompiler(validatorCompiler)
  api.setSerializerCompiler(serializerCompiler)
  // JSON is all that is read here.
  api.removeContentTypeParser('text/plain')
  answerFaults(api, surroundings.log)
  api.addHook('onRequest', async (request, reply) => {
    const mayGoOn = await perAddress.take(request.ip)
    if (!mayGoOn.ok) return refuse(reply, mayGoOn.problem)
  })
  await api.register(cors, { origin: [...allowedOrigins], methods: ['GET', 'POST', 'PATCH', 'DELETE'] })
  await api.register(swagger, { openapi: description(serverVersion), transform: jsonSchemaTransform })
  await api.register(composeDocs, { prefix: '/docs' })
  // The page's own styles and scripts are beside it. Relative, so that it holds behind any proxy.
  api.get('/docs', { schema: { hide: true } }, (_request, reply) => reply.redirect('docs/'))
  await api.register((v1) => composeVersion1(v1, parts), { prefix: '/v1' })
}

async function composeVersion1(v1: FastifyInstance, parts: RestParts): Promise<void> {
  await v1.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    strictTransportSecurity: false,
  })
  // What concerns one person is nobody else's, not a cache's either.
  v1.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'))
  for (const routes of [sessionRoutes, roomRoutes, invitationRoutes, libraryRoutes, adminRoutes])
    routes(v1, parts)
}

/** The page about the interface, which needs styles and scripts of its own. */
async function composeDocs(docs: FastifyInstance): Promise<void> {
  await docs.register(swaggerUi, { routePrefix: '/', staticCSP: true })
}

const description = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Lockstep session server',
    version,
    description:
      'Rooms, invitations and sessions for scripts and pages. What is done here is done to the same rooms that members are in over the wire. Refusals carry a code of the table that the wire uses, a sentence and a next step.',
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      session: { type: 'http' as const, scheme: 'bearer', description: 'The token of POST /api/v1/session.' },
    },
  },
})
