import { createServer, type Server } from 'node:http'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../host/log.ts'
import { guardConnections } from './connectionGuard.ts'
import { registerOperatorPages, type OperatorPages } from './operatorPages.ts'
import { logRequests } from './requestLog.ts'
import { registerJoinPage } from './joinPage/registerJoinPage.ts'
import { registerPartyInvites, type PartyInvitesParts } from './openWatchParty/partyInvites.ts'
import { registerRest } from './rest/registerRest.ts'
import type { RestSurroundings } from './rest/restParts.ts'
import type { SessionPort } from './sessionPort.ts'
import type { TransportLimits } from './transportLimits.ts'

export interface HttpServerParts {
  readonly port: SessionPort
  readonly pages: OperatorPages
  readonly rest: RestSurroundings
  /** Where web clients get tickets to invite by. */
  readonly invites: PartyInvitesParts
  readonly limits: TransportLimits
  readonly log: Log
  /** Proxies whose word about the client's address is taken. */
  readonly trustedProxies: readonly string[]
}

/** What stands around the sessions: the HTTP server that they are upgraded from, and what operators ask of it. */
export function createHttpServer(parts: HttpServerParts): FastifyInstance {
  const { port, pages, rest, limits, log, trustedProxies } = parts
  const server = Fastify({
    logger: false,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    http: deadlines(limits),
    requestTimeout: limits.helloWithinMs,
    bodyLimit: rest.limits.bodyBytes,
  })
  logRequests(server, log)
  registerOperatorPages(server, pages)
  registerRest(server, rest)
  registerJoinPage(server)
  registerPartyInvites(server, parts.invites)
  admitSockets(server.server, port, parts)
  return server
}

/** The same server on another port, for those who were told that one. */
export function createSecondDoor(server: FastifyInstance, parts: HttpServerParts): Server {
  const second = createServer(deadlines(parts.limits), (request, response) =>
    server.routing(request, response),
  )
  admitSockets(second, parts.port, parts)
  return second
}

function admitSockets(server: Server, port: SessionPort, { limits, pages }: HttpServerParts): void {
  guardConnections(server, limits, pages.addresses)
  server.on('upgrade', (request, socket, head) => port.upgrade(request, socket, head))
}

/** A connection that sends nothing, or never comes to the end of its request, is ended like a socket without a hello. */
const deadlines = ({ helloWithinMs }: TransportLimits) => ({
  headersTimeout: helloWithinMs,
  requestTimeout: helloWithinMs,
  connectionsCheckingInterval: Math.max(10, Math.min(1000, helloWithinMs / 4)),
})
