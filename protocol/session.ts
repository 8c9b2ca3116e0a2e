import { z } from 'zod'
import { chatLineSchema, chatLinesKept, chatTextSchema } from './chat.ts'
import { closeReasonSchema } from './closeReasons.ts'
import { mediaSchema } from './media.ts'
import { memberViewSchema, presenceReportSchema } from './member.ts'
import { identitySchema, sessionGrantSchema } from './identity.ts'
import { personNameSchema, personSchema } from './person.ts'
import { phaseSchema, policySchema, roomViewSchema } from './room.ts'
import { timelineSchema } from './timeline.ts'

/** Raised when a change would make an older peer misread a newer one. */
export const protocolVersion = 1

/** The session path on the server: `ws://host:port/v1`. */
export const sessionPath = '/v1'

const requestId = z.string().min(1).max(64)
const localMs = z.number().finite()
const sessionMs = z.number().finite()
const positionMs = z.number().finite().min(0)

/** What a member may ask the room to do. `revision` is the timeline it was decided upon. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('play') }),
  /** `positionMs`: where the member's player stopped; null = wherever the room is when it happens. */
  z.strictObject({ kind: z.literal('pause'), positionMs: positionMs.nullable() }),
  z.strictObject({ kind: z.literal('seek'), positionMs }),
  z.strictObject({ kind: z.literal('rate'), rate: z.number().min(0.25).max(4) }),
  /** Bring everyone exactly to where the room is: the host's "resync everyone". */
  z.strictObject({ kind: z.literal('resync') }),
])

export type Action = z.infer<typeof actionSchema>

export const clientMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('hello'),
    protocol: z.int(),
    app: z.strictObject({ name: z.string().min(1).max(40), version: z.string().min(1).max(40) }),
    /** What the person would like to be called; counts where a name is enough. */
    name: personNameSchema,
    /** Who it is; absent = nothing but the name. */
    identity: identitySchema.optional(),
  }),
  /** Proves anew who this is, before the session ends. */
  z.strictObject({ type: z.literal('renew'), requestId, identity: identitySchema }),
  /** Ends the session for good, on every line. */
  z.strictObject({ type: z.literal('sign-out'), requestId }),
  z.strictObject({ type: z.literal('ping'), id: z.int().min(0), sentAtMs: localMs }),
  z.strictObject({
    type: z.literal('create'),
    requestId,
    media: mediaSchema,
    name: z.string().trim().min(1).max(100).nullable(),
    policy: policySchema.partial(),
    /** Where the room starts; the creator's resume point. */
    positionMs,
  }),
  z.strictObject({ type: z.literal('join'), requestId, code: z.string().min(4).max(64) }),
  z.strictObject({
    type: z.literal('resume'),
    requestId,
    roomId: z.string().min(1).max(64),
    resumeToken: z.string().min(16).max(128),
    /** The last revision this member saw, and whether its player is still moving on it. */
    revision: z.int().min(0),
    playing: z.boolean(),
  }),
  z.strictObject({ type: z.literal('leave'), requestId }),
  z.strictObject({ type: z.literal('act'), requestId, revision: z.int().min(0), action: actionSchema }),
  z.strictObject({ type: z.literal('say'), requestId, text: chatTextSchema }),
  z.strictObject({ type: z.literal('presence'), presence: presenceReportSchema }),
])

export type ClientMessage = z.infer<typeof clientMessageSchema>

/** Who did what, as the log and the toasts tell it. `memberId` null = the room itself (a timer, a rule). */
export const roomEventSchema = z.object({
  atMs: sessionMs,
  memberId: z.string().max(64).nullable(),
  name: z.string().max(64).nullable(),
  what: z.enum([
    'created',
    'joined',
    'left',
    'went-away',
    'came-back',
    'played',
    'paused',
    'sought',
    'changed-rate',
    'resynced',
    'stalled',
    'recovered',
    'waited-too-long',
    'became-host',
    'server-restarted',
  ]),
  /** Position for `sought`, rate for `changed-rate`; else null. */
  amount: z.number().finite().nullable(),
})

export type RoomEvent = z.infer<typeof roomEventSchema>

export const serverMessageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    protocol: z.int(),
    server: z.object({ name: z.string().max(40), version: z.string().max(40) }),
    /** Changes when the session clock starts anew: samples of another clock are worthless. */
    clockId: z.string().min(1).max(64),
    /** Who this is in the server's eyes. */
    person: personSchema,
    /** What proves the same next time. */
    grant: sessionGrantSchema,
    /** When the session ends unless it is renewed; null = never. */
    endsInMs: z.number().finite().nullable(),
  }),
  /** Answers renew. */
  z.object({
    type: z.literal('renewed'),
    requestId,
    grant: sessionGrantSchema,
    endsInMs: z.number().finite().nullable(),
  }),
  z.object({
    type: z.literal('pong'),
    id: z.int().min(0),
    /** The four time stamps of NTP are `sentAtMs`, `receivedAtMs`, `answeredAtMs` and the client's own arrival. */
    sentAtMs: localMs,
    receivedAtMs: sessionMs,
    answeredAtMs: sessionMs,
    clockId: z.string().min(1).max(64),
  }),
  /** Answers create, join and resume: the member's place, and the room. */
  z.object({
    type: z.literal('joined'),
    requestId,
    memberId: z.string().min(1).max(64),
    resumeToken: z.string().min(16).max(128),
    room: roomViewSchema,
  }),
  /** Answers leave, act and say. */
  z.object({ type: z.literal('done'), requestId }),
  /** Refuses a request. `timeline` is the room's present one, so that the sender can snap back. */
  z.object({
    type: z.literal('refused'),
    requestId,
    reason: closeReasonSchema,
    timeline: timelineSchema.nullable(),
  }),
  /** The room's timeline changed, or its phase did. Until `timeline.atMs` the former timeline holds. */
  z.object({ type: z.literal('timeline'), timeline: timelineSchema, phase: phaseSchema }),
  /** Members whose view changed, coalesced; `gone` left for good. */
  z.object({
    type: z.literal('members'),
    changed: z.array(memberViewSchema).max(1000),
    gone: z.array(z.string().max(64)).max(1000),
    hostId: z.string().max(64),
  }),
  z.object({ type: z.literal('event'), event: roomEventSchema }),
  /** What was said, oldest first. Right after `joined`, what the room remembers; it replaces what was known. */
  z.object({ type: z.literal('chat'), lines: z.array(chatLineSchema).max(chatLinesKept) }),
  /** Everyone is to be brought exactly onto the timeline now, dead band or not. */
  z.object({ type: z.literal('resync'), revision: z.int().min(0) }),
  /** The last message before the server closes: why. */
  z.object({ type: z.literal('bye'), reason: closeReasonSchema }),
])

export type ServerMessage = z.infer<typeof serverMessageSchema>
export type ServerMessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>
export type ClientMessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>
