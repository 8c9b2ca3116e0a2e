import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../clock.ts'
import { silentLogger, type Logger } from '../logger.ts'
import { createBranch, type Branch, type RelaySource, type TargetKind } from './branch.ts'
import { forward, refuse } from './forward.ts'
import { bufferBytes, createUpstream } from './upstream.ts'

/**
 * A web server on 127.0.0.1 that fetches from Jellyfin for players which must not know a credential. Nothing is
 * reachable but what was registered, under addresses that cannot be guessed.
 */
export interface Relay {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  open(source: RelaySource): RelayBranch
  /** Cuts what still runs. */
  close(): Promise<void>
}

/** The part of the relay that belongs to one item, or to the pictures of a library. */
export interface RelayBranch {
  /** Address for a player. `path` (with its query) is relative to the server's base, or absolute on the same server; null on another. */
  address(path: string, kind?: TargetKind): string | null
  /** The same for a subtitle in ASS that needs fonts: it comes with them inside. */
  styledSubtitle(path: string, fonts: readonly FontSource[]): string | null
  /** Bytes per second from the server over the last seconds of work; null before there were any. */
  throughput(): number | null
  /** All bytes that have come from the server. */
  receivedBytes(): number
  /** Its addresses answer 404 from now on; what runs is cut. */
  close(): void
}

/** A font, by its file name and a path as `address` takes it. */
export interface FontSource {
  readonly name: string
  readonly path: string
}

export interface RelayOptions {
  readonly clock: Clock
  readonly logger?: Logger
}

/** Listens on a free port of 127.0.0.1. */
export async function startRelay({ clock, logger = silentLogger }: RelayOptions): Promise<Relay> {
  const upstream = createUpstream(clock)
  const branches = new Map<string, Branch>()
  let origin = ''
  const server = http.createServer({ highWaterMark: bufferBytes }, (request, response) => {
    const found = findTarget({ request, host: origin.slice('http://'.length), branches })
    if (found === null) return refuse(response, 404)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405)
    forward({ request, response, upstream, logger, origin, ...found }).catch((error: unknown) => {
      logger.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'relay failed')
      refuse(response, 500)
    })
  })
  origin = `http://127.0.0.1:${await listen(server)}`
  return {
    origin,
    open: (source) => openBranch(source, clock, { origin, branches }),
    async close() {
      for (const branch of branches.values()) branch.close()
      branches.clear()
      await closeServer(server)
      upstream.close()
    },
  }
}

interface Lookup {
  readonly request: IncomingMessage
  readonly host: string
  readonly branches: ReadonlyMap<string, Branch>
}

/** Null for everything that was not handed out: nobody learns what exists. */
function findTarget({ request, host, branches }: Lookup) {
  // A page in a browser that resolves its own name to 127.0.0.1 sends that name.
  if (request.headers.host !== host) return null
  const path = request.url ?? ''
  const branch = branches.get(path.split('/')[1] ?? '')
  const target = branch?.find(path) ?? null
  return branch === undefined || target === null ? null : { branch, target }
}

interface Shelf {
  readonly origin: string
  readonly branches: Map<string, Branch>
}

function openBranch(source: RelaySource, clock: Clock, { origin, branches }: Shelf): RelayBranch {
  const branch = createBranch(source, clock)
  branches.set(branch.key, branch)
  const urlOf = (path: string): URL | null => {
    const absolute = /^https?:\/\//i.test(path) ? path : source.serverUrl + path
    return URL.canParse(absolute) ? new URL(absolute) : null
  }
  const register = (path: string, kind?: TargetKind, fonts: readonly FontSource[] = []): string | null => {
    const url = urlOf(path)
    const found = fonts.flatMap((font) => {
      const fontUrl = urlOf(font.path)
      return fontUrl === null ? [] : [{ name: font.name, url: fontUrl }]
    })
    const registered = url === null ? null : branch.register(url, kind, found)
    return registered === null ? null : origin + registered
  }
  return {
    address: register,
    styledSubtitle: (path, fonts) => register(path, 'styled-subtitle', fonts),
    throughput: () => branch.throughput.bytesPerSecond(),
    receivedBytes: () => branch.throughput.receivedBytes(),
    close() {
      branches.delete(branch.key)
      branch.close()
    },
  }
}

function listen(server: http.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(portOf(server.address())))
  })
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the relay listens on no port')
  return address.port
}

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
