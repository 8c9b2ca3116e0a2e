import { z } from 'zod'

const roleSchema = z.enum(['host', 'controller', 'viewer'])

export type Role = z.infer<typeof roleSchema>

/**
 * What a member's companion tells about itself, a few times a second at most. The server keeps the last one;
 * the lead of a command (session.md, "The timeline") is computed from `oneWayP95Ms` and `actuationMs`.
 */
export const presenceReportSchema = z.strictObject({
  /** Name of the player kind for people to read ("MPV"), null while there is none. */
  player: z.string().max(40).nullable(),
  /** True while the player is short of bytes and cannot move. */
  buffering: z.boolean(),
  /**
   * The revision that this member's player is prepared for: loaded, on the position, paused, buffered.
   * Null while it prepares. The ready barrier compares it with the room's revision.
   */
  readyRevision: z.int().min(0).nullable(),
  /** Player position minus room position, positive = ahead; null while nothing can be said. */
  driftMs: z.number().finite().nullable(),
  /** Half-width within which `driftMs` is known. */
  uncertaintyMs: z.number().finite().min(0).nullable(),
  rttMs: z.number().finite().min(0).nullable(),
  /** Honest bound of the clock offset: half the smallest round trip seen. */
  offsetBoundMs: z.number().finite().min(0).nullable(),
  /** 95th percentile of the one-way delay, taken as half the round trip. */
  oneWayP95Ms: z.number().finite().min(0).max(60_000).nullable(),
  /** How long this member's player needs from a command to its effect, measured. */
  actuationMs: z.number().finite().min(0).max(60_000).nullable(),
  /** Why the member cannot follow at the moment, as a sentence; null when all is well. */
  trouble: z.string().max(300).nullable(),
})

export type PresenceReport = z.infer<typeof presenceReportSchema>

/** Where a member is: in the room, or expected back until `removeAtMs` (session clock). */
const connectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('present') }),
  z.object({ kind: z.literal('away'), removeAtMs: z.number().finite() }),
])

/** What a member asks for with a raised hand: the attention of the others, or a pause. */
export const wishSchema = z.enum(['attention', 'pause'])

export type HandWish = z.infer<typeof wishSchema>

export const memberViewSchema = z.object({
  id: z.string().min(1).max(64),
  /** Who this is, as the server found out; the same person may be in the room with several members. */
  personId: z.string().min(1).max(64),
  name: z.string().min(1).max(64),
  role: roleSchema,
  /** Whether the host's role can pass to this member. */
  mayHost: z.boolean(),
  connection: connectionSchema,
  presence: presenceReportSchema,
  /** Whether the member watches in its own time for a while; nobody waits for it then. */
  isFree: z.boolean(),
  /** Whether the member may neither chat nor react. */
  isMuted: z.boolean(),
  /** The raised hand; null while it is down. `sinceMs` is on the session clock. */
  hand: z.object({ wants: wishSchema, sinceMs: z.number().finite() }).nullable(),
})

export type MemberView = z.infer<typeof memberViewSchema>

/** The presence of somebody who has told nothing yet. */
export const unknownPresence: PresenceReport = {
  player: null,
  buffering: false,
  readyRevision: null,
  driftMs: null,
  uncertaintyMs: null,
  rttMs: null,
  offsetBoundMs: null,
  oneWayP95Ms: null,
  actuationMs: null,
  trouble: null,
}

/** What a member is like of whom nothing special is known. */
export const plainMember = {
  role: 'viewer',
  mayHost: true,
  connection: { kind: 'present' },
  presence: unknownPresence,
  isFree: false,
  isMuted: false,
  hand: null,
} satisfies Partial<MemberView>
