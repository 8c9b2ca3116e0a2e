import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** A web interface that answers as a test wants: any VLC, or none. */
export interface FakeVlc {
  readonly port: number
  /** Every address asked for so far. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** What to answer: a page, a status, or nothing at all. */
export type FakeAnswer = string | number | null

export async function fakeVlc(answer: (request: IncomingMessage) => FakeAnswer): Promise<FakeVlc> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const given = answer(request)
    if (given === null) return
    if (typeof given === 'number') return void response.writeHead(given).end()
    response.writeHead(200, { 'content-length': Buffer.byteLength(given) }).end(given)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
