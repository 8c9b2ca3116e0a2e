import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Log } from '../../host/log.ts'
import type { SessionClock } from '../../host/sessionClock.ts'
import type { Meter } from '../../host/meter.ts'
import type { AddressReader } from '../clientAddress.ts'
import { decline } from '../decline.ts'
import { createFrameBytes } from '../frameBytes.ts'
import { createOutgoingPost } from '../outbox.ts'
import { createRounds } from '../rounds.ts'
import type { SessionPort } from '../sessionPort.ts'
import type { SocketCount } from '../socketCount.ts'
import { roundsEveryMs, type TransportLimits } from '../transportLimits.ts'
import type { PartyHall } from './partyHall.ts'
import { PartySocket } from './partySocket.ts'

export interface PartyPortParts {
  readonly hall: PartyHall
  readonly clock: SessionClock
  readonly limits: TransportLimits
  readonly log: Log
  readonly meter: Meter
  readonly addresses: AddressReader
  readonly count: SocketCount
  /** Whether sessions are begun now. */
  readonly isOpen: () => boolean
  /** Origins of the web pages of Jellyfins; none = any, as web clients are what this port is for. */
  readonly allowedOrigins: readonly string[]
}

/** Where web clients that speak OpenWatchParty come in. */
export function createPartyPort(parts: PartyPortParts): SessionPort {
  const { hall, clock, limits, log, meter, addresses, count, isOpen, allowedOrigins } = parts
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
  })
  const sockets = new Set<PartySocket>()
  const rounds = createRounds(clock, roundsEveryMs(limits))
  const outgoing = createFrameBytes()
  const post = createOutgoingPost()
  const line = { clock, rounds, outgoing, limits, log, meter, welcome: hall.welcome.bind(hall) }
  const hold = (socket: WebSocket, duplex: Duplex, address: string) => {
    const party = new PartySocket({ ...line, socket, outbox: post.outboxOf(duplex), address })
    const { isOneTooMany, leave } = count.enter(address)
    sockets.add(party)
    socket.once('close', () => {
      sockets.delete(party)
      leave()
    })
    if (isOneTooMany) party.tooMany()
  }
  return {
    upgrade: (request, socket, head) => {
      const { origin } = request.headers
      const isListed = allowedOrigins.length === 0 || allowedOrigins.includes('*')
      if (origin !== undefined && !isListed && !allowedOrigins.includes(origin)) {
        return decline(socket, '403 Forbidden', 'Web pages of this origin may not use this session server.')
      }
      if (!isOpen() || !count.hasRoom()) {
        return decline(socket, '503 Service Unavailable', 'This session server takes nobody in now.')
      }
      const address = addresses.of(request)
      server.handleUpgrade(request, socket, head, (webSocket) => hold(webSocket, socket, address))
    },
    close: () => {
      hall.close()
      for (const socket of sockets) socket.shutDown()
    },
  }
}
