import { timingSafeEqual, createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../operating/readiness.ts'
import type { AddressReader } from './clientAddress.ts'
import type { Health } from './health.ts'

/** What operators and their programs ask for. */
export interface OperatorPages {
  readonly health: () => Health
  /** Web pages that may read the health, by their origins; none = any: it holds nothing of anybody. */
  readonly healthOrigins: readonly string[]
  readonly readiness: () => Readiness
  readonly metrics: { readonly contentType: string; readonly page: () => Promise<string> }
  readonly addresses: AddressReader
  /** Whoever bears it may read /metrics from anywhere; null = from this machine only. */
  readonly metricsToken: string | null
}

/** `/health` (is it alive), `/ready` (should people be sent here) and `/metrics` (for Prometheus). */
export function registerOperatorPages(server: FastifyInstance, pages: OperatorPages): void {
  server.get('/health', (request, reply) => {
    void reply.headers(crossOrigin(request.headers.origin, pages.healthOrigins))
    return pages.health()
  })
  server.get('/ready', (_request, reply) => {
    const readiness = pages.readiness()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
  server.get('/metrics', async (request, reply) => {
    const mayRead = mayReadMetrics(request.raw, pages)
    void reply.code(mayRead ? 200 : 403).type(mayRead ? pages.metrics.contentType : 'application/json')
    return mayRead ? await pages.metrics.page() : metricsForbidden
  })
}

/** Lets web pages of these origins read the answer. */
function crossOrigin(origin: string | undefined, allowed: readonly string[]): Record<string, string> {
  if (allowed.length === 0 || allowed.includes('*')) return { 'access-control-allow-origin': '*' }
  const isAllowed = origin !== undefined && allowed.includes(origin)
  return { vary: 'origin', ...(isAllowed ? { 'access-control-allow-origin': origin } : {}) }
}

const metricsForbidden = {
  code: 'metrics-forbidden',
  sentence: 'Metrics are shown on the machine of the server only, or to whoever bears the token for them.',
  nextStep: 'Ask from that machine, or send the token of LOCKSTEP_SERVER_METRICS_TOKEN as a bearer.',
}

function mayReadMetrics(request: IncomingMessage, { addresses, metricsToken }: OperatorPages): boolean {
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ', 2)
  if (metricsToken === null) return addresses.isLocal(request)
  return scheme.toLowerCase() === 'bearer' && isSame(token, metricsToken)
}

/** Hashed first, so that neither length nor content shows in the time it takes. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right))

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
