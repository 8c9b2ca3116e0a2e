import { z } from 'zod'
import { chatLineSchema } from '../../../protocol/chat.ts'
import { mediaSchema } from '../../../protocol/media.ts'
import { defaultPolicy, policySchema, withPolicy } from '../../../protocol/policy.ts'
import type { RoomSnapshot } from '../../room/snapshot.ts'
import type { MemberRow, RoomRow } from './tables.ts'

/** A room as it is written. */
export function toRows(room: RoomSnapshot): {
  readonly room: RoomRow
  readonly members: readonly MemberRow[]
} {
  const { id, code, name, media, policy, hostId, timeline } = room
  return {
    room: {
      id,
      code,
      name,
      media: JSON.stringify(media),
      policy: JSON.stringify(policy),
      host_id: hostId,
      position_ms: timeline.positionMs,
      rate: timeline.rate,
      at_wall_ms: timeline.atWallMs,
      playing: timeline.playing ? 1 : 0,
      revision: timeline.revision,
      chat: JSON.stringify(room.chat),
    },
    members: room.members.map((member, place) => ({
      room_id: id,
      id: member.id,
      place,
      name: member.name,
      token_hash: member.tokenHash,
    })),
  }
}

/** A room as it is read; throws when a row does not hold what `toRows` writes. */
export function fromRows(row: RoomRow, members: readonly MemberRow[]): RoomSnapshot {
  return snapshotSchema.parse({
    id: row.id,
    code: row.code,
    name: row.name,
    media: json(row.media),
    policy: withPolicy(defaultPolicy, knownPolicySchema.parse(json(row.policy))),
    hostId: row.host_id,
    timeline: {
      positionMs: row.position_ms,
      rate: row.rate,
      atWallMs: row.at_wall_ms,
      playing: row.playing === 1,
      revision: row.revision,
    },
    chat: json(row.chat),
    members: members.map(({ id, name, token_hash: tokenHash }) => ({ id, name, tokenHash })),
  })
}

/** What an earlier version did not know has its default. */
const knownPolicySchema = policySchema.partial()

const json = (text: string): unknown => JSON.parse(text)

const snapshotSchema: z.ZodType<RoomSnapshot> = z.object({
  id: z.string().min(1),
  code: z.string().min(1),
  name: z.string(),
  media: mediaSchema,
  policy: policySchema,
  hostId: z.string(),
  timeline: z.object({
    positionMs: z.number().min(0),
    rate: z.number().positive(),
    atWallMs: z.number(),
    playing: z.boolean(),
    revision: z.int().min(0),
  }),
  chat: z.array(chatLineSchema.omit({ atMs: true }).extend({ atWallMs: z.number() })),
  members: z.array(z.object({ id: z.string().min(1), name: z.string(), tokenHash: z.string().min(1) })),
})
