import { z } from 'zod'
import type { RoomSnapshot } from '../../room/roomSnapshot.ts'
import { roomSnapshotSchema } from '../snapshotSchema.ts'
import type { ChatLineRow, MemberRow, RoomRow } from './tables.ts'

/** A room as it is written, without what was said in it. */
export function toRows(room: RoomSnapshot): {
  readonly room: RoomRow
  readonly members: readonly MemberRow[]
} {
  const { id, code, name, media, policy, hostId, timeline, chat: _chat, members, ...rest } = room
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
      rest: JSON.stringify(rest),
    },
    members: members.map(({ id: memberId, tokenHash, ...standing }, place) => ({
      room_id: id,
      id: memberId,
      place,
      name: standing.person.name,
      token_hash: tokenHash,
      standing: JSON.stringify(standing),
    })),
  }
}

/** Lines as they are written. */
export const toLineRows = (roomId: string, lines: RoomSnapshot['chat']): readonly ChatLineRow[] =>
  lines.map(({ number, atWallMs, ...line }) => ({
    room_id: roomId,
    number,
    at_wall_ms: atWallMs,
    line: JSON.stringify(line),
  }))

/** What belongs to a room beside its row, in order. */
export interface RowsOfRoom {
  readonly members: readonly MemberRow[]
  readonly lines: readonly ChatLineRow[]
}

/** A room as it is read; throws when a row does not hold what `toRows` writes, or wrote in an earlier version. */
export function fromRows(row: RoomRow, { members, lines }: RowsOfRoom): RoomSnapshot {
  return roomSnapshotSchema.parse({
    ...record(row.rest),
    id: row.id,
    code: row.code,
    name: row.name,
    media: json(row.media),
    policy: json(row.policy),
    hostId: row.host_id,
    timeline: {
      positionMs: row.position_ms,
      rate: row.rate,
      atWallMs: row.at_wall_ms,
      playing: row.playing === 1,
      revision: row.revision,
    },
    chat: lines.map(({ number, at_wall_ms: atWallMs, line }) => ({ ...record(line), number, atWallMs })),
    members: members.map(({ id, name, token_hash: tokenHash, standing }) => ({
      id,
      name,
      tokenHash,
      ...record(standing),
    })),
  })
}

const json = (text: string): unknown => JSON.parse(text)
const record = (text: string): Record<string, unknown> => z.record(z.string(), z.unknown()).parse(json(text))
