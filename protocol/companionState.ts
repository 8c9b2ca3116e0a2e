import { z } from 'zod'
import { chatLineSchema } from './chat.ts'
import { conditionSchema } from './health.ts'
import { problemSchema } from './problem.ts'
import { roomEventSchema } from './event.ts'
import { madeLinkSchema } from './invitationLink.ts'
import { initialPersonalState, personalStateSchema } from './personal.ts'
import { roomViewSchema } from './room.ts'

/** The line to the session server. */
export const sessionStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('connecting'), server: z.string(), attempt: z.int().min(1) }),
  z.object({ kind: z.literal('online'), server: z.string() }),
  /** The line is down; the room goes on locally and the next try is at `retryInMs` from the moment of this status. */
  z.object({
    kind: z.literal('interrupted'),
    server: z.string(),
    attempt: z.int().min(1),
    retryInMs: z.number(),
    problem: problemSchema,
  }),
  z.object({ kind: z.literal('ended'), server: z.string(), problem: problemSchema }),
])

export type SessionStatus = z.infer<typeof sessionStatusSchema>

/** Where the player is in its life. */
export const playerStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('starting') }),
  z.object({
    kind: z.literal('loading'),
    name: z.string(),
    pid: z.int().nullable(),
    control: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('ready'),
    name: z.string(),
    pid: z.int().nullable(),
    control: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('gone'),
    how: z.enum(['closed', 'crashed', 'hung', 'detached', 'failed-to-start']),
    problem: problemSchema,
  }),
])

export type PlayerStatus = z.infer<typeof playerStatusSchema>

/** How the player follows the room, for people and for the truth panel. */
export const followStatusSchema = z.object({
  /**
   * placing = being brought to a position while paused; holding = paused on it; asking = waits for the room's verdict;
   * apart = paused by the viewer while nobody could be asked; free = left to the viewer for a while.
   */
  mode: z.enum(['idle', 'placing', 'holding', 'released', 'following', 'asking', 'apart', 'free']),
  positionMs: z.number().nullable(),
  driftMs: z.number().nullable(),
  uncertaintyMs: z.number().nullable(),
  /** The rate that the player was last told. */
  rate: z.number(),
  buffering: z.boolean(),
  /** How far behind the room this viewer watches something again, catching up; 0 = in step. */
  behindMs: z.number(),
  corrections: z.object({ rate: z.int(), seek: z.int() }),
  /** Why the last jump was made. */
  lastSeekReason: z.string().nullable(),
})

export type FollowStatus = z.infer<typeof followStatusSchema>

const clockStatusSchema = z.object({
  offsetMs: z.number(),
  boundMs: z.number(),
  rttMs: z.number(),
  skewPpm: z.number(),
})

/** What the room plays, as this member's own library has it. */
export const mediaStatusSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('looking'), title: z.string() }),
  /** This member cannot see it, and stays in the room without it. */
  z.object({ kind: z.literal('missing'), title: z.string(), problem: problemSchema }),
  z.object({
    kind: z.literal('open'),
    title: z.string(),
    /** By which this member's own library knows it. */
    itemId: z.string(),
    delivery: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('direct') }),
      z.object({ kind: z.literal('transcode'), reasons: z.array(z.string()) }),
    ]),
    bitrate: z.number().nullable(),
    throughputBytesPerS: z.number().nullable(),
    /** What to know about this copy: it is longer or shorter than that of the room. */
    warning: problemSchema.nullable(),
  }),
])

export type MediaStatus = z.infer<typeof mediaStatusSchema>

/** How many reactions are remembered: a face shows the last ones for a moment. */
export const reactionsKept = 20

const shownReactionSchema = z.object({
  memberId: z.string(),
  name: z.string(),
  reaction: z.string(),
  /** Session clock. */
  atMs: z.number(),
})

export type Reaction = z.infer<typeof shownReactionSchema>

/**
 * Everything that a screen or a terminal shows, whole, as one value: a bridge sends it as a snapshot and then as
 * replacements. It holds no credential, no token but that of a link to be passed on, and no address but the session
 * server's.
 */
export const companionStateSchema = z.object({
  session: sessionStatusSchema,
  /** The member that this companion is, null outside a room. */
  memberId: z.string().nullable(),
  room: roomViewSchema.nullable(),
  /** Link by which others join, null outside a room. */
  joinLink: z.string().nullable(),
  /** The signed link that was made last in this room, which lets its bearer in; null = none was. */
  madeLink: madeLinkSchema.nullable(),
  clock: clockStatusSchema.nullable(),
  media: mediaStatusSchema.nullable(),
  player: playerStatusSchema,
  follow: followStatusSchema,
  /** The viewer's own offset, added to the player's target and never to the room's. */
  offsetMs: z.number(),
  personal: personalStateSchema,
  /** What happened in the room, oldest first, at most 200. */
  events: z.array(roomEventSchema),
  /** What was said in the room, oldest first, at most 200 lines. */
  chat: z.array(chatLineSchema),
  /** What is unlike it should be with the player or the film, the gravest first; empty when all is well. */
  health: z.array(conditionSchema),
  /** How people took the film lately, oldest first, at most 20. */
  reactions: z.array(shownReactionSchema),
  /** Whether this viewer watches on their own for a while; their player is theirs. */
  isFree: z.boolean(),
  /** The problem that a person should see now, null when there is none. */
  problem: problemSchema.nullable(),
})

export type CompanionState = z.infer<typeof companionStateSchema>

export const idleFollowStatus: FollowStatus = {
  mode: 'idle',
  positionMs: null,
  driftMs: null,
  uncertaintyMs: null,
  rate: 1,
  buffering: false,
  behindMs: 0,
  corrections: { rate: 0, seek: 0 },
  lastSeekReason: null,
}

export const initialCompanionState: CompanionState = {
  session: { kind: 'idle' },
  memberId: null,
  room: null,
  joinLink: null,
  madeLink: null,
  clock: null,
  media: null,
  player: { kind: 'none' },
  follow: idleFollowStatus,
  offsetMs: 0,
  personal: initialPersonalState,
  events: [],
  chat: [],
  health: [],
  reactions: [],
  isFree: false,
  problem: null,
}
