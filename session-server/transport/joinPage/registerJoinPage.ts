import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { joinPagePath } from '../../../protocol/joinLink.ts'

/** What the page consists of, and what browsers are told that each part is. */
const parts = {
  'join.css': 'text/css; charset=utf-8',
  'join.mjs': 'text/javascript; charset=utf-8',
} as const

/** Nothing from elsewhere, nothing to elsewhere, in no frame: a link leads here from anywhere. */
const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'clipboard-write=(self)',
  'cache-control': 'no-cache',
}

/**
 * The page of a join link, `/join/<code>`: the same for every code, so that it tells nobody which rooms there are. The
 * invitation never comes here: it stands in the fragment, which a browser keeps.
 */
export function registerJoinPage(server: FastifyInstance): void {
  const page = read('join.html')
  server.get(`${joinPagePath}:code`, (_request, reply) =>
    reply.headers(securityHeaders).type('text/html; charset=utf-8').send(page),
  )
  for (const [name, type] of Object.entries(parts)) {
    const part = read(name)
    server.get(`${joinPagePath}page/${name}`, (_request, reply) =>
      reply.headers(securityHeaders).type(type).send(part),
    )
  }
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
