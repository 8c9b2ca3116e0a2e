import type { ClientMessageOf } from '../../protocol/session.ts'
import { defaultPolicy, withPolicy } from '../../protocol/policy.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Cancel } from '../../protocol/wire.ts'
import { createListeners } from '../../platform/listeners.ts'
import { foundRoom } from '../room/entering.ts'
import type { RoomLimits } from '../room/roomLimits.ts'
import { isPresent, type Room } from '../room/room.ts'
import { restoreRoom } from '../room/snapshot.ts'
import type { RoomStore } from '../storage/roomStore.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { LiveRoom, type RoomStep } from './liveRoom.ts'
import type { Log } from './log.ts'
import type { Meter } from './meter.ts'
import { asTyped, identifier, roomCode, type RandomBytes } from './secrets.ts'
import type { SessionClock } from './sessionClock.ts'
import { visibleRoom, visibleTitle } from './visibleText.ts'

export interface LobbyParts {
  readonly clock: SessionClock
  readonly wallNowMs: () => number
  readonly store: RoomStore
  readonly random: RandomBytes
  readonly log: Log
  readonly meter: Meter
  readonly limits: LobbyLimits
  /** Told of every room as soon as it is there. */
  readonly opened?: (room: LiveRoom) => void
}

export interface LobbyLimits {
  readonly room: RoomLimits
  readonly rooms: number
  /** At most one message about members in this time, per room. */
  readonly memberNewsEveryMs: number
  readonly aliveEveryMs: number
}

export interface LobbyCounts {
  readonly rooms: number
  /** Members present in all rooms. */
  readonly members: number
}

/** A room that somebody opens. */
export interface Opening extends Pick<ClientMessageOf<'create'>, 'media' | 'name' | 'policy' | 'positionMs'> {
  readonly passwordHash: string | null
  /** Given where the room is opened before its founder comes into it: who is to be the host. */
  readonly founderId?: string
}

/** All rooms of a server. */
export class Lobby {
  readonly #parts: LobbyParts
  readonly #keeper: Keeper
  readonly #rooms = new Map<string, LiveRoom>()
  readonly #roomIdsByCode = new Map<string, string>()
  readonly #looks = createListeners<void>()

  constructor(parts: LobbyParts) {
    this.#parts = parts
    const { store, clock, wallNowMs, log, limits } = parts
    this.#keeper = createKeeper({ store, clock, wallNowMs, log, aliveEveryMs: limits.aliveEveryMs })
  }

  /** Brings back the rooms of the former server. Its failure is a reason not to start: nothing was overwritten. */
  async restore(): Promise<Result<void, Problem>> {
    const stored = await this.#parts.store.load()
    if (!stored.ok) return failure(stored.problem)
    const clocks = { nowMs: this.#parts.clock.nowMs(), wallMs: this.#parts.wallNowMs() }
    const aliveWallMs = stored.value.aliveWallMs ?? 0
    const limits = this.#parts.limits.room
    for (const snapshot of stored.value.rooms)
      this.#open(restoreRoom(snapshot, { ...clocks, aliveWallMs, limits }))
    return success(undefined)
  }

  /** Begins to run: to be called once members can come. Rooms that came back are left time to settle. */
  start(): void {
    this.#keeper.start(this.#rooms.size === 0 ? 0 : this.#parts.limits.room.resumeWaitMs)
  }

  /** A new room, in which nobody is yet. */
  create(opening: Opening): Result<LiveRoom, CloseReason> {
    const { random, clock, limits } = this.#parts
    if (this.#rooms.size >= limits.rooms) return failure('too-many-rooms')
    const { media, positionMs, passwordHash, founderId = null } = opening
    const founding = {
      id: identifier(random),
      code: roomCode(random),
      name: visibleRoom(opening.name ?? media.title),
      media: { ...media, title: visibleTitle(media.title) },
      policy: withPolicy(defaultPolicy, opening.policy),
      positionMs,
      passwordHash,
      founderId,
      limits: limits.room,
    }
    this.#parts.log.info({ room: founding.id }, 'A room was opened.')
    return success(this.#open(foundRoom(founding, clock.nowMs())))
  }

  byCode(code: string): LiveRoom | null {
    return this.byId(this.#roomIdsByCode.get(asTyped(code)) ?? '')
  }

  /** All rooms, oldest first. */
  rooms(): readonly LiveRoom[] {
    return [...this.#rooms.values()]
  }

  /** Tells when a room came, went, or looks different from outside: its name, film and doors, how many are present. */
  onLook(listener: () => void): Cancel {
    return this.#looks.add(listener)
  }

  byId(roomId: string): LiveRoom | null {
    return this.#rooms.get(roomId) ?? null
  }

  counts(): LobbyCounts {
    const rooms = [...this.#rooms.values()]
    return { rooms: rooms.length, members: rooms.reduce((sum, room) => sum + room.presentCount(), 0) }
  }

  isDurable(): boolean {
    return this.#keeper.isDurable()
  }

  /** Stops all rooms as they are, kept; whatever happens to their members afterwards no longer concerns them. */
  async close(): Promise<void> {
    const rooms = [...this.#rooms.values()]
    for (const room of rooms) room.close()
    await Promise.all(rooms.map((room) => room.idle()))
    await this.#keeper.close()
  }

  #open(room: Room): LiveRoom {
    const { clock, log, meter, limits } = this.#parts
    const live = new LiveRoom(room, {
      clock,
      log,
      meter,
      keeper: this.#keeper,
      memberNewsEveryMs: limits.memberNewsEveryMs,
      ended: (roomId) => this.#forget(roomId),
    })
    this.#rooms.set(live.id, live)
    this.#parts.opened?.(live)
    this.#roomIdsByCode.set(live.code, live.id)
    live.watch((step) => {
      if (looksDifferent(step)) this.#looks.tell()
    })
    return live
  }

  #forget(roomId: string): void {
    this.#roomIdsByCode.delete(this.#rooms.get(roomId)?.code ?? '')
    this.#rooms.delete(roomId)
    this.#looks.tell()
    this.#parts.log.info({ room: roomId }, 'A room has ended.')
  }
}
function looksDifferent({ before, room }: RoomStep): boolean {
  if (before.name !== room.name || before.media !== room.media || before.life !== room.life) return true
  if (before.policy !== room.policy || before.isLocked !== room.isLocked) return true
  if ((before.passwordHash === null) !== (room.passwordHash === null)) return true
  if (before.members === room.members) return false
  return (
    before.members.length !== room.members.length ||
    room.members.some((member, index) => {
      const former = before.members[index]
      return former === undefined || isPresent(former) !== isPresent(member)
    })
  )
}
