import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { WindowAccess } from '../../protocol/bridge/appState.ts'

/**
 * Who may look at the app: whoever was given a key, once. A key stands in the fragment of an address, which no server
 * and no log sees, and is exchanged for a session, which stands in a cookie that no script can read.
 */
export interface Keys {
  /** A new key, good for one window, which may do no more than this. */
  make(access: WindowAccess): string
  /** The session for a key that came in this way; null when the key is wrong or has been used. */
  exchange(key: string, arrival: WindowAccess): string | null
  /** What the bearer of a session may do who comes in this way; null = it is none. */
  accessOf(token: string | null, arrival: WindowAccess): WindowAccess | null
}

/** 192 bits: nobody guesses it, and it fits into a QR code that a phone can read. */
const keyBytes = 24
/** Whoever makes more than this many and uses none is not somebody who opens windows. */
const mostUnused = 20

export function createKeys(): Keys {
  const unused: { readonly key: Buffer; readonly access: WindowAccess }[] = []
  const sessions = new Map<string, WindowAccess>()
  return {
    make: (access) => {
      const key = randomBytes(keyBytes).toString('base64url')
      unused.push({ key: digest(key), access })
      if (unused.length > mostUnused) unused.shift()
      return key
    },
    exchange: (key, arrival) => {
      const shown = digest(key)
      const known = unused.find((it) => timingSafeEqual(it.key, shown))
      if (known === undefined) return null
      unused.splice(unused.indexOf(known), 1)
      const token = randomBytes(keyBytes).toString('base64url')
      sessions.set(nameOf(token), lesser(known.access, arrival))
      return token
    },
    accessOf: (token, arrival) => {
      const access = token === null ? undefined : sessions.get(nameOf(token))
      return access === undefined ? null : lesser(access, arrival)
    },
  }
}

/** Whatever went over the network, others may have heard. */
const lesser = (one: WindowAccess, other: WindowAccess): WindowAccess =>
  one === 'own' && other === 'own' ? 'own' : 'remote'

/** What is compared and kept is a digest: its bytes tell nothing of how much of a guess was right. */
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()

const nameOf = (token: string): string => digest(token).toString('hex')
