import { unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import { defaultPolicy, type RoomPolicy } from '../../../protocol/policy.ts'
import type { Action } from '../../../protocol/action.ts'
import type { RoomEvent } from '../../../protocol/event.ts'
import type { ServerMessage, ServerMessageOf } from '../../../protocol/session.ts'
import { positionAt } from '../../../sync/timeline.ts'
import { nextWakeMs } from '../../../session-server/room/deadlines.ts'
import { foundRoom } from '../../../session-server/room/entering.ts'
import type { RoomDeed, RoomEffect, RoomInput } from '../../../session-server/room/input.ts'
import { reduce } from '../../../session-server/room/reduce.ts'
import { memberOf, type Member, type Room } from '../../../session-server/room/room.ts'
import { defaultRoomLimits, type RoomLimits } from '../../../session-server/room/roomLimits.ts'
import { film } from './film.ts'
import { somebody } from './somebody.ts'

type Asking =
  'free-play' | 'vote' | 'react' | 'raise' | 'lower' | 'edit-queue' | 'play-entry' | 'open' | 'say'
type Bare<Input> = Input extends unknown ? Omit<Input, 'memberId' | 'requestId'> : never
/** A request without whose it is. */
export type Request = Bare<Extract<RoomInput, { kind: Asking }>> & { readonly requestId?: string }

interface StageOptions {
  readonly members?: readonly string[]
  readonly policy?: Partial<RoomPolicy>
  readonly limits?: Partial<RoomLimits>
  readonly positionMs?: number
  readonly runtimeMs?: number | null
}

/** A room on virtual time. Members are called by their ids; the first one founds it. */
export class RoomStage {
  room: Room
  nowMs = 1000
  /** Effects of the last input or wait. */
  effects: readonly RoomEffect[] = []
  /** Everything that happened to the room, and when. */
  readonly log: { readonly input: RoomInput; readonly nowMs: number }[] = []
  #requests = 0

  constructor({ members = ['ann'], policy, limits, positionMs = 0, runtimeMs = 300_000 }: StageOptions = {}) {
    const founding = {
      id: 'room',
      code: 'code',
      name: 'A room',
      media: { ...film, runtimeMs },
      policy: { ...defaultPolicy, control: 'everyone' as const, ...policy },
      limits: { ...defaultRoomLimits, ...limits },
      positionMs,
      passwordHash: null,
      founderId: null,
    }
    this.room = foundRoom(founding, this.nowMs)
    for (const id of members) this.join(id)
  }

  /** A room in which everyone is ready and plays for a while already. */
  static playing(options: StageOptions = {}): RoomStage {
    const stage = new RoomStage({ members: ['ann', 'bob', 'cid'], ...options })
    stage.everyoneReady()
    stage.act('ann', { kind: 'play' })
    stage.wait(10_000)
    return stage
  }

  take(input: RoomInput): readonly RoomEffect[] {
    this.log.push({ input, nowMs: this.nowMs })
    const step = reduce(this.room, input, this.nowMs)
    this.room = step.room
    this.effects = step.effects
    return step.effects
  }

  /** Lets time pass, with every deadline of the room on the way. */
  wait(ms: number): void {
    const endMs = this.nowMs + ms
    const all: RoomEffect[] = []
    for (let atMs = nextWakeMs(this.room); atMs !== null && atMs <= endMs; atMs = nextWakeMs(this.room)) {
      this.nowMs = Math.max(this.nowMs, atMs)
      all.push(...this.take({ kind: 'wake' }))
    }
    this.nowMs = endMs
    this.effects = all
  }

  /** Somebody who is a person of the same name, unless told otherwise. */
  join(id: string, given: Partial<Extract<RoomInput, { kind: 'join' }>> = {}): readonly RoomEffect[] {
    const who = { memberId: id, person: somebody(id), tokenHash: `hash-${id}` }
    return this.take({ kind: 'join', requestId: this.#nextRequest(), ...who, ...given })
  }

  govern(id: string, deed: RoomDeed, requestId = this.#nextRequest()): readonly RoomEffect[] {
    return this.take({ kind: 'govern', requestId, by: { kind: 'member', memberId: id }, deed })
  }

  /** Any other request of a member. */
  ask(id: string, request: Request): readonly RoomEffect[] {
    return this.take({ requestId: this.#nextRequest(), memberId: id, ...request })
  }

  member(id: string): Member {
    const member = memberOf(this.room, id)
    if (member === undefined) throw new Error(`${id} is not in the room.`)
    return member
  }

  /** What everyone, or one member, was told last, of one kind. */
  told<Type extends ServerMessage['type']>(type: Type): ServerMessageOf<Type> | null {
    const messages = this.effects.flatMap((effect) => ('message' in effect ? [effect.message] : []))
    return messages.findLast((message): message is ServerMessageOf<Type> => message.type === type) ?? null
  }

  leave(id: string): readonly RoomEffect[] {
    return this.take({ kind: 'leave', requestId: this.#nextRequest(), memberId: id })
  }

  disconnect(id: string): readonly RoomEffect[] {
    return this.take({ kind: 'disconnect', memberId: id })
  }

  resume(id: string, given: { tokenHash?: string; revision?: number; playing?: boolean } = {}) {
    const { tokenHash = `hash-${id}`, revision = this.room.timeline.revision, playing = false } = given
    return this.take({
      kind: 'resume',
      requestId: this.#nextRequest(),
      memberId: id,
      tokenHash,
      revision,
      playing,
    })
  }

  act(
    id: string,
    action: Action,
    given: { revision?: number; requestId?: string } = {},
  ): readonly RoomEffect[] {
    const { revision = this.room.timeline.revision, requestId = this.#nextRequest() } = given
    return this.take({ kind: 'act', requestId, memberId: id, revision, action })
  }

  report(id: string, presence: Partial<PresenceReport>): readonly RoomEffect[] {
    const before = memberOf(this.room, id)?.presence ?? unknownPresence
    return this.take({ kind: 'presence', memberId: id, presence: { ...before, ...presence } })
  }

  ready(id: string): readonly RoomEffect[] {
    return this.report(id, { readyRevision: this.room.timeline.revision, buffering: false })
  }

  /** In this order; stops when the room has moved on, as it does when the last awaited one is ready. */
  everyoneReady(): void {
    const { revision } = this.room.timeline
    for (const { id } of this.room.members) {
      if (this.room.timeline.revision === revision) this.ready(id)
    }
  }

  positionMs(): number {
    return positionAt(this.room.timeline, this.nowMs)
  }

  waitingFor(): readonly string[] {
    return this.room.phase.kind === 'waiting' ? this.room.phase.waitingFor : []
  }

  /** What the last input or wait made everyone hear about. */
  happened(): readonly RoomEvent[] {
    return this.#sent().flatMap((message) => (message.type === 'event' ? [message.event] : []))
  }

  events(): readonly RoomEvent['what'][] {
    return this.happened().map((event) => event.what)
  }

  /** The answer to the last request: `done`, `admitted`, or why it was refused. */
  answer(): string | null {
    for (const effect of this.effects) {
      if (effect.kind === 'admit') return 'admitted'
      if (effect.kind === 'reply')
        return effect.message.type === 'refused' ? effect.message.reason : effect.message.type
      if (effect.kind === 'whisper' && effect.message.type === 'refused') return effect.message.reason
      if (effect.kind === 'whisper' && effect.message.type === 'done') return 'done'
    }
    return null
  }

  #sent(): readonly ServerMessage[] {
    return this.effects.flatMap((effect) => (effect.kind === 'send' ? [effect.message] : []))
  }

  #nextRequest(): string {
    this.#requests += 1
    return `request-${this.#requests}`
  }
}
