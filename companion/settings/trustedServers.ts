import { join } from 'node:path'
import { z } from 'zod'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openJsonFile } from './jsonFile.ts'

const trustedSchema = z.strictObject({
  version: z.literal(1),
  /** Which account may be shown to which session server. */
  trusted: z.array(z.strictObject({ server: z.string(), serverId: z.string(), userId: z.string() })),
})

type Trusted = z.infer<typeof trustedSchema>
export type Trust = Trusted['trusted'][number]

const nobody: Trusted = { version: 1, trusted: [] }

/** Session servers to which this person shows a Jellyfin sign-in, kept between runs. */
export interface TrustedServers {
  isTrusted(trust: Trust): Promise<Result<boolean, Problem>>
  trust(trust: Trust): Promise<Result<void, Problem>>
}

export function openTrustedServers(folder: string, onCorrupt: (problem: Problem) => void): TrustedServers {
  const path = join(folder, 'trusted-servers.json')
  const file = openJsonFile({ path, schema: trustedSchema, empty: nobody, onCorrupt })
  return {
    isTrusted: async (trust) => {
      const kept = await file.read()
      return kept.ok ? success(kept.value.trusted.some((other) => isSame(other, trust))) : kept
    },
    trust: (trust) =>
      file.change((kept) => {
        const isKnown = kept.trusted.some((other) => isSame(other, trust))
        return isKnown ? kept : { ...kept, trusted: [...kept.trusted, asKept(trust)] }
      }),
  }
}

const isSame = (one: Trust, other: Trust): boolean =>
  keyOf(one.server) === keyOf(other.server) && one.serverId === other.serverId && one.userId === other.userId

const asKept = (trust: Trust): Trust => ({ ...trust, server: keyOf(trust.server) })

/** The same server however its address is written. */
function keyOf(server: string): string {
  const { protocol, host, pathname } = new URL(server)
  return `${protocol}//${host}${pathname.replace(/\/+$/, '')}`
}
