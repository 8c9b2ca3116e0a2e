import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { identifier } from '../host/secrets.ts'
import type { Log } from '../host/log.ts'

/** An id for every request, told in `x-request-id` and in the log; the log has the route, never the address asked for. */
export function logRequests(server: FastifyInstance, log: Log): void {
  server.setGenReqId(() => identifier(randomBytes))
  // With callbacks: a reply is thenable, and to wait for it is to wait for its end.
  server.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id)
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const tookMs = Math.round(reply.elapsedTime)
    const facts = { request: request.id, method: request.method, route, status: reply.statusCode, tookMs }
    log.info(facts, 'A request was answered.')
    done()
  })
}
