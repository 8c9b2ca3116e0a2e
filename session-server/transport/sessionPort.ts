import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { sessionPath } from '../../protocol/session.ts'
import type { Log } from '../host/log.ts'
import type { Meter } from '../host/meter.ts'
import { identifier } from '../host/secrets.ts'
import type { SessionClock } from '../host/sessionClock.ts'
import type { AddressReader } from './clientAddress.ts'
import type { Reception } from './introduction.ts'
import { decline } from './decline.ts'
import { createFrameBytes } from './frameBytes.ts'
import { createOutgoingPost } from './outbox.ts'
import { createRounds } from './rounds.ts'
import { SocketSession } from './socketSession.ts'
import type { SocketCount } from './socketCount.ts'
import { roundsEveryMs, type TransportLimits } from './transportLimits.ts'

export interface SessionPortParts {
  readonly clock: SessionClock
  readonly limits: TransportLimits
  readonly reception: Reception
  readonly log: Log
  readonly meter: Meter
  readonly addresses: AddressReader
  readonly count: SocketCount
  /** Whether sessions are begun now; a server that restores its rooms or stops begins none. */
  readonly isOpen: () => boolean
  /** Origins of web pages that may connect; the companion sends none and always may. */
  readonly allowedOrigins: readonly string[]
}

/** Where sockets come in: `upgrade` is to be called for every upgrade request of the HTTP server. */
export interface SessionPort {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Tells everyone why and closes all sockets. */
  close(reason: CloseReason): void
}

export function createSessionPort(parts: SessionPortParts): SessionPort {
  const { clock, limits, reception, log, meter, addresses, count, isOpen, allowedOrigins } = parts
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
  })
  const sessions = new Set<SocketSession>()
  const rounds = createRounds(clock, roundsEveryMs(limits))
  const outgoing = createFrameBytes()
  const post = createOutgoingPost()
  // Not within the callback of the upgrade: what listens there would keep the request for as long as the socket lives.
  const hold = (webSocket: WebSocket, line: Duplex, address: string) => {
    const session = new SocketSession({
      socket: webSocket,
      outbox: post.outboxOf(line),
      clock,
      rounds,
      outgoing,
      meter,
      id: identifier(randomBytes),
      limits,
      reception,
      log,
      address,
    })
    sessions.add(session)
    const { isOneTooMany, leave } = count.enter(address)
    webSocket.once('close', () => {
      sessions.delete(session)
      leave()
    })
    if (isOneTooMany) session.end('too-many-sockets')
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
      if (!isOpen() || !count.hasRoom()) return decline(socket, '503 Service Unavailable', comeAgain)
      const address = addresses.of(request)
      server.handleUpgrade(request, socket, head, (webSocket) => hold(webSocket, socket, address))
    },
    close: (reason) => {
      for (const session of sessions) session.end(reason)
    },
  }
}

const comeAgain = 'This session server cannot take another session now. Try again in a moment.'
