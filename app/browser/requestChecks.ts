import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { WindowAccess } from '../../protocol/bridge/appState.ts'

/** By which names this shell may be addressed: any other one is a page elsewhere that made its name lead here. */
export interface OwnAddresses {
  /** `host:port`, as in a Host header. */
  readonly hosts: ReadonlySet<string>
}

/** Whether a request is meant for this shell and no other name (DNS rebinding). */
export const isForUs = ({ host }: IncomingHttpHeaders, { hosts }: OwnAddresses): boolean =>
  host !== undefined && hosts.has(host.toLowerCase())

/**
 * Whether a request comes from a page of our own or from none. Somebody may come from anywhere to the first page, by a
 * link: it is the same for everybody, because the cookie does not come along.
 */
export function isFromOutside({ host, origin, ...headers }: IncomingHttpHeaders): boolean {
  if (origin !== undefined) return origin !== `http://${host?.toLowerCase() ?? ''}`
  const site = headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

/** Whether it certainly comes from one of our own pages: for what changes something, and for the bridge. */
export const isFromOwnPage = (headers: IncomingHttpHeaders): boolean =>
  headers.origin !== undefined && !isFromOutside(headers)

/** The value of a cookie; null when it is not there. */
export function cookieIn(headers: IncomingHttpHeaders, name: string): string | null {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const pair = pairs.find((it) => it.startsWith(`${name}=`))
  return pair === undefined ? null : pair.slice(name.length + 1)
}

/**
 * How a request came in, by the address that it really arrived at: headers say what their sender likes. What did not
 * arrive at loopback is from the network, even from this machine.
 */
export const arrivalOf = ({ localAddress }: Pick<Socket, 'localAddress'>): WindowAccess =>
  localAddress !== undefined && loopback.test(localAddress) ? 'own' : 'remote'

const loopback = /^(::ffff:)?127\.|^::1$/
