import { failure, success, type Result } from '../protocol/result.ts'
import type { Problem } from '../protocol/problem.ts'
import { notAnAddress, type AddressFault } from './problems.ts'

/** Addresses that what somebody typed may mean, best first, each without a slash at its end. */
export interface ServerAddresses {
  readonly candidates: readonly string[]
  /** False when the scheme was guessed: a failing certificate must then not lead to plain http. */
  readonly schemeGiven: boolean
}

const httpPort = '8096'
const httpsPort = '8920'

/**
 * What people type or paste: a name, an address with or without port and path, a page of the web client. Without a
 * scheme https goes before http, except for ports and hosts where Jellyfin usually speaks http.
 */
export function readServerAddress(typed: string): Result<ServerAddresses, Problem> {
  const text = typed.trim()
  const schemeGiven = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const parsed = parseAddress(schemeGiven ? text : `http://${bracketed(text)}`)
  if (!parsed.ok) return failure(notAnAddress(parsed.problem))
  const url = parsed.value
  const port = portOf(text, url)
  const base = { host: url.hostname, port, path: basePath(url.pathname) }
  const origins = schemeGiven ? withScheme(url.protocol, base) : withoutScheme(base)
  return success({ candidates: [...new Set(origins.map((origin) => origin + base.path))], schemeGiven })
}

interface Base {
  readonly host: string
  /** Empty when none was typed. */
  readonly port: string
  readonly path: string
}

function parseAddress(text: string): Result<URL, AddressFault> {
  if (/\s/.test(text)) return failure('spaces')
  if (!/^https?:/i.test(text)) return failure('scheme')
  if (!URL.canParse(text)) return failure(/:\d+(?=[/?#]|$)/.test(text) ? 'port' : 'none')
  const url = new URL(text)
  // It would end up wherever the address is shown.
  if (url.username !== '' || url.password !== '') return failure('password')
  return url.hostname === '' ? failure('none') : success(url)
}

/** `::1` typed without brackets; two colons never are host and port. */
const bracketed = (text: string): string =>
  /^[0-9a-f:]*:[0-9a-f]*:[0-9a-f:.]*$/i.test(text) ? `[${text}]` : text

/** `URL` drops the default port of its scheme; typed is typed. */
const portOf = (text: string, url: URL): string =>
  url.port !== ''
    ? url.port
    : (/^(?:[a-z]+:\/\/)?[^/?#]*[^:/?#\]]*:(80|443)(?=[/?#]|$)/i.exec(text)?.[1] ?? '')

/** The path under which Jellyfin lies, without the pages of its web client. */
function basePath(pathname: string): string {
  const path = pathname.replace(/\/web(\/.*)?$/i, '').replace(/\/System\/Info\/Public$/i, '')
  return path.replace(/\/+$/, '')
}

function withScheme(protocol: string, { host, port }: Base): string[] {
  const own = `${protocol}//${host}`
  if (port !== '') return [new URL(`${own}:${port}`).origin]
  return [own, `${own}:${protocol === 'https:' ? httpsPort : httpPort}`]
}

function withoutScheme({ host, port }: Base): string[] {
  const http = `http://${host}`
  const https = `https://${host}`
  if (port !== '') {
    const secure = [new URL(`${https}:${port}`).origin]
    const plain = [new URL(`${http}:${port}`).origin]
    return port === '443' || port === httpsPort ? [...secure, ...plain] : [...plain, ...secure]
  }
  const plain = [`${http}:${httpPort}`, http]
  const secure = [https, `${https}:${httpsPort}`]
  return isLocalHost(host) ? [...plain, ...secure] : [...secure, ...plain]
}

/** Hosts that no public certificate can be made for. */
const isLocalHost = (host: string): boolean =>
  /^[\d.]+$/.test(host) ||
  host.startsWith('[') ||
  !host.includes('.') ||
  /\.(local|lan|home|internal)$/.test(host)

/** Whether what is sent to a base address can be read on the way: plain http to another machine. */
export function isPlainAddress(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && !/^(localhost|127\.|\[::1\])/.test(hostname)
}
