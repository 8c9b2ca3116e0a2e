import { z } from 'zod'
import { actionSchema } from './action.ts'
import { ballotSchema } from './ballot.ts'
import { chatLineSchema, chatLinesKept, chatTextSchema } from './chat.ts'
import { closeReasonSchema } from './closeReasons.ts'
import { roomEventSchema } from './event.ts'
import { deedSchema } from './governing.ts'
import { guestsSchema } from './guests.ts'
import { mediaSchema } from './media.ts'
import { memberViewSchema, presenceReportSchema, wishSchema } from './member.ts'
import { passwordSchema } from './password.ts'
import { policySchema } from './policy.ts'
import { queueEditSchema } from './queue.ts'
import { reactionSchema } from './reaction.ts'
import { phaseSchema, queueSchema, roomViewSchema, settingsSchema } from './room.ts'
import { inboxSchema } from './inbox.ts'
import { identitySchema, sessionGrantSchema } from './identity.ts'
import { personNameSchema, personSchema } from './person.ts'
import { roomListingSchema } from './roomListing.ts'
import { timelineSchema } from './timeline.ts'

/** Raised when a change would make an older peer misread a newer one. */
export const protocolVersion = 1

/** The session path on the server: `ws://host:port/v1`. */
export const sessionPath = '/v1'

const requestId = z.string().min(1).max(64)
const memberId = z.string().min(1).max(64)
const localMs = z.number().finite()
const sessionMs = z.number().finite()
const positionMs = z.number().finite().min(0)

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
    /** null = none. */
    password: passwordSchema.nullable(),
    /** Where the room starts; the creator's resume point. */
    positionMs,
  }),
  z.strictObject({
    type: z.literal('join'),
    requestId,
    code: z.string().min(4).max(64),
    /** null = none was given. */
    password: passwordSchema.nullable(),
    /** A signed invitation, from the link by which the person came; null = none. */
    invitation: z.string().min(1).max(2048).nullable(),
  }),
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
  /** To watch in one's own time for a while (`isFree`), and to come back to the room. */
  z.strictObject({ type: z.literal('free-play'), requestId, isFree: z.boolean() }),
  /** Votes in the ballot of this number, or changes one's mind. */
  z.strictObject({ type: z.literal('vote'), requestId, ballot: z.int().min(1), inFavour: z.boolean() }),
  z.strictObject({ type: z.literal('react'), requestId, reaction: reactionSchema }),
  z.strictObject({ type: z.literal('raise'), requestId, wants: wishSchema }),
  /** Whose hand; one's own may always be lowered. */
  z.strictObject({ type: z.literal('lower'), requestId, memberId }),
  z.strictObject({ type: z.literal('edit-queue'), requestId, edit: queueEditSchema }),
  /** Plays an entry of the queue now. `insist`: even if somebody cannot see it. */
  z.strictObject({ type: z.literal('play-entry'), requestId, entry: z.int().min(1), insist: z.boolean() }),
  /** Puts on another film. `insist`: even if somebody cannot see it. */
  z.strictObject({ type: z.literal('open'), requestId, media: mediaSchema, positionMs, insist: z.boolean() }),
  /** Answers `can-you-see`. */
  z.strictObject({ type: z.literal('sight'), question: z.int().min(1), canSee: z.boolean() }),
  z.strictObject({ type: z.literal('govern'), requestId, deed: deedSchema }),
  /** Asks for the list of public rooms, and to be told what changes in it; `unwatch-rooms` ends that. */
  z.strictObject({ type: z.literal('watch-rooms'), requestId }),
  z.strictObject({ type: z.literal('unwatch-rooms'), requestId }),
])

export type ClientMessage = z.infer<typeof clientMessageSchema>

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
  /** What this person is invited to: after the welcome if there is anything, and whenever it changes. */
  z.object({ type: z.literal('inbox'), invitations: inboxSchema }),
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
  /** Answers every other request. `durable` false: it was done, but would not survive a restart; absent: it would. */
  z.object({ type: z.literal('done'), requestId, durable: z.boolean().optional() }),
  /** Refuses a request. `timeline` is the room's present one, so that the sender can snap back. */
  z.object({
    type: z.literal('refused'),
    requestId,
    reason: closeReasonSchema,
    timeline: timelineSchema.nullable(),
    /** Because of whom: who cannot see a film. */
    who: z.array(z.object({ memberId, name: z.string().max(64) })).max(1000),
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
  /** Another film, and where the room is in it. The queue, when it was the next of it, follows. */
  z.object({
    type: z.literal('media'),
    media: mediaSchema,
    timeline: timelineSchema,
    phase: phaseSchema,
  }),
  /** How the room is run changed. */
  z.object({ type: z.literal('settings'), settings: settingsSchema }),
  z.object({ type: z.literal('queue'), queue: queueSchema }),
  /** A vote was called, cast or is over (null). */
  z.object({ type: z.literal('ballot'), ballot: ballotSchema.nullable() }),
  /** Whom the room expects and keeps out changed. */
  z.object({ type: z.literal('guests'), guests: guestsSchema }),
  /** Asks whether this member finds the film in a library of its own; to be answered with `sight`, soon. */
  z.object({ type: z.literal('can-you-see'), question: z.int().min(1), media: mediaSchema }),
  z.object({
    type: z.literal('reaction'),
    memberId,
    name: z.string().max(64),
    reaction: reactionSchema,
    atMs: sessionMs,
  }),
  /** What was said, oldest first. Right after `joined`, what the room remembers; it replaces what was known. */
  z.object({ type: z.literal('chat'), lines: z.array(chatLineSchema).max(chatLinesKept) }),
  /** Public rooms, the newest ones: all of them at first (`isWhole`), then those that changed or are listed no more. */
  z.object({
    type: z.literal('rooms'),
    isWhole: z.boolean(),
    changed: z.array(roomListingSchema).max(1000),
    gone: z.array(z.string().max(64)).max(1000),
  }),
  /** Everyone is to be brought exactly onto the timeline now, dead band or not. */
  z.object({ type: z.literal('resync'), revision: z.int().min(0) }),
  /** This member's place is gone (kicked, banned, or the room is over); the session itself goes on. */
  z.object({ type: z.literal('out'), reason: closeReasonSchema }),
  /** The last message before the server closes: why. */
  z.object({ type: z.literal('bye'), reason: closeReasonSchema }),
])

export type ServerMessage = z.infer<typeof serverMessageSchema>
export type ServerMessageOf<Type extends ServerMessage['type']> = Extract<ServerMessage, { type: Type }>
export type ClientMessageOf<Type extends ClientMessage['type']> = Extract<ClientMessage, { type: Type }>
