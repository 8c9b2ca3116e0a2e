import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Logger } from '../logger.ts'
import type { Branch, Target } from './branch.ts'
import { embedFonts } from './embedFonts.ts'
import { rewritePlaylist } from './playlist.ts'
import { answerHeaders, requestHeaders } from './relayHeaders.ts'
import type { Flow } from './throughput.ts'
import type { Upstream, UpstreamProblem } from './upstream.ts'

/** One request of a player and all that is needed to answer it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly branch: Branch
  readonly target: Target
  readonly upstream: Upstream
  readonly logger: Logger
  /** `http://127.0.0.1:<port>`, before the paths in a playlist. */
  readonly origin: string
}

/** A playlist of a whole film has some hundred kB, a subtitle with drawings some MB. */
const maxTextBytes = 8 << 20
/** A font for all of China has some 20 MB; a film brings a handful of small ones. */
const maxFontBytes = 32 << 20

const fallbackHeaders = {
  stream: { 'cache-control': 'no-store' },
  playlist: { 'cache-control': 'no-store' },
  image: { 'cache-control': 'private, max-age=86400' },
  'styled-subtitle': { 'cache-control': 'no-store' },
} as const

/** Fetches what the player asked for with the branch's credential and passes it on as it comes. */
export async function forward(exchange: Exchange): Promise<void> {
  const { request, response, branch, target, upstream } = exchange
  const playerGone = new AbortController()
  response.once('close', () => playerGone.abort())
  const signal = AbortSignal.any([playerGone.signal, branch.closed])
  const isRewritten = target.kind === 'playlist' || target.kind === 'styled-subtitle'
  const answer = await upstream.request({
    url: target.url,
    method: request.method === 'HEAD' ? 'HEAD' : 'GET',
    headers: requestHeaders(request.headers, branch.source.authorization, isRewritten),
    signal,
  })
  if (!answer.ok) return refuse(response, statusOf(answer.problem))
  const status = answer.value.statusCode ?? 502
  if (status >= 400) {
    answer.value.resume()
    branch.source.onRefused?.(status)
    return refuse(response, status, answer.value.headers['content-range'])
  }
  if (target.kind === 'playlist') return passPlaylist(exchange, answer.value)
  if (target.kind === 'styled-subtitle') return passStyled(exchange, answer.value, signal)
  return pass(exchange, answer.value)
}

const statusOf = ({ kind }: UpstreamProblem): number => (kind === 'timeout' ? 504 : 502)

/** The server's own words stay with it: they may hold anything. */
export function refuse(response: ServerResponse, status: number, contentRange?: string): void {
  if (response.headersSent) return void response.destroy()
  response.writeHead(status, {
    'content-length': 0,
    'cache-control': 'no-store',
    ...(status === 416 && contentRange !== undefined ? { 'content-range': contentRange } : {}),
  })
  response.end()
}

/** Streams with back-pressure. When the server dies in the middle, the player's connection is cut, so that it notices. */
async function pass({ request, response, branch, target, logger }: Exchange, answer: IncomingMessage) {
  response.writeHead(answer.statusCode ?? 502, answerHeaders(answer, fallbackHeaders[target.kind]))
  if (request.method === 'HEAD') {
    answer.resume()
    response.end()
    return
  }
  if (target.kind === 'stream') measure(answer, response, branch.throughput.begin())
  try {
    await pipeline(answer, response)
  } catch (error) {
    // Players leave in the middle all the time, that is how they seek; only the server's end is news.
    if (!answer.complete && answer.errored !== null && !branch.closed.aborted) {
      logger.debug({ code: String(error instanceof Error ? error.name : error) }, 'stream ended early')
    }
    response.destroy()
  }
}

function measure(answer: IncomingMessage, response: ServerResponse, flow: Flow): void {
  answer.on('data', (chunk: Buffer) => flow.received(chunk.length))
  answer.on('pause', () => flow.blocked())
  response.on('drain', () => flow.unblocked())
}

async function passPlaylist(
  { request, response, branch, target, origin }: Exchange,
  answer: IncomingMessage,
) {
  const text = await readWhole(answer, maxTextBytes)
  if (text === null) return refuse(response, 502)
  const rewritten = rewritePlaylist(text.toString('utf8'), target.url, (url) => {
    const path = branch.register(url)
    return path === null ? null : origin + path
  })
  const body = Buffer.from(rewritten)
  response.writeHead(200, {
    'content-type': 'application/vnd.apple.mpegurl',
    'content-length': body.length,
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** A font that cannot be had leaves the letters plainer, and no more. */
async function passStyled(
  { request, response, branch, target, upstream }: Exchange,
  answer: IncomingMessage,
  signal: AbortSignal,
) {
  const text = await readWhole(answer, maxTextBytes)
  if (text === null) return refuse(response, 502)
  const headers = requestHeaders({}, branch.source.authorization, true)
  const fonts: { readonly name: string; readonly bytes: Buffer }[] = []
  let roomBytes = maxFontBytes
  for (const { name, url } of request.method === 'HEAD' ? [] : target.fonts) {
    const font = await upstream.request({ url, method: 'GET', headers, signal })
    const isThere = font.ok && font.value.statusCode === 200
    if (font.ok && !isThere) font.value.resume()
    const bytes = isThere ? await readWhole(font.value, roomBytes) : null
    roomBytes -= bytes?.length ?? 0
    if (bytes !== null) fonts.push({ name, bytes })
  }
  const body = Buffer.from(embedFonts(text.toString('utf8'), fonts))
  response.writeHead(200, {
    'content-type': 'text/x-ssa; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Null when it is larger than it may be, or did not come whole. */
async function readWhole(answer: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of answer) {
      if (!Buffer.isBuffer(chunk)) return null
      bytes += chunk.length
      if (bytes > maxBytes) return null
      chunks.push(chunk)
    }
  } catch {
    return null
  }
  return answer.complete ? Buffer.concat(chunks) : null
}
