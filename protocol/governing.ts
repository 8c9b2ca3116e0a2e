import { z } from 'zod'
import { passwordSchema } from './password.ts'
import { policySchema } from './policy.ts'

const memberId = z.string().min(1).max(64)
const person = { personId: z.string().min(1).max(64), name: z.string().trim().min(1).max(64) }
const lesserRole = z.enum(['controller', 'viewer'])

/** What is done about people and the room itself, by whom their role allows it (permissions.ts). */
export const deedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('transfer-host'), memberId }),
  z.strictObject({ kind: z.literal('set-role'), memberId, role: lesserRole }),
  /** Out of the room; they may come back. */
  z.strictObject({ kind: z.literal('kick'), memberId }),
  /** Out of the room, and kept out by who they are. */
  z.strictObject({ kind: z.literal('ban'), memberId }),
  z.strictObject({ kind: z.literal('unban'), personId: person.personId }),
  /** Whether a member may chat and react. */
  z.strictObject({ kind: z.literal('mute'), memberId, muted: z.boolean() }),
  /** Whether the room keeps everyone out who has no place in it. */
  z.strictObject({ kind: z.literal('lock'), locked: z.boolean() }),
  /** null = none any more. */
  z.strictObject({ kind: z.literal('set-password'), password: passwordSchema.nullable() }),
  z.strictObject({ kind: z.literal('change-policy'), policy: policySchema.partial() }),
  z.strictObject({ kind: z.literal('rename'), name: z.string().trim().min(1).max(100) }),
  /** From now; null = never. */
  z.strictObject({
    kind: z.literal('set-expiry'),
    expiresInMs: z
      .number()
      .min(1000)
      .max(366 * 86_400_000)
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('invite'),
    people: z
      .array(z.strictObject({ ...person, role: lesserRole }))
      .min(1)
      .max(100),
  }),
  z.strictObject({ kind: z.literal('uninvite'), personId: person.personId }),
  /** Pauses the room, as the member whose hand is raised asks for, and lowers that hand. */
  z.strictObject({ kind: z.literal('grant'), memberId }),
  /** For everyone. */
  z.strictObject({ kind: z.literal('end') }),
])

export type GoverningDeed = z.infer<typeof deedSchema>
