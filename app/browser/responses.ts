import type { ServerResponse } from 'node:http'

/**
 * Nothing from anywhere else, no script within a page, no frame around it. Styles within elements are Mantine's; a
 * picture may be one of the app's, or drawn by the page itself.
 */
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const always = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

export interface Reply {
  readonly status: number
  readonly type?: string
  readonly body?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers whole, with the headers that every answer of the shell has. Not to be kept, unless the reply says so. */
export function reply(response: ServerResponse, { status, type, body = '', headers = {} }: Reply): void {
  response.writeHead(status, {
    ...always,
    'cache-control': 'no-store',
    ...(type === undefined ? {} : { 'content-type': type }),
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}

export const replySentence = (response: ServerResponse, status: number, sentence: string): void =>
  reply(response, { status, type: 'text/plain; charset=utf-8', body: `${sentence}\n` })

export const securityHeaders: Readonly<Record<string, string>> = always
