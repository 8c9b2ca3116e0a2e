import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http'

/** What of a player's request the server may know. */
const toServer = ['range', 'if-range', 'if-none-match', 'if-modified-since', 'accept'] as const

/** For answers that the relay must have whole, to rewrite them. */
const wholeToServer = ['accept'] as const

/** What of the server's answer a player may know: nothing that names the server, sets a cookie or leads elsewhere. */
const toPlayer = [
  'content-type',
  'content-length',
  'content-range',
  'accept-ranges',
  'last-modified',
  'etag',
  'cache-control',
] as const

export function requestHeaders(
  player: IncomingHttpHeaders,
  authorization: string,
  wholeOnly: boolean,
): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {
    authorization,
    'accept-encoding': 'identity',
    'user-agent': 'Lockstep',
  }
  for (const name of wholeOnly ? wholeToServer : toServer) {
    const value = player[name]
    if (typeof value === 'string') headers[name] = value
  }
  return headers
}

export function answerHeaders(answer: IncomingMessage, fallback: OutgoingHttpHeaders): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = { ...fallback }
  for (const name of toPlayer) {
    const value = answer.headers[name]
    if (value !== undefined) headers[name] = value
  }
  return headers
}
