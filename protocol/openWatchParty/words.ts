import { z } from 'zod'

/** Where an OpenWatchParty server holds its sessions: `ws://host:port/ws`. */
export const openWatchPartyPath = '/ws'

/** The port that clients of the first generation dial, whatever they are told. */
export const openWatchPartyPort = 3000

/** The version that clients of the fourth generation declare; earlier ones declare none. */
export const openWatchPartyVersion = 1

/** What a client may declare and a server may grant (fourth generation). */
export const knownFeatures = ['host_transfer', 'participant_status', 'shared_playback_control'] as const

export type Feature = (typeof knownFeatures)[number]

export const playStateSchema = z.enum(['playing', 'paused'])
export type PlayState = z.infer<typeof playStateSchema>

export const playerActionSchema = z.enum(['play', 'pause', 'seek', 'buffering'])
export type PlayerAction = z.infer<typeof playerActionSchema>

/** What a client of the fourth generation says about its own player, for the others to see. */
export const participantStatusSchema = z.enum([
  'playing',
  'paused',
  'in_sync',
  'catching_up',
  'buffering',
  'loading',
  'blocked',
  'not_watching',
])
export type ParticipantStatus = z.infer<typeof participantStatusSchema>

/** The longest position that is taken, seconds: a day. */
export const longestPositionS = 86_400

/** A position in the film, seconds. */
export const positionSchema = z.number().finite().min(0).max(longestPositionS)

export const roomNameLimit = 128
/** Unicode code points. */
export const chatLimit = 500
/** Strict clients drop frames that count more. */
export const membersPerRoom = 20

/** The id of an item as Jellyfin Web has it: 32 hexadecimal digits, without dashes. */
const itemIdPattern = /^[0-9a-f]{32}$/

/** `id` as web clients can open it, null when it is no id of a Jellyfin item. */
export function mediaIdOf(id: string | null | undefined): string | null {
  const plain = (id ?? '').replaceAll('-', '').toLowerCase()
  return itemIdPattern.test(plain) ? plain : null
}

/** What a server refuses with, and the sentence that goes with it; clients of the second generation show it. */
export const errorTexts = {
  AUTHENTICATION_REQUIRED: 'Authentication required',
  AUTHENTICATION_FAILED: 'Authentication failed',
  AUTHENTICATION_EXPIRED: 'Authentication expired',
  AUTHENTICATION_TIMEOUT: 'Authentication timeout',
  PROTOCOL_VERSION_UNSUPPORTED: 'Protocol version is not supported',
  RATE_LIMITED: 'Rate limit exceeded',
  MESSAGE_TOO_LARGE: 'Message too large',
  UNSUPPORTED_MESSAGE_FORMAT: 'Only text WebSocket messages are supported',
  INVALID_JSON: 'Invalid message format',
  UNKNOWN_MESSAGE_TYPE: 'Unknown message type',
  ROOM_ID_REQUIRED: 'Room ID is required',
  ROOM_NOT_FOUND: 'Room not found',
  ROOM_FULL: 'Room is full',
  NOT_ROOM_MEMBER: 'Client is not a member of this room',
  NOT_IN_ROOM: 'Client is not in a room',
  HOST_PERMISSION_REQUIRED: 'Only the room host can control playback',
  INVALID_PLAYBACK_PAYLOAD: 'Invalid playback payload',
  INVALID_READY: 'Ready message requires a room ID',
  INVALID_CHAT_PAYLOAD: 'Chat payload must contain text',
  CHAT_MESSAGE_EMPTY: 'Chat message cannot be empty',
  CHAT_MESSAGE_TOO_LONG: `Chat message too long (max ${chatLimit} characters)`,
} as const

export type ErrorCode = keyof typeof errorTexts
