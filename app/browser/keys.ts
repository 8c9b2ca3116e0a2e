import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Who may look at the app: whoever was given a key, once. A key stands in the fragment of an address, which no server
 * and no log sees, and is exchanged for a session, which stands in a cookie that no script can read.
 */
export interface Keys {
  /** A new key, good for one window. */
  make(): string
  /** The session for a key; null when the key is wrong or has been used. */
  exchange(key: string): string | null
  isSession(token: string | null): boolean
}

/** 192 bits: nobody guesses it, and it fits into a QR code that a phone can read. */
const keyBytes = 24
/** Whoever makes more than this many and uses none is not somebody who opens windows. */
const mostUnused = 20

export function createKeys(): Keys {
  const unused: Buffer[] = []
  const sessions = new Set<string>()
  return {
    make: () => {
      const key = randomBytes(keyBytes).toString('base64url')
      unused.push(digest(key))
      if (unused.length > mostUnused) unused.shift()
      return key
    },
    exchange: (key) => {
      const shown = digest(key)
      const at = unused.findIndex((known) => timingSafeEqual(known, shown))
      if (at === -1) return null
      unused.splice(at, 1)
      const token = randomBytes(keyBytes).toString('base64url')
      sessions.add(digest(token).toString('hex'))
      return token
    },
    isSession: (token) => token !== null && sessions.has(digest(token).toString('hex')),
  }
}

/** What is compared and kept is a digest: its bytes tell nothing of how much of a guess was right. */
const digest = (secret: string): Buffer => createHash('sha256').update(secret).digest()
