import { createHmac } from 'node:crypto'
import type { Person } from '../../protocol/person.ts'
import type { Clock } from '../../sync/clock.ts'
import type { RandomBytes } from '../host/secrets.ts'

/** Who came with which token a moment ago, so that a Jellyfin is not asked again. No token is kept. */
export interface VerifiedUsers {
  find(serverId: string, token: string): Person | null
  keep(serverId: string, token: string, person: Person): void
  size(): number
}

export interface VerifiedUsersParts {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly keptMs: number
  /** The oldest goes when there are more. */
  readonly most: number
}

export function createVerifiedUsers({ clock, random, keptMs, most }: VerifiedUsersParts): VerifiedUsers {
  const users = new Map<string, { readonly person: Person; readonly untilMs: number }>()
  // With a key of this process alone nobody can try tokens on a memory image elsewhere.
  const key = random(32)
  const keyOf = (serverId: string, token: string) =>
    createHmac('sha256', key).update(`${serverId}\n${token}`).digest('base64url')
  return {
    find: (serverId, token) => {
      const found = users.get(keyOf(serverId, token))
      return found !== undefined && found.untilMs > clock.nowMs() ? found.person : null
    },
    keep: (serverId, token, person) => {
      const id = keyOf(serverId, token)
      users.delete(id)
      users.set(id, { person, untilMs: clock.nowMs() + keptMs })
      const [oldest] = users.keys()
      if (users.size > most && oldest !== undefined) users.delete(oldest)
    },
    size: () => users.size,
  }
}
