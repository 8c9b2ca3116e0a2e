import type { Problem } from './problem.ts'
import { failure, success, type Result } from './result.ts'

/** What a join link says: which session server, which room, and what lets its bearer in. */
export interface JoinTarget {
  /** `ws://` or `wss://` address of the session server, without a path beyond its base. */
  readonly server: string
  readonly code: string
  /** A signed invitation, which stands in the fragment only: no server sees it in a request. Null = the code alone. */
  readonly invitation: string | null
}

const scheme = 'lockstep://join/'
/** The path of a server's join page, before the code. */
export const joinPagePath = '/join/'
const codePattern = /^[A-Za-z0-9_-]{4,64}$/
const invitationPattern = /^[A-Za-z0-9_.-]{1,2048}$/

/** `lockstep://join/<code>?server=<ws address>#<invitation>`: opens the app. */
export const formatJoinLink = ({ server, code, invitation }: JoinTarget): string =>
  `${scheme}${code}?server=${encodeURIComponent(server)}${fragmentOf(invitation)}`

/** `https://<server>/join/<code>#<invitation>`: opens the server's page, which opens the app. */
export const formatWebLink = ({ server, code, invitation }: JoinTarget): string =>
  `${server.replace(/^ws/i, 'http').replace(/\/$/, '')}${joinPagePath}${code}${fragmentOf(invitation)}`

/** Reads a link that a person pasted. The code alone is accepted when `defaultServer` is known. */
export function parseJoinLink(text: string, defaultServer: string | null): Result<JoinTarget, Problem> {
  const link = text.trim()
  if (codePattern.test(link)) return targetOf({ code: link, server: defaultServer, fragment: '' })
  if (/^https?:\/\//i.test(link)) return parseWebLink(link)
  if (!link.startsWith(scheme)) return failure(notALink)
  const [address = '', fragment = ''] = splitAt(link.slice(scheme.length), '#')
  const [code = '', query = ''] = splitAt(address, '?')
  return targetOf({ code, server: serverIn(query) ?? defaultServer, fragment })
}

/** Whether `text` is a `ws://` or `wss://` address without credentials in it. */
export const isSessionAddress = (text: string): boolean => /^wss?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text)

/** A page may lie under a base path, which is that of the session server then. */
function parseWebLink(link: string): Result<JoinTarget, Problem> {
  const [address = '', fragment = ''] = splitAt(link, '#')
  const [page = ''] = splitAt(address, '?')
  const at = page.lastIndexOf(joinPagePath)
  if (at === -1) return failure(notALink)
  const code = page.slice(at + joinPagePath.length).replace(/\/$/, '')
  return targetOf({ code, server: page.slice(0, at).replace(/^http/i, 'ws'), fragment })
}

interface LinkParts {
  readonly code: string
  readonly server: string | null
  readonly fragment: string
}

function targetOf({ code, server, fragment }: LinkParts): Result<JoinTarget, Problem> {
  if (!codePattern.test(code)) return failure(notALink)
  if (server === null) return failure(noServer)
  if (!isSessionAddress(server)) return failure(notALink)
  if (fragment !== '' && !invitationPattern.test(fragment)) return failure(notALink)
  return success({ server, code, invitation: fragment === '' ? null : fragment })
}

const fragmentOf = (invitation: string | null): string => (invitation === null ? '' : `#${invitation}`)

function splitAt(text: string, mark: string): readonly string[] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)]
}

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
  nextStep:
    'Copy the whole link that the host sent; it begins with lockstep://join/ or has /join/ after the name of the server.',
}

const noServer: Problem = {
  code: 'join-link-without-server',
  sentence: 'The link names no session server.',
  nextStep: 'Ask for the whole link, or name the server with --server.',
}
