import { z } from 'zod'
import { actionSchema } from '../../../protocol/action.ts'
import { chatTextSchema } from '../../../protocol/chat.ts'
import { deedSchema } from '../../../protocol/governing.ts'
import { isSessionAddress } from '../../../protocol/joinLink.ts'
import { wishSchema } from '../../../protocol/member.ts'
import { passwordSchema } from '../../../protocol/password.ts'
import { policySchema } from '../../../protocol/policy.ts'
import { queueEditSchema } from '../../../protocol/queue.ts'
import { reactionSchema } from '../../../protocol/reaction.ts'
import { offsetSchema, qualitySchema, trackKindSchema } from '../../../protocol/personal.ts'
import { deepestReplayMs } from '../../follow/replay.ts'
import type { CompanionCommand } from '../../companionApi.ts'

const server = z.string().max(300).refine(isSessionAddress, 'a ws:// or wss:// address')
const positionMs = z.number().finite().min(0)
const itemId = z.string().min(1).max(128)
const memberId = z.string().min(1).max(64)

const languages = z.array(z.string().trim().min(1).max(64)).max(10)

/** Reads a command for the companion from outside (a script). Exactly the type `CompanionCommand`, bounds included. */
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
  z.strictObject({ kind: z.literal('set-languages'), audio: languages, subtitle: languages.nullable() }),
  qualitySchema.extend({ kind: z.literal('set-quality') }),
  z.strictObject({ kind: z.literal('set-ready'), ready: z.boolean() }),
  z.strictObject({ kind: z.literal('set-volume'), percent: z.number().finite().min(0).max(200) }),
  z.strictObject({ kind: z.literal('dismiss-problem') }),
])
