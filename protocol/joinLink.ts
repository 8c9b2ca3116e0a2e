import type { Problem } from './problem.ts'
import { failure, success, type Result } from './result.ts'

/** What a join link says: which session server, which room. */
export interface JoinTarget {
  /** `ws://` or `wss://` address of the session server, without a path beyond its base. */
  readonly server: string
  readonly code: string
}

const scheme = 'lockstep://join/'
const codePattern = /^[A-Za-z0-9_-]{4,64}$/

/** `lockstep://join/<code>?server=<ws address>`: opens the app, carries no credential. */
export const formatJoinLink = (target: JoinTarget): string =>
  `${scheme}${target.code}?server=${encodeURIComponent(target.server)}`

/** Reads a link that a person pasted. The code alone is accepted when `defaultServer` is known. */
export function parseJoinLink(text: string, defaultServer: string | null): Result<JoinTarget, Problem> {
  const link = text.trim()
  if (codePattern.test(link)) {
    return defaultServer === null ? failure(noServer) : success({ server: defaultServer, code: link })
  }
  if (!link.startsWith(scheme)) return failure(notALink)
  const [code = '', query = ''] = link.slice(scheme.length).split('?', 2)
  const server = serverIn(query) ?? defaultServer
  if (!codePattern.test(code)) return failure(notALink)
  if (server === null) return failure(noServer)
  return isSessionAddress(server) ? success({ server, code }) : failure(notALink)
}

/** Whether `text` is a `ws://` or `wss://` address without credentials in it. */
export const isSessionAddress = (text: string): boolean => /^wss?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text)

function serverIn(query: string): string | null {
  const pair = query.split('&').find((part) => part.startsWith('server='))
  if (pair === undefined) return null
  try {
    return decodeURIComponent(pair.slice('server='.length))
  } catch {
    return ''
  }
}

const notALink: Problem = {
  code: 'bad-join-link',
  sentence: 'This is not a join link of Lockstep.',
  nextStep: 'Copy the whole link that the host sent; it begins with lockstep://join/.',
}

const noServer: Problem = {
  code: 'join-link-without-server',
  sentence: 'The link names no session server.',
  nextStep: 'Ask for the whole link, or name the server with --server.',
}
