import type { ServerResponse } from 'node:http'
import { contentPolicy } from '../host/contentPolicy.ts'

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
