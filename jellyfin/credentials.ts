import { z } from 'zod'
import { formatAuthorization, type AppIdentity, type AuthorizationParts } from './authorization.ts'

/** A sign-in at a Jellyfin server, as the settings file keeps it. Secret: it opens everything that the user may see. */
export const credentialsSchema = z.strictObject({
  serverUrl: z.url({ protocol: /^https?$/ }),
  serverId: z.string().min(1),
  serverName: z.string(),
  userId: z.string().min(1),
  userName: z.string(),
  accessToken: z.string().min(1),
  deviceId: z.string().min(1),
})

export type Credentials = z.infer<typeof credentialsSchema>

export const authorizationOf = (credentials: Credentials, app: AppIdentity): AuthorizationParts => ({
  app,
  deviceId: credentials.deviceId,
  accessToken: credentials.accessToken,
})

export const authorizationHeader = (credentials: Credentials, app: AppIdentity): string =>
  formatAuthorization(authorizationOf(credentials, app))
