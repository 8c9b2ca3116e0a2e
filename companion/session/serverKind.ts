import { z } from 'zod'
import { openWatchPartyPath } from '../../protocol/openWatchParty/words.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

/** What holds the rooms at an address. */
export type ServerKind =
  | { readonly kind: 'lockstep' }
  /** `url`: where its sessions are held. */
  | { readonly kind: 'open-watch-party'; readonly url: string }

/** Asks an address with GET; null when nobody answers, else what the answer says (undefined when it is no JSON). */
export type AskAddress = (url: string) => Promise<{ readonly json: unknown } | null>

/** Ours says which clock it keeps; theirs, in every generation, whether it wants authentication. */
const oursSchema = z.object({ clockId: z.string() })
const theirsSchema = z.object({ auth_enabled: z.boolean() })

/**
 * Finds out which kind of server is at an address. One that names the path of OpenWatchParty means it; else `/health`
 * tells. Where nobody answers it is taken for ours: connecting to it then says what is wrong.
 */
export async function findServerKind(server: string, ask: AskAddress): Promise<Result<ServerKind, Problem>> {
  const base = server.replace(/\/$/, '')
  if (base.endsWith(openWatchPartyPath)) return success({ kind: 'open-watch-party', url: base })
  const answer = await ask(`${base.replace(/^ws/, 'http')}/health`)
  if (answer === null || oursSchema.safeParse(answer.json).success) return success({ kind: 'lockstep' })
  if (theirsSchema.safeParse(answer.json).success) {
    return success({ kind: 'open-watch-party', url: base + openWatchPartyPath })
  }
  return failure(neitherOfBoth(server))
}

const neitherOfBoth = (server: string): Problem => ({
  code: 'not-a-session-server',
  sentence: `What answers at ${server} is neither a session server of Lockstep nor one of OpenWatchParty.`,
  nextStep: `Check the address; an OpenWatchParty server behind a proxy is reached with ${openWatchPartyPath} at its end.`,
})
