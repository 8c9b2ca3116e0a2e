import { z } from 'zod'
import type { Clock } from './clock.ts'
import { createHttpClient } from './httpClient.ts'

/** What a server shows to everybody who is about to sign in. */
export interface Greeting {
  readonly users: readonly { readonly name: string; readonly hasPassword: boolean }[]
  /** Whether it offers Quick Connect. */
  readonly quickConnect: boolean
}

const usersSchema = z.array(z.object({ Name: z.string().min(1), HasPassword: z.boolean().nullish() }))

/** Asks a server, at its base address, whom it shows. One that tells nothing shows nobody: signing in works anyway. */
export async function askGreeting(serverUrl: string, clock: Clock): Promise<Greeting> {
  const client = createHttpClient({ serverUrl, authorization: null, clock })
  const [users, quickConnect] = await Promise.all([
    client.ask({ method: 'GET', path: '/Users/Public' }, usersSchema),
    client.ask({ method: 'GET', path: '/QuickConnect/Enabled' }, z.boolean()),
  ])
  return {
    users: users.ok
      ? users.value.map(({ Name, HasPassword }) => ({ name: Name, hasPassword: HasPassword ?? true }))
      : [],
    quickConnect: quickConnect.ok && quickConnect.value,
  }
}
