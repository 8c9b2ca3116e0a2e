import { publicSystemSchema } from '../../jellyfin/answers.ts'
import { createHttpClient } from '../../jellyfin/httpClient.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { explain } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { Log } from '../host/log.ts'
import { reasonOf } from './jellyfinProblems.ts'

/** A Jellyfin that the operator allowed and that has said who it is. */
export interface KnownJellyfin {
  readonly url: string
  readonly serverId: string
  readonly name: string
}

/** The allowed Jellyfins. Only their addresses are ever asked, whatever anybody claims. */
export interface JellyfinDirectory {
  /** Those that have said who they are, after asking those that have not: at most once in a while. */
  known(): Promise<readonly KnownJellyfin[]>
  isComplete(): boolean
  /** The one with this id, after asking those that have not answered yet. */
  find(serverId: string): Promise<Result<KnownJellyfin, CloseReason>>
  /** The only one there can be; null when several are allowed, or none. */
  only(): Promise<Result<KnownJellyfin, CloseReason> | null>
}

export interface JellyfinDirectoryParts {
  readonly urls: readonly string[]
  readonly clock: Clock
  readonly log: Log
  readonly askWithinMs: number
}

/** A Jellyfin that did not answer is asked again after this time, not for every visitor. */
const askAgainMs = 5000
/** What a Jellyfin tells about itself or one of its users takes a few kilobytes. */
export const longestAnswerBytes = 256 * 1024

interface Listing {
  readonly url: string
  known: KnownJellyfin | null
  reason: CloseReason
  askedMs: number
  asking: Promise<void> | null
}

export function createJellyfinDirectory(parts: JellyfinDirectoryParts): JellyfinDirectory {
  const { clock } = parts
  const listings = parts.urls.map(unasked)
  const known = () => listings.flatMap((listing) => listing.known ?? [])
  const unknown = () => listings.filter((listing) => listing.known === null)
  const mayAsk = ({ askedMs, asking }: Listing) => asking !== null || clock.nowMs() - askedMs >= askAgainMs
  const askUnknown = async () => {
    await Promise.all(
      unknown()
        .filter(mayAsk)
        .map((listing) => (listing.asking ??= ask(listing, parts))),
    )
  }
  const find = async (serverId: string) => {
    const isIt = (jellyfin: KnownJellyfin) => jellyfin.serverId === serverId
    if (!known().some(isIt)) await askUnknown()
    const found = known().find(isIt)
    return found === undefined ? failure(unknown()[0]?.reason ?? 'jellyfin-unknown') : success(found)
  }
  const only = async () => {
    const [listing, ...others] = listings
    if (listing === undefined || others.length > 0) return null
    await askUnknown()
    return listing.known === null ? failure(listing.reason) : success(listing.known)
  }
  return {
    known: async () => {
      await askUnknown()
      return known()
    },
    isComplete: () => unknown().length === 0,
    find,
    only,
  }
}

const unasked = (url: string): Listing => ({
  url,
  known: null,
  reason: 'jellyfin-unreachable',
  askedMs: -Infinity,
  asking: null,
})

async function ask(listing: Listing, { clock, log, askWithinMs }: JellyfinDirectoryParts): Promise<void> {
  const { url } = listing
  const limits = { timeoutMs: askWithinMs, longestAnswerBytes }
  const client = createHttpClient({ serverUrl: url, authorization: null, clock, ...limits })
  const answer = await client.ask({ method: 'GET', path: '/System/Info/Public' }, publicSystemSchema)
  listing.askedMs = clock.nowMs()
  listing.asking = null
  if (answer.ok) {
    listing.known = { url, serverId: answer.value.Id, name: answer.value.ServerName }
    return
  }
  listing.reason = reasonOf(answer.problem)
  const { code } = answer.problem
  log.warn({ problem: code }, `Nobody can sign in with an allowed Jellyfin. ${explain(answer.problem)}`)
}
