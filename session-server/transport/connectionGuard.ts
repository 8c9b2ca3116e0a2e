import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { AddressReader } from './clientAddress.ts'
import type { TransportLimits } from './transportLimits.ts'

/** Connections beyond the sockets: requests are short, and come beside the sockets of a household. */
const perAddressBeside = 64
const inAllBeside = 512

/**
 * Cuts connections that one address has too many of before a byte of them is read, so that nobody can use up what all
 * share; a proxy brings those of many. Silent ones are ended by the HTTP server itself.
 */
export function guardConnections(
  server: Server,
  { sockets, socketsPerAddress }: TransportLimits,
  addresses: AddressReader,
): void {
  const byPeer = new Map<string, number>()
  server.maxConnections = sockets + inAllBeside
  server.on('connection', (socket: Socket) => {
    const peer = socket.remoteAddress ?? ''
    if (addresses.isProxy(peer)) return
    const count = (byPeer.get(peer) ?? 0) + 1
    byPeer.set(peer, count)
    socket.once('close', () => {
      const left = (byPeer.get(peer) ?? 1) - 1
      if (left > 0) byPeer.set(peer, left)
      else byPeer.delete(peer)
    })
    if (count > socketsPerAddress + perAddressBeside) socket.destroy()
  })
}
