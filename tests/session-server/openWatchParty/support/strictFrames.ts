import { z } from 'zod'

/**
 * What clients of the last two generations take, key by key: whatever does not fit is dropped by them, so nothing that
 * our server says may fail here.
 */
const ts = z.int().min(0)
const id = z.string().min(1).max(128)
const name = z.string().min(1).max(100)
const count = z.int().min(0).max(20)
const position = z.number().min(0).max(86_400)
const playState = z.enum(['playing', 'paused'])
const always = { ts, server_ts: ts }
const inRoom = { ...always, room: id, client: id.optional() }
const anywhere = { ...always, room: id.optional(), client: id.optional() }
const uuid = z.uuidv4().refine((text) => text === text.toLowerCase())
const statuses = z.enum([
  'playing',
  'paused',
  'in_sync',
  'catching_up',
  'buffering',
  'loading',
  'blocked',
  'not_watching',
])

export const strictFrameSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('client_hello'),
    ...anywhere,
    payload: z.strictObject({ client_id: uuid }),
  }),
  z.strictObject({
    type: z.literal('auth_success'),
    ...anywhere,
    payload: z.strictObject({
      user_name: name,
      protocol_version: z.literal(1).optional(),
      features: z.array(z.string()).optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('room_list'),
    ...anywhere,
    payload: z.array(
      z.strictObject({
        id,
        name: z.string().min(1).max(128),
        count,
        media_id: z.string().max(128).nullable(),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal('room_state'),
    ...inRoom,
    room: uuid,
    payload: z.strictObject({
      name: z.string().min(1).max(128),
      host_id: id,
      participant_count: count,
      media_id: z.string().max(128).nullable(),
      state: z.strictObject({ position, play_state: playState }),
      state_server_ts: ts.optional(),
      target_server_ts: ts.nullable().optional(),
    }),
  }),
  z.strictObject({
    type: z.literal('participants_update'),
    ...inRoom,
    payload: z.strictObject({ participant_count: count }),
  }),
  z.strictObject({
    type: z.literal('client_left'),
    ...inRoom,
    payload: z.strictObject({ participant_count: count }),
  }),
  z.strictObject({
    type: z.literal('participant_list'),
    ...inRoom,
    payload: z.strictObject({
      participants: z.array(z.strictObject({ name, is_host: z.boolean() })).max(20),
    }),
  }),
  z.strictObject({
    type: z.literal('participant_statuses'),
    ...inRoom,
    payload: z.strictObject({ statuses: z.array(statuses.nullable()).max(20) }),
  }),
  z.strictObject({
    type: z.literal('host_changed'),
    ...inRoom,
    payload: z.strictObject({ host_id: id, host_name: name }),
  }),
  z.strictObject({
    type: z.literal('room_capabilities'),
    ...inRoom,
    payload: z.strictObject({ features: z.array(z.literal('shared_playback_control')) }),
  }),
  z.strictObject({
    type: z.literal('room_closed'),
    ...inRoom,
    payload: z.strictObject({ reason: z.string().min(1).max(500) }),
  }),
  z.strictObject({
    type: z.literal('player_event'),
    ...inRoom,
    payload: z.strictObject({
      action: z.enum(['play', 'pause', 'seek', 'buffering']),
      position,
      play_state: playState,
      target_server_ts: ts,
    }),
  }),
  z.strictObject({
    type: z.literal('state_update'),
    ...inRoom,
    payload: z.strictObject({ position, play_state: playState }),
  }),
  z.strictObject({
    type: z.literal('pong'),
    ...anywhere,
    payload: z.strictObject({ client_ts: z.number() }),
  }),
  z.strictObject({
    type: z.literal('chat_message'),
    ...inRoom,
    payload: z.strictObject({
      username: name,
      text: z.string().refine((text) => text !== '' && [...text].length <= 500),
    }),
  }),
  z.strictObject({
    type: z.literal('error'),
    ...anywhere,
    payload: z.strictObject({ code: z.string().min(1).max(64), message: z.string().min(1).max(1000) }),
  }),
])

export type StrictFrame = z.infer<typeof strictFrameSchema>
export type StrictFrameOf<Type extends StrictFrame['type']> = Extract<StrictFrame, { type: Type }>
