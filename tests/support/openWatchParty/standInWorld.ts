import type { Wire } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import { traitsOf, type Generation, type GenerationTraits } from './generations.ts'
import type { StandInRoom } from './standInRoom.ts'

/** The type of a message and its payload. */
export type Said = readonly [string, unknown]

export type Json = Record<string, unknown>

/** Somebody on a line to the stand-in. */
export interface Client {
  readonly id: string
  readonly world: World
  readonly wire: Wire
  name: string
  isKnown: boolean
  features: ReadonlySet<string>
  hasDeclared: boolean
  room: StandInRoom | null
  window: { startTs: number; count: number }
}

/** A message with its payload, read. */
export interface Received {
  readonly message: Json
  readonly payload: Json
}

/** Unix time of the stand-in when its clock shows zero; whole milliseconds, as servers there tell it. */
const epochMs = 1_790_000_000_000

/** Who is there, and how they are spoken to. */
export class World {
  readonly generation: Generation
  readonly traits: GenerationTraits
  readonly clock: Clock
  readonly clients = new Map<string, Client>()
  readonly rooms = new Map<string, StandInRoom>()

  constructor(generation: Generation, clock: Clock) {
    this.generation = generation
    this.traits = traitsOf[generation]
    this.clock = clock
  }

  nowTs(): number {
    return Math.floor(epochMs + this.clock.nowMs())
  }

  say(client: Client, [type, payload]: Said, more: Json = {}): void {
    const ts = this.nowTs()
    client.wire.send(JSON.stringify({ type, payload, ts, server_ts: ts, ...more }))
  }

  fail(client: Client, [code, message]: readonly [string, string], more: Json = {}): void {
    const payload = this.traits.isStrict ? { code, message } : { message }
    this.say(client, ['error', payload], { client: client.id, ...more })
  }

  membersOf(room: StandInRoom): readonly Client[] {
    return room.memberIds.flatMap((id) => this.clients.get(id) ?? [])
  }

  tellRoom(room: StandInRoom, said: Said, more: Json & { not?: Client } = {}): void {
    const { not, ...extra } = more
    for (const member of this.membersOf(room)) {
      if (member !== not) this.say(member, said, { room: room.id, ...extra })
    }
  }

  roomList(): unknown {
    return [...this.rooms.values()].map(({ id, name, memberIds, mediaId }) => ({
      ...{ id, name, count: memberIds.length, media_id: mediaId },
    }))
  }

  sendRoomList(client: Client): void {
    this.say(client, ['room_list', this.roomList()])
  }

  broadcastRoomList(): void {
    for (const client of this.clients.values()) {
      if (client.isKnown || !this.traits.isStrict) this.sendRoomList(client)
    }
  }
}
