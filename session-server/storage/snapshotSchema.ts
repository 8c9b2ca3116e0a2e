import { z } from 'zod'
import { chatLineSchema } from '../../protocol/chat.ts'
import { guestsSchema } from '../../protocol/guests.ts'
import { mediaSchema } from '../../protocol/media.ts'
import { personSchema, type Person } from '../../protocol/person.ts'
import { defaultPolicy, policySchema, withPolicy } from '../../protocol/policy.ts'
import { queueSchema } from '../../protocol/room.ts'
import { snapshotVersion, type RoomSnapshot, type SnapshotMember } from '../room/roomSnapshot.ts'

const lesserRoleSchema = z.enum(['controller', 'viewer'])
const wallMs = z.number()
const id = z.string().min(1)

const memberSchema = z.object({
  id,
  /** What the member's resume token hashes to. */
  tokenHash: id,
  person: personSchema,
  role: lesserRoleSchema,
  isMuted: z.boolean(),
  isFree: z.boolean(),
})

/** Members of version 1 were a name, and everyone could do everything that the room allowed to everyone. */
const formerMemberSchema = z
  .object({ id, tokenHash: id, name: z.string() })
  .transform((former): SnapshotMember => ({
    id: former.id,
    tokenHash: former.tokenHash,
    person: unknownPerson(former),
    role: 'viewer',
    isMuted: false,
    isFree: false,
  }))

const unknownPerson = (former: { readonly id: string; readonly name: string }): Person => ({
  id: former.id,
  name: former.name || 'Guest',
  isAdmin: false,
  origin: { kind: 'open' },
})

const regularSchema = z.object({ personId: id, role: lesserRoleSchema, isMuted: z.boolean() })

const countedSchema = z.object({
  entries: z.int().min(0),
  ballots: z.int().min(0),
  questions: z.int().min(0),
})

/**
 * What of a room survives the server, as one value. The session clock does not survive: instants are kept on the wall
 * clock, by which the position is carried across the gap. What an earlier version did not know has its default.
 */
export const roomSnapshotSchema: z.ZodType<RoomSnapshot> = z.object({
  version: z.int().max(snapshotVersion).default(1),
  id,
  code: id,
  name: z.string(),
  media: mediaSchema,
  policy: policySchema.partial().transform((policy) => withPolicy(defaultPolicy, policy)),
  hostId: z.string(),
  timeline: z.object({
    positionMs: z.number().min(0),
    rate: z.number().positive(),
    atWallMs: wallMs,
    playing: z.boolean(),
    revision: z.int().min(0),
  }),
  /** In the order in which they joined. */
  members: z.array(z.union([memberSchema, formerMemberSchema])),
  chat: z.array(chatLineSchema.omit({ atMs: true }).extend({ atWallMs: wallMs })).default([]),
  founderId: z.string().nullable().default(null),
  isLocked: z.boolean().default(false),
  /** Argon2id, with its salt and its figures. */
  passwordHash: z.string().nullable().default(null),
  expiresAtWallMs: wallMs.nullable().default(null),
  queue: queueSchema.default([]),
  counted: countedSchema.default({ entries: 0, ballots: 0, questions: 0 }),
  invitations: guestsSchema.shape.invitations.default([]),
  bans: guestsSchema.shape.bans.default([]),
  regulars: z.array(regularSchema).default([]),
})
