import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { WebSocketServer } from 'ws'
import { contentPolicy } from '../../../app/host/contentPolicy.ts'
import { serveBridge, type BridgedApp } from '../../../companion/app/serveBridge.ts'
import { wireOver } from '../../../platform/webSocketWire.ts'
import { pictureNameOf } from '../../../protocol/bridge/pictures.ts'
import { fragmentWithKey, shellRoutes } from '../../../protocol/bridge/shellRoutes.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import { posterPng } from './posters.ts'
import { rendererFolder } from './builtRenderer.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface ServedWindow {
  readonly origin: string
  /** Opens a window; good once, as the shell's. */
  readonly address: string
  /** Ends every window's wire; they may come back. */
  breakWires(): void
  /** Refuses everything from now on, as an app that is gone does; undone by the returned function. */
  goAway(): Cancel
  close(): Promise<void>
}

/** Serves the built windows with an app behind them over real sockets, as the browser shell does. Ports are 0. */
export async function serveWindow(app: BridgedApp, onFault = failLoudly): Promise<ServedWindow> {
  const key = randomBytes(24).toString('base64url')
  const cookie = `lockstep=${randomBytes(16).toString('hex')}`
  const ends = new Set<Cancel>()
  let isAway = false
  let isKeyUsed = false
  const sockets = new WebSocketServer({ noServer: true })
  const isKnown = (request: IncomingMessage) => request.headers.cookie?.includes(cookie) === true
  const takeKey = async (request: IncomingMessage, response: ServerResponse) => {
    const { key: given } = JSON.parse(await bodyOf(request)) as { key: string }
    if (isKeyUsed || given !== key) return response.writeHead(401).end()
    isKeyUsed = true
    return response.writeHead(204, { 'set-cookie': `${cookie}; HttpOnly; SameSite=Strict; Path=/` }).end()
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (isAway) return request.socket.destroy()
    if (pathname !== shellRoutes.session) return sendFile(pathname, response)
    if (request.method === 'POST') return takeKey(request, response)
    return response.writeHead(isKnown(request) ? 204 : 401).end()
  }
  const server = createServer((request, response) => void answer(request, response).catch(onFault))
  server.on('upgrade', (request, socket, head) => {
    if (isAway || !isKnown(request) || request.url !== shellRoutes.wire) {
      socket.destroy()
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const end = serveBridge(app, wireOver(webSocket), onFault)
      ends.add(end)
      webSocket.on('close', () => ends.delete(end))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const breakWires = () => {
    for (const end of ends) end()
  }
  return {
    origin,
    address: `${origin}/${fragmentWithKey(key)}`,
    breakWires,
    goAway: () => {
      isAway = true
      breakWires()
      server.closeAllConnections()
      return () => {
        isAway = false
      }
    },
    close: async () => {
      breakWires()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function sendFile(pathname: string, response: ServerResponse) {
  const picture = pictureNameOf(pathname)
  if (picture !== null) return sendPicture(picture, response)
  const path = normalize(pathname === '/' ? '/index.html' : pathname)
  const body = await readFile(join(rendererFolder, path)).catch(() => null)
  if (body === null) return response.writeHead(404).end()
  const type = types[extname(path)] ?? 'application/octet-stream'
  return response
    .writeHead(200, { 'content-type': type, 'content-security-contentPolicy': contentPolicy })
    .end(body)
}

/** `p<number>` is a poster, `b<number>` a backdrop; every other name is a picture that is not there. */
function sendPicture(name: string, response: ServerResponse) {
  const [, shape, number] = /^([pb])(\d+)$/.exec(name) ?? []
  if (number === undefined) return response.writeHead(404).end()
  const size = shape === 'b' ? { w: 640, h: 360 } : { w: 200, h: 300 }
  const body = posterPng(Number(number) % 60, size)
  return response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=3600' }).end(body)
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function failLoudly(error: unknown): never {
  throw error instanceof Error ? error : new Error(String(error))
}
