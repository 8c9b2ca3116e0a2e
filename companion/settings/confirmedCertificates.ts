import { join } from 'node:path'
import { z } from 'zod'
import type { PinnedServer } from '../../jellyfin/pinnedDoor.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { openJsonFile } from './jsonFile.ts'

const certificatesSchema = z.strictObject({
  version: z.literal(1),
  servers: z.array(z.strictObject({ origin: z.string(), fingerprint: z.string() })),
})

type Certificates = z.infer<typeof certificatesSchema>

const none: Certificates = { version: 1, servers: [] }

/** Certificates that this person confirmed, each for one server alone, kept between runs. */
export interface ConfirmedCertificates {
  /** The fingerprint that was confirmed for a server (`https://host:port`); null = none. */
  fingerprintFor(origin: string): Promise<Result<string | null, Problem>>
  /** Replaces the one that was confirmed before. */
  confirm(server: PinnedServer): Promise<Result<void, Problem>>
}

export function openConfirmedCertificates(
  folder: string,
  onCorrupt: (problem: Problem) => void,
): ConfirmedCertificates {
  const path = join(folder, 'certificates.json')
  const file = openJsonFile({ path, schema: certificatesSchema, empty: none, onCorrupt })
  return {
    fingerprintFor: async (origin) => {
      const kept = await file.read()
      if (!kept.ok) return kept
      return success(kept.value.servers.find((server) => server.origin === origin)?.fingerprint ?? null)
    },
    confirm: (server) =>
      file.change(({ servers }) => ({
        version: 1,
        servers: [...servers.filter(({ origin }) => origin !== server.origin), server],
      })),
  }
}
