import Fastify, { type FastifyInstance } from 'fastify'
import type { Health } from './health.ts'
import { registerJoinPage } from './joinPage/registerJoinPage.ts'
import { registerRest } from './rest/registerRest.ts'
import type { RestSurroundings } from './rest/restParts.ts'
import type { SessionPort } from './sessionPort.ts'

/** What stands around the sessions: the HTTP server that they are upgraded from, and what operators ask of it. */
export function createHttpServer(
  port: SessionPort,
  health: () => Health,
  rest: RestSurroundings,
): FastifyInstance {
  const server = Fastify({
    logger: false,
    forceCloseConnections: true,
    requestTimeout: 10_000,
    bodyLimit: rest.limits.bodyBytes,
  })
  registerRest(server, rest)
  registerJoinPage(server)
  server.get('/health', () => health())
  server.server.on('upgrade', (request, socket, head) => port.upgrade(request, socket, head))
  return server
}
