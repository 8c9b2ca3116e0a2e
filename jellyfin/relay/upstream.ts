import http, { type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import https from 'node:https'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../clock.ts'

/** Requests to Jellyfin servers on connections that are kept. TLS is verified; it is Node's default and not switched off. */
export interface Upstream {
  request(request: UpstreamRequest): Promise<Result<IncomingMessage, UpstreamProblem>>
  close(): void
}

export interface UpstreamRequest {
  readonly url: URL
  readonly method: 'GET' | 'HEAD'
  readonly headers: OutgoingHttpHeaders
  readonly signal: AbortSignal
}

export type UpstreamProblem =
  | { readonly kind: 'unreachable'; readonly reusedConnection: boolean }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'redirect' }
  | { readonly kind: 'aborted' }

/**
 * What each end of an answer may hold before it waits. With Node's 64 kB a fast line stops and starts all the time;
 * with this the relay needs a fifth less processor time (bench/relay).
 */
export const bufferBytes = 1 << 20
/** A transcode answers its first segment only when it has made it. */
const headersTimeoutMs = 60_000
const maxRedirects = 3

export interface UpstreamOptions {
  /** More requests than that wait for each other; absent = no limit. */
  readonly connectionsPerServer?: number
}

export function createUpstream(clock: Clock, { connectionsPerServer }: UpstreamOptions = {}): Upstream {
  const options = {
    keepAlive: true,
    highWaterMark: bufferBytes,
    ...(connectionsPerServer === undefined ? {} : { maxSockets: connectionsPerServer }),
  }
  const agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) }
  const ask = (request: UpstreamRequest) => {
    const secure = request.url.protocol === 'https:'
    return open(clock, request, {
      agent: agents[secure ? 'https:' : 'http:'],
      send: secure ? https.request : http.request,
    })
  }
  return {
    async request(request) {
      let url = request.url
      for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
        const answer = await ask({ ...request, url })
        const next = answer.ok ? redirectOf(answer.value, url) : null
        if (!answer.ok || next === null) return answer
        answer.value.resume()
        // The credential goes to no other server, nor to the same one in the clear.
        if (next.origin !== url.origin) return failure({ kind: 'redirect' })
        url = next
      }
      return failure({ kind: 'redirect' })
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

interface Carrier {
  readonly agent: http.Agent
  readonly send: typeof http.request
}

type Opened = Result<IncomingMessage, UpstreamProblem>

async function open(clock: Clock, request: UpstreamRequest, carrier: Carrier): Promise<Opened> {
  const first = await attempt(clock, request, carrier)
  // A kept connection may turn out to be closed; nothing was asked on it then.
  const stale = !first.ok && first.problem.kind === 'unreachable' && first.problem.reusedConnection
  return stale ? attempt(clock, request, carrier) : first
}

function attempt(
  clock: Clock,
  { url, method, headers, signal }: UpstreamRequest,
  { agent, send }: Carrier,
): Promise<Opened> {
  return new Promise((resolve) => {
    let timedOut = false
    const request = send(url, { method, headers, agent, signal })
    const stopWaiting = clock.after(headersTimeoutMs, () => {
      timedOut = true
      request.destroy()
    })
    request.once('response', (answer) => {
      stopWaiting()
      resolve(success(answer))
    })
    // Stays attached: errors after the answer began are seen by whoever reads the body.
    request.on('error', () => {
      stopWaiting()
      if (timedOut) resolve(failure({ kind: 'timeout' }))
      else if (signal.aborted) resolve(failure({ kind: 'aborted' }))
      else resolve(failure({ kind: 'unreachable', reusedConnection: request.reusedSocket }))
    })
    request.end()
  })
}

function redirectOf(answer: IncomingMessage, from: URL): URL | null {
  const { statusCode = 0, headers } = answer
  if (statusCode < 300 || statusCode >= 400 || statusCode === 304) return null
  // A redirect without a readable target is one to elsewhere.
  const target = headers.location ?? ''
  return URL.canParse(target, from) && target !== '' ? new URL(target, from) : new URL('invalid:')
}
