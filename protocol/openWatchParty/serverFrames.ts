import { z } from 'zod'
import { playerActionSchema, playStateSchema, type ParticipantStatus } from './words.ts'

/** What servers of all generations send, as a client may rely on it: keys that nobody knows are left out. */
const finite = z.number().finite()
const count = z.number().int().min(0)
const id = z.string().min(1).max(128)
const envelope = {
  room: z.string().max(128).optional().catch(undefined),
  client: z.string().max(128).optional().catch(undefined),
  ts: finite.optional().catch(undefined),
  server_ts: finite.optional().catch(undefined),
}

const listedRoomSchema = z.object({
  id,
  name: z.string(),
  count: count.catch(0),
  media_id: z.string().nullish(),
})

export type ListedRoom = z.infer<typeof listedRoomSchema>

const serverFrameSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('client_hello'), ...envelope, payload: z.object({ client_id: id }) }),
  z.object({
    type: z.literal('auth_success'),
    ...envelope,
    payload: z
      .object({
        user_name: z.string().optional(),
        protocol_version: z.number().optional(),
        features: z.array(z.string()).optional(),
      })
      .nullish(),
  }),
  z.object({ type: z.literal('room_list'), ...envelope, payload: z.array(listedRoomSchema) }),
  z.object({
    type: z.literal('room_state'),
    ...envelope,
    payload: z.object({
      name: z.string(),
      host_id: z.string(),
      participant_count: count.catch(1),
      media_id: z.string().nullish(),
      state: z.object({ position: finite, play_state: playStateSchema }),
      state_server_ts: finite.nullish(),
      target_server_ts: finite.nullish(),
    }),
  }),
  z.object({
    type: z.literal('participants_update'),
    ...envelope,
    payload: z.object({ participant_count: count }),
  }),
  z.object({
    type: z.literal('client_left'),
    ...envelope,
    payload: z.object({ participant_count: count }).nullish(),
  }),
  z.object({
    type: z.literal('participant_list'),
    ...envelope,
    payload: z.object({
      participants: z.array(z.object({ name: z.string(), is_host: z.boolean() })).max(1000),
    }),
  }),
  z.object({
    type: z.literal('participant_statuses'),
    ...envelope,
    payload: z.object({ statuses: z.array(z.string().nullable()).max(1000) }),
  }),
  z.object({
    type: z.literal('host_changed'),
    ...envelope,
    payload: z.object({ host_id: id, host_name: z.string().optional() }),
  }),
  z.object({
    type: z.literal('room_capabilities'),
    ...envelope,
    payload: z.object({ features: z.array(z.string()) }),
  }),
  z.object({
    type: z.literal('room_closed'),
    ...envelope,
    payload: z.object({ reason: z.string() }).nullish(),
  }),
  z.object({
    type: z.literal('player_event'),
    ...envelope,
    payload: z.object({
      action: playerActionSchema,
      position: finite.optional().catch(undefined),
      play_state: playStateSchema.optional().catch(undefined),
      target_server_ts: finite.optional().catch(undefined),
    }),
  }),
  z.object({
    type: z.literal('state_update'),
    ...envelope,
    payload: z.object({ position: finite, play_state: playStateSchema }),
  }),
  z.object({ type: z.literal('pong'), ...envelope, payload: z.object({ client_ts: finite }) }),
  z.object({
    type: z.literal('chat_message'),
    ...envelope,
    payload: z.object({ username: z.string(), text: z.string() }),
  }),
  z.object({
    type: z.literal('error'),
    ...envelope,
    payload: z.object({ code: z.string().optional(), message: z.string() }),
  }),
])

export type ServerFrame = z.infer<typeof serverFrameSchema>
export type ServerFrameType = ServerFrame['type']
export type ServerFrameOf<Type extends ServerFrameType> = Extract<ServerFrame, { type: Type }>

/** Reads a text frame of a server; null for whatever this version does not know, which is not meant for us. */
export function readServerFrame(frame: string): ServerFrame | null {
  try {
    const read = serverFrameSchema.safeParse(JSON.parse(frame))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** What a server of ours says, exactly: clients of the last two generations drop a frame with one key more or less. */
export interface ServerPayloads {
  client_hello: { client_id: string }
  auth_success: { user_name: string; protocol_version?: number; features?: readonly string[] }
  room_list: readonly { id: string; name: string; count: number; media_id: string | null }[]
  room_state: {
    name: string
    host_id: string
    participant_count: number
    media_id: string | null
    state: { position: number; play_state: 'playing' | 'paused' }
    state_server_ts: number
    target_server_ts: number | null
  }
  participants_update: { participant_count: number }
  client_left: { participant_count: number }
  participant_list: { participants: readonly { name: string; is_host: boolean }[] }
  participant_statuses: { statuses: readonly (ParticipantStatus | null)[] }
  host_changed: { host_id: string; host_name: string }
  room_capabilities: { features: readonly string[] }
  room_closed: { reason: string }
  player_event: {
    action: 'play' | 'pause' | 'seek' | 'buffering'
    position: number
    play_state: 'playing' | 'paused'
    target_server_ts: number
  }
  state_update: { position: number; play_state: 'playing' | 'paused' }
  pong: { client_ts: number }
  chat_message: { username: string; text: string }
  error: { code: string; message: string }
}

/** Whom and what a frame is about, and when it is said; an absent key is left out, as strict clients want it. */
export interface Addressing {
  readonly room?: string | undefined
  readonly client?: string | undefined
  /** Milliseconds since 1970, by the server's clock. */
  readonly nowMs: number
  /** When what it tells holds, where that is not now. */
  readonly serverMs?: number | undefined
}

/** A frame as all generations take it: no key too many, `payload`, `ts` and `server_ts` always there, times whole. */
export function writeServerFrame<Type extends ServerFrameType>(
  type: Type,
  payload: ServerPayloads[Type],
  { room, client, nowMs, serverMs = nowMs }: Addressing,
): string {
  const ts = Math.round(nowMs)
  return JSON.stringify({ type, room, client, payload, ts, server_ts: Math.round(serverMs) })
}

/** A `room_list` around entries that are written already: the same ones go to many clients. */
export function writeRoomList(entries: string, nowMs: number): string {
  const ts = Math.round(nowMs)
  return `{"type":"room_list","payload":${entries},"ts":${ts},"server_ts":${ts}}`
}
