import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket as WsWebSocket, WebSocketServer } from 'ws'
import { createSystemClock } from '../../platform/systemClock.ts'
import { openWebSocketWire, wireOver, type WebSocketConstructor } from '../../platform/webSocketWire.ts'
import type { Wire } from '../../protocol/wire.ts'
import { describeWire, type WirePair } from '../contracts/wire.ts'

const clock = createSystemClock()
const constructors: Readonly<Record<string, WebSocketConstructor>> = {
  "Node's WebSocket": WebSocket,
  'the WebSocket of ws': WsWebSocket,
}

/** A server on a free port that gives its end of the first connection. */
async function pairOver(WebSocketClass: WebSocketConstructor): Promise<WirePair> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const accepted = new Promise<Wire>((resolve) => {
    server.once('connection', (socket) => resolve(wireOver(socket)))
  })
  const url = `ws://127.0.0.1:${portOf(server.address())}`
  const opened = await openWebSocketWire({ url, WebSocket: WebSocketClass, clock, withinMs: 5000 })
  if (!opened.ok) throw new Error(opened.problem.sentence)
  const dispose = async () => {
    opened.value.close()
    for (const socket of server.clients) socket.terminate()
    await new Promise((resolve) => server.close(resolve))
  }
  return { left: opened.value, right: await accepted, dispose }
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())))
  })

for (const [name, WebSocketClass] of Object.entries(constructors)) {
  describeWire(name, () => pairOver(WebSocketClass))

  describe(`opening a wire over ${name}`, () => {
    const open = (url: string, withinMs = 5000) =>
      openWebSocketWire({ url, WebSocket: WebSocketClass, clock, withinMs })

    it('[SV32] says that nobody answers at an address without a server', async () => {
      const server = createServer()
      const port = await listening(server)
      await new Promise((resolve) => server.close(resolve))
      expect(await open(`ws://127.0.0.1:${port}`)).toMatchObject({
        ok: false,
        problem: { code: 'session-server-unreachable' },
      })
    })

    it('[SV32] gives up on a server that accepts and then says nothing', async () => {
      const server = createServer((socket) => socket.on('error', () => undefined))
      const port = await listening(server)
      expect((await open(`ws://127.0.0.1:${port}`, 50)).ok).toBe(false)
      server.close()
    })

    it('[SV32] says so of what is no address at all', async () => {
      expect((await open('no address')).ok).toBe(false)
    })
  })
}
