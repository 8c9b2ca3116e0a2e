import { z } from 'zod'
import { failure, success, type Result } from '../result.ts'
import {
  participantStatusSchema,
  playerActionSchema,
  playStateSchema,
  positionSchema,
  type ErrorCode,
} from './words.ts'

/**
 * What clients of all generations send, read leniently: keys that nobody knows are left out, and where a generation
 * leaves something out or sends nonsense that the servers of its time ignored, it counts as absent.
 */
const text = z.string().max(4096).optional().catch(undefined)
const envelope = {
  /** Clients of the first two generations send an empty one when they are in no room. */
  room: z
    .string()
    .max(128)
    .optional()
    .catch(undefined)
    .transform((room) => (room === '' ? undefined : room)),
  /** Milliseconds of the sender's own clock; absent when it is no such thing. */
  ts: z.number().finite().min(0).optional().catch(undefined),
}

const anything = <Payload extends z.ZodType>(payload: Payload) => payload.nullish()

const authSchema = z.object({
  token: z.string().max(16_384).nullish(),
  user_name: text,
  user_id: text,
  protocol_version: z.number().optional().catch(undefined),
  features: z.array(z.string().max(64)).max(64).optional().catch(undefined),
})

const playbackSchema = z.object({
  action: playerActionSchema,
  position: positionSchema.optional(),
  play_state: playStateSchema.optional().catch(undefined),
})

const clientFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('auth'), ...envelope, payload: anything(authSchema) }),
  z.object({ type: z.literal('list_rooms'), ...envelope }),
  z.object({
    type: z.literal('create_room'),
    ...envelope,
    payload: anything(
      z.object({
        start_pos: positionSchema.catch(0).optional(),
        media_id: z.string().max(128).nullish().catch(null),
        user_name: text,
      }),
    ),
  }),
  z.object({
    type: z.literal('join_room'),
    ...envelope,
    payload: anything(z.object({ user_name: text, invite_ticket: text })),
  }),
  z.object({ type: z.literal('ready'), ...envelope }),
  z.object({ type: z.literal('leave_room'), ...envelope }),
  z.object({ type: z.literal('close_room'), ...envelope }),
  z.object({ type: z.literal('player_event'), ...envelope, payload: playbackSchema }),
  z.object({
    type: z.literal('state_update'),
    ...envelope,
    payload: z.object({ position: positionSchema, play_state: playStateSchema }),
  }),
  z.object({
    type: z.literal('ping'),
    ...envelope,
    payload: anything(z.object({ client_ts: z.number().finite().optional().catch(undefined) })).catch(null),
  }),
  z.object({ type: z.literal('chat_message'), ...envelope, payload: z.object({ text: z.string() }) }),
  z.object({ type: z.literal('client_log'), ...envelope }),
  /** Told by the predecessor, OpenSyncParty; nobody needs it any more. */
  z.object({ type: z.literal('quality_update'), ...envelope }),
  z.object({
    type: z.literal('participant_status'),
    ...envelope,
    payload: z.object({ status: participantStatusSchema }).nullish().catch(null),
  }),
])

export type ClientFrame = z.infer<typeof clientFrameSchema>
export type ClientFrameOf<Type extends ClientFrame['type']> = Extract<ClientFrame, { type: Type }>

const knownTypes: ReadonlySet<string> = new Set(
  clientFrameSchema.options.map((option) => option.shape.type.value),
)
const typedSchema = z.object({ type: z.string() })

/** Reads a text frame; the failure is the code to refuse it with. */
export function readClientFrame(frame: string): Result<ClientFrame, ErrorCode> {
  const json = parsed(frame)
  const read = clientFrameSchema.safeParse(json)
  if (read.success) return success(read.data)
  const typed = typedSchema.safeParse(json)
  if (!typed.success) return failure('INVALID_JSON')
  return failure(knownTypes.has(typed.data.type) ? unfit(typed.data.type) : 'UNKNOWN_MESSAGE_TYPE')
}

function unfit(type: string): ErrorCode {
  switch (type) {
    case 'player_event':
    case 'state_update':
      return 'INVALID_PLAYBACK_PAYLOAD'
    case 'chat_message':
      return 'INVALID_CHAT_PAYLOAD'
    default:
      return 'INVALID_JSON'
  }
}

function parsed(frame: string): unknown {
  try {
    return JSON.parse(frame)
  } catch {
    return undefined
  }
}
