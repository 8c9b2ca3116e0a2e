import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect } from 'node:tls'
import { fingerprintOf, tlsAddress } from './certificateOf.ts'

/**
 * A door on 127.0.0.1 to one server whose certificate a person has confirmed by its fingerprint: what goes in comes out
 * at that server over TLS, and at no other, because the connection is used only if the very same certificate is shown.
 * So one server is trusted without trusting whoever signed its certificate.
 */
export interface PinnedDoor {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  close(): Promise<void>
}

export interface PinnedServer {
  /** `https://host:port` */
  readonly origin: string
  /** SHA-256, bytes in hex with colons. */
  readonly fingerprint: string
}

export async function openPinnedDoor(pinned: PinnedServer): Promise<PinnedDoor> {
  const agent = createPinningAgent(pinned)
  const server = http.createServer((request, response) => pass(pinned, agent, { request, response }))
  server.on('upgrade', (request, socket, head) => passUpgrade(pinned, agent, { request, socket, head }))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      agent.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

type Connected = (error: Error | null, socket: Duplex) => void

/** Hands out a connection only after the certificate was compared: nothing is sent before. */
function createPinningAgent({ origin, fingerprint }: PinnedServer): https.Agent {
  const { hostname, port } = new URL(origin)
  const address = tlsAddress(hostname.replace(/^\[|\]$/g, ''), port)
  const createConnection = (_options: unknown, callback?: Connected) => {
    const socket = connect({ ...address, rejectUnauthorized: false })
    const fail = (error: Error) => callback?.(error, socket)
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      socket.off('error', fail)
      if (fingerprintOf(socket) === fingerprint) return callback?.(null, socket)
      socket.destroy()
      fail(new Error('another certificate is shown than the one that was confirmed'))
    })
    // A connection that comes later comes by the callback.
    return undefined
  }
  return Object.assign(new https.Agent({ keepAlive: true }), { createConnection })
}

interface Passage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

const beyond = ({ origin }: PinnedServer, request: IncomingMessage, agent: https.Agent) =>
  https.request(new URL(request.url ?? '/', origin), {
    agent,
    method: request.method ?? 'GET',
    headers: { ...request.headers, host: new URL(origin).host },
  })

function pass(pinned: PinnedServer, agent: https.Agent, { request, response }: Passage): void {
  const forward = beyond(pinned, request, agent)
  forward.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  // Whoever asked learns of it as of a server that is not there.
  forward.on('error', () => request.socket.destroy())
  response.on('close', () => forward.destroy())
  request.pipe(forward)
}

interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

function passUpgrade(pinned: PinnedServer, agent: https.Agent, { request, socket, head }: Upgrade): void {
  const forward = beyond(pinned, request, agent)
  socket.on('error', () => forward.destroy())
  forward.on('error', () => socket.destroy())
  forward.once('response', () => socket.destroy())
  forward.once('upgrade', (answer, far, farHead) => {
    const lines = [`HTTP/1.1 101 ${answer.statusMessage ?? ''}`, ...headerLines(answer), '', '']
    socket.write(lines.join('\r\n'))
    socket.write(farHead)
    far.write(head)
    far.on('error', () => socket.destroy())
    socket.on('close', () => far.destroy())
    far.on('close', () => socket.destroy())
    far.pipe(socket)
    socket.pipe(far)
  })
  forward.end()
}

const headerLines = ({ rawHeaders }: IncomingMessage): readonly string[] =>
  rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : []))
