import type { CloseReason } from '../../protocol/closeReasons.ts'
import { encode } from '../../protocol/codec.ts'
import type { ServerMessage } from '../../protocol/session.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { createListeners } from '../../platform/listeners.ts'
import { nextWakeMs } from '../room/deadlines.ts'
import type { RoomEffect, RoomInput } from '../room/input.ts'
import { reduce } from '../room/reduce.ts'
import { memberView, roomView } from '../room/roomView.ts'
import { memberOf, presentMembers, type Member, type Room } from '../room/room.ts'
import { createTokenBucket } from './tokenBucket.ts'
import type { Keeper } from './keeper.ts'
import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import { createMemberNews, type GatheredNews, type MemberNews } from './memberNews.ts'
import type { SessionClock } from './sessionClock.ts'

/** The way back to one session. `end` says why and closes it; nothing is sent afterwards. */
export interface Outlet {
  /** Null for a session of another dialect: its translator watches the room itself. */
  readonly send: ((frame: string) => void) | null
  end(reason: CloseReason): void
}

/** The way back to a session of our own dialect. */
export interface SpokenOutlet extends Outlet {
  readonly send: (frame: string) => void
}

/** What one input made of a room. */
export interface RoomStep {
  readonly before: Room
  readonly room: Room
  readonly effects: readonly RoomEffect[]
  /** When it was taken, session clock. */
  readonly atMs: number
}

/** Who sent an input. */
export interface Requester {
  readonly outlet: Outlet
  /** Given with an input that asks for a place in the room. */
  readonly place?: WantedPlace
}

export interface WantedPlace {
  /** Told to the member together with its place. */
  readonly resumeToken: string
  readonly refused: (reason: CloseReason) => void
  /** The member has been put out, or the room is over. */
  readonly lost?: (reason: CloseReason) => void
}

/** How often a room listens to passwords: enough for friends who mistype, too few to guess one. */
const passwordTries = { perSecond: 0.5, burst: 30 } as const

interface Letter {
  readonly input: RoomInput
  readonly from: Requester | null
  readonly atMs: number
}

export interface LiveRoomParts {
  readonly clock: SessionClock
  readonly keeper: Keeper
  readonly log: Log
  readonly meter: Meter
  readonly memberNewsEveryMs: number
  readonly ended: (roomId: string) => void
}

/** One room at work: inputs are taken one after the other, and what one of them caused is done before the next. */
export class LiveRoom {
  readonly id: string
  readonly code: string
  readonly #parts: LiveRoomParts
  readonly #news: MemberNews
  readonly #outlets = new Map<string, Outlet>()
  readonly #places = new Map<string, WantedPlace>()
  readonly #passwordTries = createTokenBucket(passwordTries)
  readonly #mailbox: Letter[] = []
  readonly #watchers = createListeners<RoomStep>()
  #room: Room
  #working: Promise<void> | null = null
  #wake: Cancel = () => undefined
  #wakeAtMs: number | null = null
  #isClosed = false

  constructor(room: Room, parts: LiveRoomParts) {
    this.id = room.id
    this.code = room.code
    this.#room = room
    this.#parts = parts
    this.#news = createMemberNews(parts.clock, parts.memberNewsEveryMs, (gathered) =>
      this.#broadcast(membersMessage(this.#room, gathered)),
    )
    this.#wakeInTime()
  }

  /** Takes an input; its effects follow before those of the next one. After `close` nothing happens any more. */
  post(input: RoomInput, from: Requester | null): void {
    if (this.#isClosed) return
    this.#mailbox.push({ input, from, atMs: this.#parts.clock.nowMs() })
    this.#working ??= this.#work()
  }

  /** Tells of every step after it was taken, until it is undone. */
  watch(watcher: (step: RoomStep) => void): Cancel {
    return this.#watchers.add(watcher)
  }

  /** The room as it is at this moment. */
  state(): Room {
    return this.#room
  }

  memberIdOf(tokenHash: string): string | null {
    return this.#room.members.find((member) => member.tokenHash === tokenHash)?.id ?? null
  }

  /** The members that a person has in the room. */
  membersOf(personId: string): readonly Member[] {
    return this.#room.members.filter(({ person }) => person.id === personId)
  }

  /** Counts a try of the room's password; false when there have been too many. */
  mayTryPassword(): boolean {
    return this.#passwordTries.take(this.#parts.clock.nowMs())
  }

  presentCount(): number {
    return presentMembers(this.#room).length
  }

  /** Resolves when nothing is left to do now. */
  idle(): Promise<void> {
    return this.#working ?? Promise.resolve()
  }

  close(): void {
    this.#isClosed = true
    this.#wake()
    this.#news.close()
  }

  async #work(): Promise<void> {
    for (let letter = this.#mailbox.shift(); letter !== undefined; letter = this.#mailbox.shift()) {
      const { input, from, atMs } = letter
      try {
        await this.#take(input, from)
        this.#parts.meter.relayed(this.#parts.clock.nowMs() - atMs)
      } catch (error) {
        const facts = { err: error, room: this.id, input: input.kind }
        this.#parts.log.error(facts, 'A room could not deal with an input; it goes on as it was.')
      }
    }
    this.#working = null
    this.#wakeInTime()
  }

  async #take(input: RoomInput, from: Requester | null): Promise<void> {
    if (this.#isVoid(input, from)) return
    if (input.kind === 'disconnect') this.#forget(input.memberId)
    const before = this.#room
    const atMs = this.#parts.clock.nowMs()
    const { room, effects } = reduce(before, input, atMs)
    this.#room = room
    const isOver = room.life.kind === 'ended'
    if (isOver) await this.#parts.keeper.remove(this.id)
    else if (effects.some((effect) => effect.kind === 'persist')) await this.#parts.keeper.save(room)
    for (const effect of effects) this.#perform(effect, from)
    this.#watchers.tell({ before, room, effects, atMs })
  }

  /** A line that has been replaced, or never became one, is not missed. */
  #isVoid(input: RoomInput, from: Requester | null): boolean {
    return input.kind === 'disconnect' && from !== null && this.#outlets.get(input.memberId) !== from.outlet
  }

  #perform(effect: RoomEffect, from: Requester | null): void {
    switch (effect.kind) {
      case 'persist':
        return
      case 'admit':
        return this.#admit(effect, from)
      case 'send':
        return this.#broadcast(effect.message)
      case 'members':
        for (const id of effect.gone) this.#forget(id)
        return this.#news.add(effect.changed, effect.gone)
      case 'reply':
        if (effect.message.type === 'refused') from?.place?.refused(effect.message.reason)
        return from?.outlet.send?.(encode(this.#honest(effect.message)))
      case 'dismiss':
        return this.#dismiss(effect.memberId, effect.reason)
      case 'whisper':
        return this.#outlets.get(effect.memberId)?.send?.(encode(this.#honest(effect.message)))
      case 'end':
        for (const memberId of [...this.#outlets.keys()]) this.#dismiss(memberId, effect.reason)
        this.close()
        return this.#parts.ended(this.id)
    }
  }

  /** What was done while the store fails is done in memory only, and its answer says so. */
  #honest(message: ServerMessage): ServerMessage {
    if (message.type !== 'done' || this.#parts.keeper.isDurable()) return message
    return { ...message, durable: false }
  }

  /** The member's former line, if it still has one, ends: a member is in the room once. */
  #admit({ memberId, requestId }: Extract<RoomEffect, { kind: 'admit' }>, from: Requester | null): void {
    if (from?.place === undefined) return
    const former = this.#outlets.get(memberId)
    this.#outlets.set(memberId, from.outlet)
    this.#places.set(memberId, from.place)
    if (former !== from.outlet) former?.end('replaced')
    if (from.outlet.send === null) return
    const { resumeToken } = from.place
    const room = roomView(this.#room)
    from.outlet.send?.(encode({ type: 'joined', requestId, memberId, resumeToken, room }))
    const lines = [...this.#room.chat]
    if (lines.length > 0) from.outlet.send?.(encode({ type: 'chat', lines }))
  }

  /** A place is gone, and whoever had it is told why; its session goes on. */
  #dismiss(memberId: string, reason: CloseReason): void {
    const place = this.#places.get(memberId)
    this.#outlets.get(memberId)?.send?.(encode({ type: 'out', reason }))
    this.#forget(memberId)
    place?.lost?.(reason)
  }

  #forget(memberId: string): void {
    this.#outlets.delete(memberId)
    this.#places.delete(memberId)
  }

  /** Serialised once, however many members there are, and not at all where nobody speaks our dialect. */
  #broadcast(message: ServerMessage): void {
    let frame: string | null = null
    for (const outlet of this.#outlets.values()) outlet.send?.((frame ??= encode(message)))
  }

  /** Most inputs move no deadline: the timer that runs already is then the right one. */
  #wakeInTime(): void {
    const atMs = this.#isClosed ? null : nextWakeMs(this.#room)
    if (atMs === this.#wakeAtMs) return
    this.#wake()
    this.#wakeAtMs = atMs
    if (atMs === null) return
    const { clock } = this.#parts
    this.#wake = clock.after(atMs - clock.nowMs(), () => {
      this.#wakeAtMs = null
      this.post({ kind: 'wake' }, null)
    })
  }
}

function membersMessage(room: Room, { changed, gone }: GatheredNews): ServerMessage {
  const views = changed.flatMap((id) => {
    const member = memberOf(room, id)
    return member === undefined ? [] : [memberView(room, member)]
  })
  return { type: 'members', changed: views, gone: [...gone], hostId: room.hostId }
}
