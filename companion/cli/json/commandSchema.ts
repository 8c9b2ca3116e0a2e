import { z } from 'zod'
import { chatTextSchema } from '../../../protocol/chat.ts'
import { isSessionAddress } from '../../../protocol/joinLink.ts'
import { offsetSchema, qualitySchema, trackKindSchema } from '../../../protocol/personal.ts'
import { controlSchema, waitForSchema } from '../../../protocol/policy.ts'
import { actionSchema } from '../../../protocol/action.ts'
import { deepestReplayMs } from '../../follow/replay.ts'
import type { CompanionCommand } from '../../companionApi.ts'

const server = z.string().max(300).refine(isSessionAddress, 'a ws:// or wss:// address')
const positionMs = z.number().finite().min(0)
const policy = z.strictObject({
  control: controlSchema.exactOptional(),
  waitFor: waitForSchema.exactOptional(),
  pauseOnStall: z.boolean().exactOptional(),
})

const languages = z.array(z.string().trim().min(1).max(64)).max(10)

/** Reads a command for the companion from outside (a script). Exactly the type `CompanionCommand`, bounds included. */
export const companionCommandSchema: z.ZodType<CompanionCommand> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('create-room'),
    server,
    itemId: z.string().min(1).max(128),
    roomName: z.string().trim().min(1).max(100).nullable(),
    policy,
    startMs: positionMs.nullable(),
  }),
  z.strictObject({ kind: z.literal('join-room'), server, code: z.string().min(4).max(64) }),
  z.strictObject({ kind: z.literal('leave-room') }),
  z.strictObject({ kind: z.literal('act'), action: actionSchema }),
  z.strictObject({ kind: z.literal('toggle') }),
  z.strictObject({ kind: z.literal('skip'), byMs: z.number().finite() }),
  z.strictObject({ kind: z.literal('say'), text: chatTextSchema }),
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
