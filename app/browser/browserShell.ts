import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import type { App } from '../../companion/app/appApi.ts'
import { asRemote } from '../../companion/app/remoteWindow.ts'
import { serveBridge } from '../../companion/app/serveBridge.ts'
import { listenProblem } from '../../platform/listenProblem.ts'
import { networkAddress } from '../../platform/networkAddress.ts'
import type { WindowAccess } from '../../protocol/bridge/appState.ts'
import { bridgeCloses } from '../../protocol/bridge/bridgeCloses.ts'
import { longestWindowFrame } from '../../protocol/bridge/frames.ts'
import { pictureNameOf, picturesPath } from '../../protocol/bridge/pictures.ts'
import { fragmentWithKey, shellRoutes } from '../../protocol/bridge/shellRoutes.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { createKeys } from './keys.ts'
import { sendPicture } from './pictureRoute.ts'
import {
  arrivalOf,
  cookieIn,
  isForUs,
  isFromOutside,
  isFromOwnPage,
  type OwnAddresses,
} from './requestChecks.ts'
import { reply, replySentence } from './responses.ts'
import { readStaticFiles, type StaticFile } from '../host/staticFiles.ts'
import { windowWire } from './windowSocket.ts'

export interface BrowserShellOptions {
  readonly app: App
  /** The folder of the built interface. */
  readonly interfaceFolder: string
  /** 0 = any that is free. */
  readonly port: number
  /** Whether other machines of the network may be remote controls. */
  readonly openToNetwork: boolean
  /** Hears of bugs. */
  onFault(error: unknown): void
}

/** The app in browsers: whoever has a key for it opens a window. */
export interface BrowserShell {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** A new address, good for one window. */
  newAddress(): string
  /** The same for another machine of the network, as a remote control; null when it is not open to that, or in none. */
  newNetworkAddress(): string | null
  /** How many windows look at the app. */
  windows(): number
  close(): Promise<void>
}

/** Longer than the longest frame in UTF-8, which has up to three bytes for each unit of UTF-16. */
const mostFrameBytes = 3 * longestWindowFrame + 1024
const mostBodyBytes = 4096

export async function startBrowserShell(
  options: BrowserShellOptions,
): Promise<Result<BrowserShell, Problem>> {
  const files = await readStaticFiles(options.interfaceFolder)
  if (!files.ok) return files
  const server = http.createServer()
  const listening = await listen(server, options)
  if (!listening.ok) return listening
  const port = listening.value
  const network = options.openToNetwork ? networkAddress(networkInterfaces()) : null
  const names = ['127.0.0.1', 'localhost', ...(network === null ? [] : [network])]
  const shop: Shop = {
    ...options,
    files: files.value,
    keys: createKeys(),
    // Cookies know no ports: two apps on one machine must not take each other's.
    cookie: `lockstep-${port}`,
    addresses: { hosts: new Set(names.map((name) => `${name}:${port}`)) },
    sockets: new WebSocketServer({ noServer: true, maxPayload: mostFrameBytes, perMessageDeflate: false }),
  }
  server.on('request', (request, response) => answer(shop, request, response))
  server.on('upgrade', (request, socket, head) => openBridge(shop, { request, socket, head }))
  const addressAt = (host: string, access: WindowAccess) =>
    `http://${host}:${port}/${fragmentWithKey(shop.keys.make(access))}`
  return success({
    origin: `http://127.0.0.1:${port}`,
    newAddress: () => addressAt('127.0.0.1', 'own'),
    newNetworkAddress: () => (network === null ? null : addressAt(network, 'remote')),
    windows: () => shop.sockets.clients.size,
    close: () => closeAll(shop, server),
  })
}

interface Shop extends BrowserShellOptions {
  readonly files: ReadonlyMap<string, StaticFile>
  readonly keys: ReturnType<typeof createKeys>
  readonly cookie: string
  readonly addresses: OwnAddresses
  readonly sockets: WebSocketServer
}

async function listen(
  server: http.Server,
  { port, openToNetwork }: BrowserShellOptions,
): Promise<Result<number, Problem>> {
  const host = openToNetwork ? '0.0.0.0' : '127.0.0.1'
  server.listen(port, host)
  try {
    await once(server, 'listening')
    return success((server.address() as AddressInfo).port)
  } catch (error) {
    return failure(listenProblem(error, { host, port, who: 'The app' }))
  }
}

async function closeAll({ sockets }: Shop, server: http.Server): Promise<void> {
  const { code, reason } = bridgeCloses.ending
  for (const socket of sockets.clients) socket.close(code, reason)
  sockets.close()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
  }, endWithinMs).unref()
  await closed
}

/** What a window that is open may take to say goodbye. */
const endWithinMs = 500

function answer(shop: Shop, request: IncomingMessage, response: ServerResponse): void {
  response.on('error', () => undefined)
  const { headers } = request
  const path = pathOf(request)
  const isFirstPage = path === '/' && headers['sec-fetch-mode'] === 'navigate'
  if (!isForUs(headers, shop.addresses) || (isFromOutside(headers) && !isFirstPage)) {
    return replySentence(response, 403, 'Lockstep answers to its own address and its own pages only.')
  }
  if (request.method === 'POST' && path === shellRoutes.session)
    return void exchangeKey(shop, request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return replySentence(response, 405, 'This can only be read.')
  }
  if (path === shellRoutes.session || path.startsWith(picturesPath)) {
    return answerWindow(shop, request, response)
  }
  replyFile(shop, response, path)
}

/** What only those see who have a session. */
function answerWindow(shop: Shop, request: IncomingMessage, response: ServerResponse): void {
  if (accessOf(shop, request) === null)
    return replySentence(response, 401, 'Lockstep does not know this window.')
  const picture = pictureNameOf(pathOf(request))
  if (picture === null) return reply(response, { status: 204 })
  void sendPicture(shop.app, picture, response)
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/'

/** null = there is no session. */
const accessOf = ({ keys, cookie }: Shop, { headers, socket }: IncomingMessage): WindowAccess | null =>
  keys.accessOf(cookieIn(headers, cookie), arrivalOf(socket))

/** The interface itself is no secret; what it shows is, and comes over the bridge. */
function replyFile({ files }: Shop, response: ServerResponse, path: string): void {
  const file = files.get(path === '/' ? '/index.html' : path)
  if (file === undefined) return replySentence(response, 404, 'There is nothing here.')
  const keep = file.isHashed ? 'private, max-age=31536000, immutable' : 'no-cache'
  reply(response, { status: 200, type: file.type, body: file.bytes, headers: { 'cache-control': keep } })
}

const keySchema = z.strictObject({ key: z.string().min(1).max(200) })

async function exchangeKey(shop: Shop, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromOwnPage(request.headers))
    return replySentence(response, 403, 'Only pages of Lockstep have keys.')
  const shown = await keyIn(request)
  const session = shown === null ? null : shop.keys.exchange(shown, arrivalOf(request.socket))
  if (session === null) return replySentence(response, 401, 'This key is wrong, or it has been used.')
  const cookie = `${shop.cookie}=${session}; HttpOnly; SameSite=Strict; Path=/`
  reply(response, { status: 204, headers: { 'set-cookie': cookie } })
}

async function keyIn(request: IncomingMessage): Promise<string | null> {
  let text = ''
  try {
    for await (const chunk of request) {
      text += String(chunk)
      if (text.length > mostBodyBytes) return null
    }
    return keySchema.safeParse(JSON.parse(text)).data?.key ?? null
  } catch {
    return null
  }
}

interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

/** Refused before it is a WebSocket: what is no window of ours must not even hold a connection. */
function openBridge(shop: Shop, { request, socket, head }: Upgrade): void {
  socket.on('error', () => undefined)
  const access = accessOf(shop, request)
  const status = refusalOf(shop, request, access)
  if (status !== null) {
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    return
  }
  const app = access === 'own' ? shop.app : asRemote(shop.app)
  shop.sockets.handleUpgrade(request, socket, head, (window) => {
    serveBridge(app, windowWire(window), (error) => shop.onFault(error))
  })
}

function refusalOf(shop: Shop, request: IncomingMessage, access: WindowAccess | null): string | null {
  if (pathOf(request) !== shellRoutes.wire) return '404 Not Found'
  const isOwn = isForUs(request.headers, shop.addresses) && isFromOwnPage(request.headers)
  if (!isOwn) return '403 Forbidden'
  return access === null ? '401 Unauthorized' : null
}
