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
 * Value of the `Authorization` header that Jellyfin 10.10 to 12 read. The server URL-decodes each value, so each
 * one is encoded; it is the only form that 12 accepts by default.
 */
export function formatAuthorization({ app, deviceId, accessToken }: AuthorizationParts): string {
  const parts: [string, string][] = [
    ['Client', app.name],
    ['Device', app.device],
    ['DeviceId', deviceId],
    ['Version', app.version],
  ]
  if (accessToken !== null) parts.push(['Token', accessToken])
  return `MediaBrowser ${parts.map(([key, value]) => `${key}="${encodeURIComponent(value)}"`).join(', ')}`
}
