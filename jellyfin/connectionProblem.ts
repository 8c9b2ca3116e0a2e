import type { Problem } from '../protocol/problem.ts'
import {
  certificateExpired,
  certificateOfOther,
  connectionRefused,
  hostNotFound,
  noTls,
  notJellyfin,
  selfSigned,
  timedOut,
  unreachable,
} from './problems.ts'

/** Codes of Node (libuv, OpenSSL, undici) for a request that brought no answer. */
const byCode: ReadonlyMap<string, (host: string) => Problem> = new Map([
  ['ENOTFOUND', hostNotFound],
  ['EAI_AGAIN', hostNotFound],
  ['ECONNREFUSED', connectionRefused],
  ['ETIMEDOUT', timedOut],
  ['UND_ERR_CONNECT_TIMEOUT', timedOut],
  ['UND_ERR_HEADERS_TIMEOUT', timedOut],
  ['UND_ERR_BODY_TIMEOUT', timedOut],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', selfSigned],
  ['SELF_SIGNED_CERT_IN_CHAIN', selfSigned],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', selfSigned],
  ['UNABLE_TO_GET_ISSUER_CERT', selfSigned],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', selfSigned],
  ['CERT_HAS_EXPIRED', certificateExpired],
  ['CERT_NOT_YET_VALID', certificateExpired],
  ['ERR_TLS_CERT_ALTNAME_INVALID', certificateOfOther],
  ['ERR_SSL_WRONG_VERSION_NUMBER', noTls],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', noTls],
])

/** What a request that failed below HTTP means. `error` is whatever `fetch` or `node:http` gave. */
export function connectionProblem(error: unknown, host: string): Problem {
  const code = errorCode(error)
  if (code === null) return unreachable(host)
  if (code.startsWith('HPE_')) return notJellyfin(host)
  return (byCode.get(code) ?? unreachable)(host)
}

/** Whether it was the certificate that failed: then nothing less secure may be tried instead. */
export const isCertificateProblem = (problem: Problem): boolean =>
  problem.code.startsWith('server-certificate-')

/**
 * Whether a connection that was kept turned out to be closed, which a server may do at any moment: the same request
 * on a new one will do.
 */
export const wasStaleConnection = (error: unknown): boolean =>
  ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(errorCode(error) ?? '')

/** The innermost code: `fetch` wraps the socket's error, and tries of several addresses, as causes. */
function errorCode(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null
  const inner = 'cause' in error ? errorCode(error.cause, depth + 1) : null
  if (inner !== null) return inner
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}
