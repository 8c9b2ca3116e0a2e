import { randomBytes } from 'node:crypto'
import http, { type IncomingMessage, type RequestListener, type RequestOptions } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { startRelay, type Relay, type RelayBranch } from '../../../jellyfin/relay/relay.ts'
import { clock } from './libraryFixture.ts'

export const authorization = 'MediaBrowser Client="Lockstep", Token="the-secret-token"'

/** A relay before a server whose every answer the test writes. */
export interface RelayFixture {
  readonly relay: Relay
  readonly branch: RelayBranch
  readonly origin: string
  /** Requests as the server saw them, and statuses that the relay told. */
  readonly seen: readonly IncomingMessage[]
  readonly refused: readonly number[]
  /** Address on the relay for a path of the server. */
  address(path: string): string
}

export async function openRelay(answer: RequestListener): Promise<RelayFixture> {
  const seen: IncomingMessage[] = []
  const refused: number[] = []
  const origin = await serve((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  const relay = await startRelay({ clock })
  onTestFinished(() => relay.close())
  const branch = relay.open({ serverUrl: origin, authorization, onRefused: (status) => refused.push(status) })
  const address = (path: string) => branch.address(path) ?? 'none'
  return { relay, branch, origin, seen, refused, address }
}

export async function serve(answer: RequestListener): Promise<string> {
  const server = http.createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${portOf(server.address())}`
}

export interface Got {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  /** False when the connection was cut before the announced end. */
  readonly whole: boolean
}

/** A request as a player makes it: no redirects followed, no connection kept. */
export function get(url: string, options: RequestOptions = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent: false, ...options }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', () => undefined)
      answer.on('close', () => {
        const { statusCode: status = 0, headers, complete: whole } = answer
        resolve({ status, headers, body: Buffer.concat(chunks), whole })
      })
    })
    request.on('error', reject)
    request.end()
  })
}

export const noise = randomBytes(1_000_003)

/** Answers `noise` with ranges, as a server of files does. */
export const serveNoise: RequestListener = (request, response) => {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  const [first, last] = asked ? rangeOf(asked[1] ?? '', asked[2] ?? '') : [0, noise.length - 1]
  if (first >= noise.length) {
    response.writeHead(416, { 'content-range': `bytes */${noise.length}` }).end()
    return
  }
  response.writeHead(asked ? 206 : 200, {
    'content-type': 'video/x-matroska',
    'content-length': last - first + 1,
    'accept-ranges': 'bytes',
    etag: '"noise"',
    'set-cookie': 'session=1',
    'x-internal': 'nas',
    ...(asked ? { 'content-range': `bytes ${first}-${last}/${noise.length}` } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : noise.subarray(first, last + 1))
}

function rangeOf(first: string, last: string): [number, number] {
  if (first === '') return [noise.length - Number(last), noise.length - 1]
  return [Number(first), last === '' ? noise.length - 1 : Math.min(Number(last), noise.length - 1)]
}

const portOf = (address: string | AddressInfo | null) =>
  address !== null && typeof address === 'object' ? address.port : 0
