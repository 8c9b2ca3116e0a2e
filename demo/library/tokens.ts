import { randomBytes } from 'node:crypto'

/** The installation that a token was given to. */
export interface Device {
  readonly client: string
  readonly name: string
  readonly id: string
  readonly version: string
}

export interface Grant {
  readonly token: string
  readonly userId: string
  readonly device: Device
}

export interface TokenStore {
  /** A new token. An older one of the same user on the same device ends. */
  issue(userId: string, device: Device): Grant
  find(token: string): Grant | null
  revoke(token: string): void
  /** Ends every token, or every token of one user, as when they were signed out elsewhere. */
  readonly revokeAll: (userId?: string) => void
}

export function createTokenStore(): TokenStore {
  const grants = new Map<string, Grant>()
  const revokeWhere = (matches: (grant: Grant) => boolean) => {
    for (const grant of grants.values()) if (matches(grant)) grants.delete(grant.token)
  }
  return {
    issue(userId, device) {
      revokeWhere((grant) => grant.userId === userId && grant.device.id === device.id)
      const grant = { token: randomBytes(16).toString('hex'), userId, device }
      grants.set(grant.token, grant)
      return grant
    },
    find: (token) => grants.get(token) ?? null,
    revoke: (token) => void grants.delete(token),
    revokeAll: (userId) => revokeWhere((grant) => userId === undefined || grant.userId === userId),
  }
}
