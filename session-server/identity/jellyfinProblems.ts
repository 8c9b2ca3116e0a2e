import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { RequestProblem } from '../../jellyfin/httpClient.ts'

/** Jellyfin's answers to a token: 401 unknown or disabled, 400 an API key (nobody's), 403 not at this time. */
const refusals: readonly (number | null)[] = [400, 401, 403]

const silences = new Set([
  'server-timeout',
  'server-refused',
  'server-unreachable',
  'server-not-found',
  'server-starting',
  'server-failed',
])

/** What a Jellyfin that did not say who somebody is means for whoever wants to sign in. */
export function reasonOf({ code, status }: RequestProblem): CloseReason {
  if (silences.has(code)) return 'jellyfin-unreachable'
  if (code.startsWith('server-certificate-') || code === 'server-without-tls') return 'jellyfin-untrusted'
  if (code === 'server-not-jellyfin') return 'jellyfin-not-understood'
  return refusals.includes(status) ? 'sign-in-refused' : 'jellyfin-not-understood'
}
