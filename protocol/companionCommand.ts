import { z } from 'zod'
import { actionSchema, type Action } from './action.ts'
import { chatTextSchema } from './chat.ts'
import { deedSchema, type GoverningDeed } from './governing.ts'
import { linkWishSchema, type LinkWish } from './invitationLink.ts'
import { isSessionAddress } from './joinLink.ts'
import { wishSchema, type HandWish } from './member.ts'
import { passwordSchema } from './password.ts'
import {
  deepestReplayMs,
  filmLikingSchema,
  offsetSchema,
  qualitySchema,
  trackKindSchema,
  type FilmLiking,
  type Quality,
  type TrackView,
} from './personal.ts'
import { policySchema, type PolicyChange } from './policy.ts'
import { queueEditSchema, type QueueEdit } from './queue.ts'
import { reactionSchema } from './reaction.ts'

/** What concerns this viewer alone: no room hears of it. */
export type PersonalCommand =
  /** How far ahead of the room the own player shall be, at most 2000 ms either way; remembered for the sound device. */
  | { readonly kind: 'set-offset'; readonly offsetMs: number }
  /** "What did they say?": goes back this far for this viewer alone and catches up; null = as far as is usual here. */
  | { readonly kind: 'replay'; readonly byMs: number | null }
  /** Back to where the room is, at once. */
  | { readonly kind: 'end-replay' }
  /** By the key of one of the tracks that the state shows; null = none of this kind. Remembered for film or series. */
  | { readonly kind: 'choose-track'; readonly track: TrackView['kind']; readonly key: string | null }
  /**
   * How this viewer would have a film whenever it is opened, chosen before it is. `belongsTo`, as the film's details name
   * it, is what tracks are remembered for; a version is for the item alone.
   */
  | {
      readonly kind: 'like-film'
      readonly itemId: string
      readonly belongsTo: string
      readonly liking: FilmLiking
    }
  /** Liked languages, first the most liked; an empty list = no preference, subtitle null = rather no subtitles. */
  | {
      readonly kind: 'set-languages'
      readonly audio: readonly string[]
      readonly subtitle: readonly string[] | null
    }
  /** How the film is to come; opens it anew. Remembered. */
  | ({ readonly kind: 'set-quality' } & Quality)
  /** False asks the room to wait with the next start, as long as it waits for anybody. */
  | { readonly kind: 'set-ready'; readonly ready: boolean }

/** What any face of the companion (terminal, window, remote control) may ask of it. */
export type CompanionCommand =
  /** Opens a room on `server` for an item of the library and starts the player. */
  | {
      readonly kind: 'create-room'
      readonly server: string
      readonly itemId: string
      readonly roomName: string | null
      readonly policy: PolicyChange
      /** 4 to 128 characters; null = none. */
      readonly password: string | null
      /** From now; null = when nobody needs the room any more. */
      readonly expiresInMs: number | null
      /** Where to start; null = where this viewer left off. */
      readonly startMs: number | null
    }
  | {
      readonly kind: 'join-room'
      readonly server: string
      readonly code: string
      /** null = none was given. */
      readonly password: string | null
      /** A signed invitation from the link; null = none. */
      readonly invitation: string | null
    }
  | { readonly kind: 'leave-room' }
  | { readonly kind: 'act'; readonly action: Action }
  /** Play, when the room stands still, else pause. */
  | { readonly kind: 'toggle' }
  /** Relative to where the room is now. */
  | { readonly kind: 'skip'; readonly byMs: number }
  /** Says a line to everyone in the room, 1 to 500 characters. */
  | { readonly kind: 'say'; readonly text: string }
  /** Puts on another film for everyone. `insist`: even if somebody cannot see it. */
  | {
      readonly kind: 'open-film'
      readonly itemId: string
      /** null = where this viewer left off. */
      readonly startMs: number | null
      readonly insist: boolean
    }
  | { readonly kind: 'queue-film'; readonly itemId: string }
  | { readonly kind: 'edit-queue'; readonly edit: QueueEdit }
  | { readonly kind: 'play-entry'; readonly entry: number; readonly insist: boolean }
  /** To watch on one's own for a while, or with the room again. */
  | { readonly kind: 'free-play'; readonly isFree: boolean }
  /** In the vote that is under way. */
  | { readonly kind: 'vote'; readonly inFavour: boolean }
  /** One emoji. */
  | { readonly kind: 'react'; readonly reaction: string }
  | { readonly kind: 'raise-hand'; readonly wants: HandWish }
  /** null = one's own. */
  | { readonly kind: 'lower-hand'; readonly memberId: string | null }
  /** Has a signed link made, which the state then shows. */
  | ({ readonly kind: 'make-link' } & LinkWish)
  /** About people and the room itself. */
  | { readonly kind: 'govern'; readonly deed: GoverningDeed }
  /** Starts the player again after it was lost, or looks again for a film that could not be had. */
  | { readonly kind: 'restart-player' }
  | { readonly kind: 'set-volume'; readonly percent: number }
  | { readonly kind: 'set-muted'; readonly muted: boolean }
  /** The picture over the whole screen, or in its window again. */
  | { readonly kind: 'set-fullscreen'; readonly fullscreen: boolean }
  | { readonly kind: 'dismiss-problem' }
  | PersonalCommand

const server = z.string().max(300).refine(isSessionAddress, 'a ws:// or wss:// address')
const positionMs = z.number().finite().min(0)
const itemId = z.string().min(1).max(128)
const memberId = z.string().min(1).max(64)

const languages = z.array(z.string().trim().min(1).max(64)).max(10)

/** Reads a command for the companion from outside (a script, a screen). Exactly the type `CompanionCommand`, bounds included. */
export const companionCommandSchema: z.ZodType<CompanionCommand> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create-room'),
    server,
    itemId,
    roomName: z.string().trim().min(1).max(100).nullable(),
    policy: policySchema.partial(),
    password: passwordSchema.nullable().default(null),
    expiresInMs: z.number().finite().min(1000).nullable().default(null),
    startMs: positionMs.nullable(),
  }),
  z.strictObject({
    kind: z.literal('join-room'),
    server,
    code: z.string().min(4).max(64),
    password: passwordSchema.nullable().default(null),
    invitation: z.string().min(1).max(2048).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('leave-room') }),
  z.strictObject({ kind: z.literal('act'), action: actionSchema }),
  z.strictObject({ kind: z.literal('toggle') }),
  z.strictObject({ kind: z.literal('skip'), byMs: z.number().finite() }),
  z.strictObject({ kind: z.literal('say'), text: chatTextSchema }),
  z.strictObject({
    kind: z.literal('open-film'),
    itemId,
    startMs: positionMs.nullable(),
    insist: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('queue-film'), itemId }),
  z.strictObject({
    kind: z.literal('edit-queue'),
    edit: queueEditSchema,
  }),
  z.strictObject({
    kind: z.literal('play-entry'),
    entry: z.int().min(1),
    insist: z.boolean().default(false),
  }),
  z.strictObject({ kind: z.literal('free-play'), isFree: z.boolean() }),
  z.strictObject({ kind: z.literal('vote'), inFavour: z.boolean() }),
  z.strictObject({ kind: z.literal('react'), reaction: reactionSchema }),
  z.strictObject({ kind: z.literal('raise-hand'), wants: wishSchema }),
  z.strictObject({ kind: z.literal('lower-hand'), memberId: memberId.nullable().default(null) }),
  linkWishSchema.extend({ kind: z.literal('make-link') }),
  z.strictObject({ kind: z.literal('govern'), deed: deedSchema }),
  z.strictObject({ kind: z.literal('restart-player') }),
  z.strictObject({ kind: z.literal('set-offset'), offsetMs: offsetSchema }),
  z.strictObject({
    kind: z.literal('replay'),
    byMs: z.number().finite().min(1000).max(deepestReplayMs).nullable(),
  }),
  z.strictObject({ kind: z.literal('end-replay') }),
  z.strictObject({
    kind: z.literal('choose-track'),
    track: trackKindSchema,
    key: z.string().min(1).max(64).nullable(),
  }),
  z.strictObject({
    kind: z.literal('like-film'),
    itemId,
    belongsTo: z.string().min(1).max(300),
    liking: filmLikingSchema,
  }),
  z.strictObject({ kind: z.literal('set-languages'), audio: languages, subtitle: languages.nullable() }),
  qualitySchema.extend({ kind: z.literal('set-quality') }),
  z.strictObject({ kind: z.literal('set-ready'), ready: z.boolean() }),
  z.strictObject({ kind: z.literal('set-volume'), percent: z.number().finite().min(0).max(200) }),
  z.strictObject({ kind: z.literal('set-muted'), muted: z.boolean() }),
  z.strictObject({ kind: z.literal('set-fullscreen'), fullscreen: z.boolean() }),
  z.strictObject({ kind: z.literal('dismiss-problem') }),
])
