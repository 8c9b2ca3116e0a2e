import type { ChatLine } from '../../protocol/chat.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { Member, Room } from './room.ts'

/** Raised with a change that an older server would misread. What is only new has a default in the schema of the store. */
export const snapshotVersion = 2

/** Kept as it is in the room. */
type Lasting =
  | 'id'
  | 'code'
  | 'name'
  | 'media'
  | 'policy'
  | 'hostId'
  | 'founderId'
  | 'isLocked'
  | 'passwordHash'
  | 'queue'
  | 'counted'
  | 'invitations'
  | 'bans'
  | 'regulars'

/**
 * What of a room survives the server, as one value. The session clock does not survive: instants are kept on the wall
 * clock, by which the position is carried across the gap.
 */
export interface RoomSnapshot extends Pick<Room, Lasting> {
  readonly version: number
  readonly timeline: SnapshotTimeline
  /** In the order in which they joined. */
  readonly members: readonly SnapshotMember[]
  readonly chat: readonly SnapshotLine[]
  readonly expiresAtWallMs: number | null
}

type SnapshotTimeline = Omit<Timeline, 'atMs'> & { readonly atWallMs: number }
type SnapshotLine = Omit<ChatLine, 'atMs'> & { readonly atWallMs: number }
export type SnapshotMember = Pick<Member, 'id' | 'tokenHash' | 'person' | 'role' | 'isMuted' | 'isFree'>
