import type { Identity, SessionGrant, SignInWays } from '../../protocol/identity.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { problemOf } from './sessionProblems.ts'

/** What a member shows at one session server. */
export interface Passport {
  /** The proof for a hello; null = nothing but the name is asked for. Uses what the server gave before, if it is good. */
  show(): Promise<Result<Identity | null, Problem>>
  /** The proof for a renewal: what the server gave before does not count. */
  showAnew(): Promise<Result<Identity | null, Problem>>
  /** Keeps what the server gave. */
  stamp(grant: SessionGrant): void
  /** Forgets it: the server takes it no more. True when there was something to forget. */
  tear(): boolean
}

export interface PassportParts {
  /** `ws://` or `wss://` address of the session server. */
  readonly server: string
  readonly clock: Clock
  /** The Jellyfin sign-in of this person; null = none. */
  readonly account: JellyfinAccount | null
  /** How the server lets people in, asked without telling it anything. */
  ways(): Promise<SignInWays>
  /** Whether the person lets this server see the sign-in; asks them, once, if that is not known. */
  isTrusted(): Promise<Result<boolean, Problem>>
}

export interface JellyfinAccount {
  readonly serverId: string
  readonly token: string
}

/** What is good for less than this may be over when it arrives. */
const spareMs = 5000

export function createPassport(parts: PassportParts): Passport {
  let stamped: { readonly token: string; readonly untilMs: number } | null = null
  const showAnew = () => proofFor(parts, stamped?.token ?? null)
  return {
    showAnew,
    show: async () => {
      if (stamped === null || stamped.untilMs - spareMs <= parts.clock.nowMs()) return showAnew()
      return success({ kind: 'session', token: stamped.token })
    },
    stamp: ({ token, expiresInMs }) => {
      stamped = { token, untilMs: parts.clock.nowMs() + expiresInMs }
    },
    tear: () => {
      const wasThere = stamped !== null
      stamped = null
      return wasThere
    },
  }
}

/** For servers that nobody proves anything to. */
export const nameAlone: Passport = {
  show: () => Promise.resolve(success(null)),
  showAnew: () => Promise.resolve(success(null)),
  stamp: () => undefined,
  tear: () => false,
}

/**
 * The Jellyfin token is sent only when it is asked for and of use: not where a name is enough, not to a server that
 * takes other accounts, not over a line that others can read, and to nobody whom the person has not confirmed.
 */
async function proofFor(
  { server, account, ways: ask, isTrusted }: PassportParts,
  stamped: string | null,
): Promise<Result<Identity | null, Problem>> {
  const { open, jellyfins, isComplete } = await ask()
  if (open) return success(stamped === null ? null : { kind: 'session', token: stamped })
  if (account === null) return failure(problemOf('sign-in-required'))
  if (!jellyfins.some(({ serverId }) => serverId === account.serverId))
    return failure(problemOf(isComplete ? 'jellyfin-unknown' : 'jellyfin-unreachable'))
  if (!isPrivateLine(server)) return failure(plainLine)
  const trusted = await isTrusted()
  if (!trusted.ok) return trusted
  return trusted.value ? success({ kind: 'jellyfin', ...account }) : failure(notTrusted)
}

/** Whether nobody on the way can read what is sent: TLS, or this machine. */
export function isPrivateLine(server: string): boolean {
  const { protocol, hostname } = new URL(server)
  return protocol === 'wss:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

const plainLine: Problem = {
  code: 'plain-line',
  sentence: 'The session server wants to know who you are, but what is sent to it can be read on the way.',
  nextStep: 'Use its wss:// address; whoever runs it puts TLS before it.',
}

const notTrusted: Problem = {
  code: 'server-not-trusted',
  sentence: 'You did not let the session server check your Jellyfin sign-in.',
  nextStep: 'Join again and agree, or use a session server that asks for a name only.',
}
