import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** One file over HTTP with Range, on loopback, that a test can slow down or cut off. */
export interface MediaServer {
  readonly url: string
  /** Ends every connection in the middle of its bytes and refuses new ones with 503. */
  die(): void
  revive(): void
  close(): Promise<void>
}

export interface MediaServerOptions {
  /** Bytes a second for each connection; without it as fast as loopback allows. */
  readonly bytesPerSecond?: number
}

export async function serveMedia(path: string, options: MediaServerOptions = {}): Promise<MediaServer> {
  const { size } = await stat(path)
  const sockets = new Set<Socket>()
  let dead = false
  const server = createServer((request, response) => {
    if (dead) return void response.writeHead(503).end()
    sendRange({ path, size, request, response, ...options })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => sockets.forEach((socket) => socket.destroy())
  return {
    url: `http://127.0.0.1:${portOf(server.address())}/film.mkv`,
    die: () => {
      dead = true
      cut()
    },
    revive: () => {
      dead = false
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        cut()
      }),
  }
}

const portOf = (address: string | AddressInfo | null) =>
  address !== null && typeof address === 'object' ? address.port : 0

interface Delivery extends MediaServerOptions {
  readonly path: string
  readonly size: number
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

function sendRange({ path, size, request, response, bytesPerSecond }: Delivery) {
  const asked = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '')
  const start = Number(asked?.[1] ?? 0)
  const end = asked?.[2] ? Math.min(Number(asked[2]), size - 1) : size - 1
  if (start > end) return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end()
  response.writeHead(asked ? 206 : 200, {
    'content-type': 'video/x-matroska',
    'accept-ranges': 'bytes',
    'content-length': end - start + 1,
    ...(asked ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  })
  const bytes = createReadStream(path, { start, end, highWaterMark: 4096 })
  response.on('close', () => bytes.destroy())
  if (bytesPerSecond === undefined) bytes.pipe(response)
  // A player that goes away in the middle closes the file under the reader.
  else trickle(bytes, response, bytesPerSecond).catch(() => response.destroy())
}

async function trickle(bytes: AsyncIterable<Buffer>, response: ServerResponse, bytesPerSecond: number) {
  for await (const chunk of bytes) {
    if (response.destroyed) return
    response.write(chunk)
    await new Promise((resolve) => setTimeout(resolve, (chunk.length / bytesPerSecond) * 1000))
  }
  response.end()
}
