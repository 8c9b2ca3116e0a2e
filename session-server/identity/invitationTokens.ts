import { z } from 'zod'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { identifier, type RandomBytes } from '../host/secrets.ts'
import type { Ledger } from './ledger.ts'
import type { SignedTokens } from './signedTokens.ts'

/** What a link invites to. */
export interface InvitationWish {
  readonly roomId: string
  readonly role: 'controller' | 'viewer'
  /** Whether it is for one person: whoever comes with it first. */
  readonly once: boolean
  readonly livesMs: number
}

/** Signed invitations, as links carry them: whoever has one is let in as if they had been invited by name. */
export interface InvitationTokens {
  sign(wish: InvitationWish): Promise<{ readonly token: string; readonly expiresInMs: number }>
  /** As what an invitation lets a person into a room. One that is for one person is that person's from then on. */
  read(token: string, bearer: Bearer): Promise<Result<InvitationWish['role'], CloseReason>>
}

interface Bearer {
  readonly roomId: string
  readonly personId: string
}

export interface InvitationTokensParts {
  readonly tokens: SignedTokens
  readonly ledger: Ledger
  readonly random: RandomBytes
  readonly wallNowMs: () => number
}

const payloadSchema = z.object({
  jti: z.string().min(1),
  exp: z.number(),
  room: z.string().min(1),
  role: z.enum(['controller', 'viewer']),
  once: z.boolean(),
})

export function createInvitationTokens(parts: InvitationTokensParts): InvitationTokens {
  const { tokens, random, wallNowMs } = parts
  return {
    sign: async ({ roomId: room, role, once, livesMs }) => {
      const claims = { jti: identifier(random), room, role, once }
      const token = await tokens.sign({ purpose: 'invitation', untilWallMs: wallNowMs() + livesMs, claims })
      return { token, expiresInMs: livesMs }
    },
    read: async (token, bearer) => {
      const verified = await tokens.verify(token, 'invitation')
      if (!verified.ok)
        return failure(verified.problem === 'expired' ? 'invitation-expired' : 'invitation-forged')
      const payload = payloadSchema.safeParse(verified.value)
      if (!payload.success) return failure('invitation-forged')
      const { room, role, once } = payload.data
      if (room !== bearer.roomId) return failure('invitation-elsewhere')
      if (once && !(await isTheirs(payload.data, bearer, parts))) return failure('invitation-used')
      return success(role)
    },
  }
}

/** Whoever came with it may come with it again: a place in a room may get lost. */
async function isTheirs(
  { jti, exp }: z.infer<typeof payloadSchema>,
  { personId }: Bearer,
  { ledger }: InvitationTokensParts,
): Promise<boolean> {
  const untilWallMs = exp * 1000
  const byThem = `invitation:${jti}:${personId}`
  if (ledger.has(byThem)) return true
  if (!(await ledger.enter({ name: `invitation:${jti}`, untilWallMs }))) return false
  return ledger.enter({ name: byThem, untilWallMs })
}
