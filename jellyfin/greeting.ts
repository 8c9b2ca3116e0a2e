import { z } from 'zod'
import type { Clock } from './clock.ts'
import { createHttpClient } from './httpClient.ts'
import type { PictureName } from './pictures/pictureName.ts'

export interface GreetedUser {
  readonly name: string
  readonly hasPassword: boolean
  /** null = they have none. */
  readonly picture: PictureName | null
}

/** What a server shows to everybody who is about to sign in. */
export interface Greeting {
  readonly users: readonly GreetedUser[]
  /** Whether it offers Quick Connect. */
  readonly quickConnect: boolean
}

const usersSchema = z.array(
  z.object({
    Id: z.string().nullish(),
    Name: z.string().min(1),
    HasPassword: z.boolean().nullish(),
    PrimaryImageTag: z.string().nullish(),
  }),
)

/** Asks a server, at its base address, whom it shows. One that tells nothing shows nobody: signing in works anyway. */
export async function askGreeting(serverUrl: string, clock: Clock): Promise<Greeting> {
  const client = createHttpClient({ serverUrl, authorization: null, clock })
  const [users, quickConnect] = await Promise.all([
    client.ask({ method: 'GET', path: '/Users/Public' }, usersSchema),
    client.ask({ method: 'GET', path: '/QuickConnect/Enabled' }, z.boolean()),
  ])
  return {
    users: users.ok ? users.value.map(greetedUser) : [],
    quickConnect: quickConnect.ok && quickConnect.value,
  }
}

const greetedUser = ({
  Id,
  Name,
  HasPassword,
  PrimaryImageTag,
}: z.infer<typeof usersSchema>[number]): GreetedUser => ({
  name: Name,
  hasPassword: HasPassword ?? true,
  picture: Id && PrimaryImageTag ? { kind: 'user', userId: Id, tag: PrimaryImageTag } : null,
})
