/** How this program introduces itself to a Jellyfin server. */
export interface AppIdentity {
  /** Name of the program, e.g. "Lockstep". */
  readonly name: string
  readonly version: string
  /** Name of the machine, as people read it in Jellyfin's list of devices. */
  readonly device: string
}

export interface AuthorizationParts {
  readonly app: AppIdentity
  /**
   * Stable per installation *and* Jellyfin user: signing in again with the same user and device revokes the former
   * token, and two users of one device would share a session.
   */
  readonly deviceId: string
  /** Null before signing in. */
  readonly accessToken: string | null
}

/**
 * A token that was given to another installation. It is sent alone: a server would take a name of a program or device
 * beside it for news of that installation's device.
 */
export interface BorrowedToken {
  readonly borrowedToken: string
}

/**
 * Value of the `Authorization` header that Jellyfin 10.10 to 12 read. The server URL-decodes each value, so each
 * one is encoded; it is the only form that 12 accepts by default.
 */
export function formatAuthorization(authorization: AuthorizationParts | BorrowedToken): string {
  if ('borrowedToken' in authorization) return formatted([['Token', authorization.borrowedToken]])
  const { app, deviceId, accessToken } = authorization
  const parts: [string, string][] = [
    ['Client', app.name],
    ['Device', app.device],
    ['DeviceId', deviceId],
    ['Version', app.version],
  ]
  if (accessToken !== null) parts.push(['Token', accessToken])
  return formatted(parts)
}

const formatted = (parts: readonly (readonly [string, string])[]): string =>
  `MediaBrowser ${parts.map(([key, value]) => `${key}="${encodeURIComponent(value)}"`).join(', ')}`
