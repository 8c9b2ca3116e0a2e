import { z } from 'zod'
import type { AskAddress } from './serverKind.ts'

/** What is at the address of a session server. */
export type Listener =
  | {
      readonly kind: 'session-server'
      readonly version: string | null
      readonly rooms: number
      readonly members: number
    }
  | { readonly kind: 'something-else' }
  | { readonly kind: 'nobody' }

const healthSchema = z.object({
  clockId: z.string(),
  version: z.string().optional(),
  rooms: z.number().default(0),
  members: z.number().default(0),
})

/** Whether the answer is that of a server in whose rooms OpenWatchParty's viewers are. */
const partySchema = z.object({ auth_enabled: z.boolean() })

/** Asks a `ws://` or `wss://` address who is there, without telling it anything. */
export async function whatListens(address: string, ask: AskAddress): Promise<Listener> {
  const answer = await ask(`${address.replace(/^ws/, 'http').replace(/\/(ws)?$/, '')}/health`)
  if (answer === null) return { kind: 'nobody' }
  const ours = healthSchema.safeParse(answer.json).data
  if (ours !== undefined) {
    const { version = null, rooms, members } = ours
    return { kind: 'session-server', version, rooms, members }
  }
  return partySchema.safeParse(answer.json).success
    ? { kind: 'session-server', version: null, rooms: 0, members: 0 }
    : { kind: 'something-else' }
}

/** Only here can a server be started in place of one that does not answer. */
export function isThisMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'ws:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
}
