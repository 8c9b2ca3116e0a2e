import { WebSocketServer } from 'ws'
import type { Log } from '../../host/log.ts'
import type { SessionClock } from '../../host/sessionClock.ts'
import { decline } from '../decline.ts'
import { createFrameBytes } from '../frameBytes.ts'
import { createRounds } from '../rounds.ts'
import type { SessionPort } from '../sessionPort.ts'
import { roundsEveryMs, type TransportLimits } from '../transportLimits.ts'
import type { PartyHall } from './partyHall.ts'
import { PartySocket } from './partySocket.ts'

export interface PartyPortParts {
  readonly hall: PartyHall
  readonly clock: SessionClock
  readonly limits: TransportLimits
  readonly log: Log
  /** Origins of the web pages of Jellyfins; none = any, as web clients are what this port is for. */
  readonly allowedOrigins: readonly string[]
}

/** Where web clients that speak OpenWatchParty come in. */
export function createPartyPort({ hall, clock, limits, log, allowedOrigins }: PartyPortParts): SessionPort {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
  })
  const sockets = new Map<PartySocket, string>()
  const rounds = createRounds(clock, roundsEveryMs(limits))
  const bytesOf = createFrameBytes()
  const comeFrom = (address: string) => [...sockets.values()].filter((other) => other === address).length
  return {
    upgrade: (request, socket, head) => {
      const { origin } = request.headers
      const isListed = allowedOrigins.length === 0 || allowedOrigins.includes('*')
      if (origin !== undefined && !isListed && !allowedOrigins.includes(origin)) {
        return decline(socket, '403 Forbidden', 'Web pages of this origin may not use this session server.')
      }
      const address = request.socket.remoteAddress ?? ''
      if (comeFrom(address) >= limits.socketsPerAddress) {
        return decline(socket, '429 Too Many Requests', 'Too many connections come from this address.')
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const welcome = hall.welcome.bind(hall)
        const parts = { socket: webSocket, clock, rounds, bytesOf, limits, log, address, welcome }
        const party = new PartySocket(parts)
        sockets.set(party, address)
        webSocket.once('close', () => sockets.delete(party))
      })
    },
    close: () => {
      hall.close()
      for (const socket of sockets.keys()) socket.shutDown()
    },
  }
}
