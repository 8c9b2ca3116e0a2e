import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { ClientMessage, ServerMessageOf } from '../../protocol/session.ts'
import { openLine, type Line, type LineOptions } from './line.ts'
import type { Passport } from './passport.ts'
import { createRenewal } from './renewal.ts'

/** Where a session comes in: shows its passport, keeps what it is given, renews it in time and hands it back. */
export interface Doorway {
  open(): Promise<Result<Line, Problem>>
  /** What a welcome or a renewal gave. */
  learn(given: Given): void
  /** What the server gave last: it proves to its REST who this is. Null before the first welcome. */
  token(): string | null
  /** No line, nothing to renew. */
  pause(): void
  /** Makes worthless what the server gave, when it stood for a proof. */
  signOut(): Promise<void>
}

type Given = Pick<ServerMessageOf<'welcome'>, 'grant' | 'endsInMs'>

export interface DoorwayParts {
  readonly passport: Passport
  /** The line to be opened, for whoever turns out to say hello. */
  readonly line: Omit<LineOptions, 'identity'>
  request(body: (requestId: string) => ClientMessage): Promise<Result<unknown, Problem>>
}

export function createDoorway({ passport, line: lineOptions, request }: DoorwayParts): Doorway {
  let hasProved = false
  let token: string | null = null
  const renewal = createRenewal(lineOptions.clock, async () => {
    const identity = await passport.showAnew()
    if (!identity.ok || identity.value === null) return false
    const proof = identity.value
    return (await request((requestId) => ({ type: 'renew', requestId, identity: proof }))).ok
  })
  /** What the server gave before may have become worthless to it; then what it was given for is shown again. */
  const open = async (): Promise<Result<Line, Problem>> => {
    const identity = await passport.show()
    if (!identity.ok) return identity
    const line = await openLine({ ...lineOptions, identity: identity.value })
    const mayBeOutdated = !line.ok && identity.value?.kind === 'session' && isOutdated(line.problem)
    return mayBeOutdated && passport.tear() ? open() : line
  }
  return {
    open,
    learn: ({ grant, endsInMs }) => {
      passport.stamp(grant)
      token = grant.token
      renewal.endsIn(endsInMs)
      hasProved = endsInMs !== null
    },
    token: () => token,
    pause: () => renewal.stop(),
    signOut: async () => {
      if (!hasProved) return
      await request((requestId) => ({ type: 'sign-out', requestId }))
      // Whoever comes in again with the same passport must not show what has just become worthless.
      passport.tear()
    },
  }
}

/** The server does not know its own token any more: it has run out, or the server has another secret now. */
const isOutdated = ({ code }: Problem): boolean => code === 'session-expired' || code === 'sign-in-refused'
