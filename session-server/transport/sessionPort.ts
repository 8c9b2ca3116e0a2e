import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { sessionPath } from '../../protocol/session.ts'
import type { Log } from '../host/log.ts'
import type { SessionClock } from '../host/sessionClock.ts'
import type { Reception } from './introduction.ts'
import { createFrameBytes } from './frameBytes.ts'
import { createRounds } from './rounds.ts'
import { SocketSession } from './socketSession.ts'
import { roundsEveryMs, type TransportLimits } from './transportLimits.ts'

export interface SessionPortParts {
  readonly clock: SessionClock
  readonly limits: TransportLimits
  readonly reception: Reception
  readonly log: Log
  /** Origins of web pages that may connect; the companion sends none and always may. */
  readonly allowedOrigins: readonly string[]
}

/** Where sockets come in: `upgrade` is to be called for every upgrade request of the HTTP server. */
export interface SessionPort {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Tells everyone why and closes all sockets. */
  close(reason: CloseReason): void
}

export function createSessionPort({
  clock,
  limits,
  reception,
  log,
  allowedOrigins,
}: SessionPortParts): SessionPort {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
  })
  const sessions = new Set<SocketSession>()
  const socketsOf = new Map<string, number>()
  const count = (address: string, change: 1 | -1) => {
    const sockets = (socketsOf.get(address) ?? 0) + change
    if (sockets > 0) socketsOf.set(address, sockets)
    else socketsOf.delete(address)
    return sockets
  }
  const rounds = createRounds(clock, roundsEveryMs(limits))
  const bytesOf = createFrameBytes()
  // Not within the callback of the upgrade: what listens there would keep the request for as long as the socket lives.
  const hold = (webSocket: WebSocket, address: string) => {
    const session = new SocketSession({
      socket: webSocket,
      clock,
      rounds,
      bytesOf,
      limits,
      reception,
      log,
      address,
    })
    sessions.add(session)
    webSocket.once('close', () => {
      sessions.delete(session)
      count(address, -1)
    })
    if (count(address, 1) > limits.socketsPerAddress) session.end('too-many-sockets')
  }
  return {
    upgrade: (request, socket, head) => {
      const path = (request.url ?? '').split('?', 1)[0]
      const { origin } = request.headers
      if (path !== sessionPath)
        return decline(socket, '404 Not Found', `Sessions are held on ${sessionPath}.`)
      if (origin !== undefined && !allowedOrigins.includes(origin)) {
        return decline(socket, '403 Forbidden', 'Web pages of this origin may not use this session server.')
      }
      const address = request.socket.remoteAddress ?? ''
      server.handleUpgrade(request, socket, head, (webSocket) => hold(webSocket, address))
    },
    close: (reason) => {
      for (const session of sessions) session.end(reason)
    },
  }
}

function decline(socket: Duplex, status: string, sentence: string): void {
  socket.on('error', () => undefined)
  const headers = ['Connection: close', 'Content-Type: text/plain; charset=utf-8']
  socket.end(
    [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${Buffer.byteLength(sentence)}`, '', sentence].join(
      '\r\n',
    ),
  )
}
