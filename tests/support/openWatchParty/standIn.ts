import { randomUUID } from 'node:crypto'
import type { Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { Generation } from './generations.ts'
import { create, close, join, leave, leaveRoom, setStatus } from './standInMembership.ts'
import { chat, playerEvent, ready, stateUpdate } from './standInPlayback.ts'
import type { StandInRoom } from './standInRoom.ts'
import { World, type Client, type Json } from './standInWorld.ts'

/** A server that speaks as an unmodified OpenWatchParty server of one generation does, for our companion to visit. */
export interface StandIn {
  readonly generation: Generation
  accept(wire: Wire): void
  /** Every frame that came in, as it came. */
  readonly heard: unknown[]
  rooms(): readonly StandInRoom[]
  health(): Record<string, unknown>
}

export interface StandInOptions {
  readonly generation: Generation
  readonly clock: Clock
  /** The only token that is taken; null = authentication is off. */
  readonly token?: string | null
}

const envelopeKeys = new Set(['type', 'room', 'client', 'payload', 'ts', 'server_ts'])
const known = ['host_transfer', 'participant_status', 'shared_playback_control']
const messagesPerSecond = 30

export function createStandIn({ generation, clock, token = null }: StandInOptions): StandIn {
  return new OpenWatchPartyStandIn(generation, clock, token)
}

class OpenWatchPartyStandIn implements StandIn {
  readonly generation: Generation
  readonly heard: unknown[] = []
  readonly #world: World
  readonly #token: string | null

  constructor(generation: Generation, clock: Clock, token: string | null) {
    this.generation = generation
    this.#world = new World(generation, clock)
    this.#token = token
  }

  health(): Record<string, unknown> {
    const base = { status: 'ok', auth_enabled: this.#token !== null }
    if (this.generation < 3) return base
    return this.generation === 3
      ? { ...base, version: '0.3.3' }
      : { ...base, version: '0.5.0', protocol_version: 1 }
  }

  rooms(): readonly StandInRoom[] {
    return [...this.#world.rooms.values()]
  }

  accept(wire: Wire): void {
    const client: Client = {
      ...{
        world: this.#world,
        id: randomUUID(),
        wire,
        name: 'Anonymous',
        isKnown: this.#token === null,
        hasDeclared: false,
      },
      ...{ features: new Set<string>(), room: null, window: { startTs: 0, count: 0 } },
    }
    this.#world.clients.set(client.id, client)
    wire.onMessage((frame) => this.#hear(client, frame))
    wire.onClose(() => this.#gone(client))
    this.#world.say(client, ['client_hello', { client_id: client.id }], { client: client.id })
    if (!this.#world.traits.isStrict || this.#token === null) this.#world.sendRoomList(client)
    if (this.#world.traits.isStrict && this.#token !== null) {
      this.#world.clock.after(10_000, () => {
        if (client.isKnown || !this.#world.clients.has(client.id)) return
        this.#world.fail(client, ['AUTHENTICATION_TIMEOUT', 'Authentication timeout'])
        wire.close(4008, 'Authentication timeout')
      })
    }
  }

  #hear(client: Client, frame: string): void {
    const nowTs = this.#world.nowTs()
    if (nowTs - client.window.startTs >= 1000) client.window = { startTs: nowTs, count: 0 }
    if (++client.window.count > messagesPerSecond) {
      this.#world.fail(client, ['RATE_LIMITED', 'Rate limit exceeded'])
      if (this.#world.traits.isStrict) client.wire.close(4008, 'Rate limit exceeded')
      return
    }
    const message = this.#read(frame)
    this.heard.push(message ?? frame)
    if (message === null) return this.#world.fail(client, ['INVALID_JSON', 'Invalid message format'])
    this.#act(client, message)
  }

  /** Null for what a server of this generation does not read. */
  #read(frame: string): Json | null {
    const json: unknown = JSON.parse(frame)
    if (!isObject(json) || typeof json['type'] !== 'string') return null
    const { ts } = json
    if (typeof ts !== 'number' || !Number.isInteger(ts) || ts < 0) return null
    const hasUnknown = Object.keys(json).some((key) => !envelopeKeys.has(key))
    return this.#world.traits.isStrict && hasUnknown ? null : json
  }

  #act(client: Client, message: Json): void {
    const payload = isObject(message['payload']) ? message['payload'] : {}
    const roomId = typeof message['room'] === 'string' ? message['room'] : ''
    switch (message['type']) {
      case 'auth':
        return this.#auth(client, payload)
      case 'list_rooms':
        return this.#world.sendRoomList(client)
      case 'create_room':
        return create(client, payload)
      case 'join_room':
        return join(client, roomId, payload)
      case 'ready':
        return ready(client, roomId)
      case 'leave_room':
        return leaveRoom(client)
      case 'player_event':
        return playerEvent(client, roomId, { message, payload })
      case 'state_update':
        return stateUpdate(client, roomId, { message, payload })
      case 'ping':
        return this.#world.say(client, ['pong', payload], roomId === '' ? {} : { room: roomId })
      case 'chat_message':
        return chat(client, roomId, payload)
      case 'participant_status':
        return setStatus(client, payload)
      case 'close_room':
        if (client.room?.hostId === client.id) close(this.#world, client.room, 'Host closed the room')
        return
      case 'client_log':
        return
      default:
        return this.#world.fail(client, ['UNKNOWN_MESSAGE_TYPE', 'Unknown message type'])
    }
  }

  #auth(client: Client, payload: Json): void {
    const { token, user_name: userName, features } = payload
    const isG4 = this.#world.traits.hasParticipants
    if (isG4 && Array.isArray(features)) {
      client.hasDeclared = true
      client.features = new Set(known.filter((feature) => features.includes(feature)))
    }
    if (this.#token === null) {
      // Any token is taken for one of somebody without a name, and the name in the same message is not looked at.
      const hasToken = typeof token === 'string'
      if (!hasToken && typeof userName === 'string') client.name = userName
      if (hasToken || (isG4 && client.hasDeclared)) this.#authSuccess(client)
      return
    }
    if (typeof token !== 'string') {
      const sentence = 'Authentication required: no token provided'
      if (this.generation > 1) this.#world.fail(client, ['AUTHENTICATION_REQUIRED', sentence])
      return
    }
    if (token !== this.#token)
      return this.#world.fail(client, ['AUTHENTICATION_FAILED', 'Authentication failed'])
    client.isKnown = true
    client.name = typeof userName === 'string' ? userName : 'Anonymous'
    this.#authSuccess(client)
    if (this.#world.traits.isStrict) this.#world.sendRoomList(client)
  }

  #authSuccess(client: Client): void {
    const declared = client.hasDeclared ? { protocol_version: 1, features: [...client.features] } : {}
    this.#world.say(client, ['auth_success', { user_name: client.name, ...declared }], { client: client.id })
  }

  #gone(client: Client): void {
    this.#world.clients.delete(client.id)
    leave(client)
    this.#world.broadcastRoomList()
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
