import { z } from 'zod'
import type { AppIdentity } from './authorization.ts'
import type { Clock } from './clock.ts'
import { authorizationOf, type Credentials } from './credentials.ts'
import { createHttpClient } from './httpClient.ts'
import type { PictureName } from './pictures/pictureName.ts'

const faceSchema = z.object({ PrimaryImageTag: z.string().nullish() })

/** The picture of whoever is signed in; null when they have none, or it cannot be learnt. */
export async function ownPicture(
  credentials: Credentials,
  app: AppIdentity,
  clock: Clock,
): Promise<PictureName | null> {
  const { serverUrl, userId } = credentials
  const client = createHttpClient({ serverUrl, authorization: authorizationOf(credentials, app), clock })
  const me = await client.ask({ method: 'GET', path: '/Users/Me' }, faceSchema)
  const tag = me.ok ? me.value.PrimaryImageTag : null
  return tag ? { kind: 'user', userId, tag } : null
}
