import type { PlayerAdapter } from '../adapters/player.ts'
import type { Library, LibraryItem, OpenedItem, RemoteRequest } from '../jellyfin/library.ts'
import type { CompanionState } from '../protocol/companionState.ts'
import type { Media } from '../protocol/media.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'
import type { PreciseClock } from '../sync/clock.ts'
import type { Companion, CompanionCommand } from './companionApi.ts'
import { obeyOnPlayer } from './remote/playerRequests.ts'
import { commandsOf } from './remote/roomCommands.ts'
import type { LaunchPlayer } from './room/playerSeat.ts'
import { notInARoom, RoomVisit } from './room/roomVisit.ts'
import type { OpenWire } from './session/line.ts'
import { createLockstepSession } from './session/lockstepSession.ts'
import type { Joined, RoomSession } from './session/roomSession.ts'
import { createStateStore, type StateStore } from './stateStore.ts'

export interface CompanionDependencies {
  readonly library: Library
  readonly clock: PreciseClock
  /** The name under which this member appears in rooms. */
  readonly name: string
  readonly app: { readonly name: string; readonly version: string }
  readonly openWire: OpenWire
  readonly launchPlayer: LaunchPlayer
  readonly offsetMs: number
  /** Where rooms are opened that nobody named a server for ("Play On" from another Jellyfin client). */
  sessionServer(): Promise<Result<string, Problem>>
  /** A number in [0, 1). */
  random(): number
}

/** The app without a face. One room at a time; entering another one leaves the first. */
export function createCompanion(dependencies: CompanionDependencies): Companion {
  return new HeadlessCompanion(dependencies)
}

type Enter = (session: RoomSession) => Promise<Result<Joined, Problem>>
type RoomCommand = Extract<
  CompanionCommand,
  { kind: 'act' | 'toggle' | 'skip' | 'say' | 'restart-player' | 'set-volume' }
>

class HeadlessCompanion implements Companion {
  readonly #dependencies: CompanionDependencies
  readonly #store: StateStore
  readonly #cancels: Cancel[]
  #session: RoomSession | null = null
  #visit: RoomVisit | null = null
  #readyPlayer: PlayerAdapter | null = null

  constructor(dependencies: CompanionDependencies) {
    const { library, clock, offsetMs } = dependencies
    this.#dependencies = dependencies
    this.#store = createStateStore(clock, offsetMs)
    this.#cancels = [
      library.onProblem((problem) => this.#store.dispatch({ kind: 'problem', problem })),
      library.onRemoteRequest((request) => void this.#obeyRemote(request)),
    ]
  }

  state(): CompanionState {
    return this.#store.state()
  }

  onState(listener: (state: CompanionState) => void): Cancel {
    return this.#store.onState(listener)
  }

  async command(command: CompanionCommand): Promise<Result<void, Problem>> {
    switch (command.kind) {
      case 'create-room':
        return this.#create(command)
      case 'join-room':
        return this.#join(command)
      case 'leave-room':
        return this.#leave()
      case 'set-offset':
        this.#store.dispatch({ kind: 'offset', offsetMs: command.offsetMs })
        this.#visit?.setOffset(command.offsetMs)
        return success(undefined)
      case 'dismiss-problem':
        this.#store.dispatch({ kind: 'problem', problem: null })
        return success(undefined)
      case 'act':
      case 'toggle':
      case 'skip':
      case 'say':
      case 'restart-player':
      case 'set-volume':
        return this.#visit === null ? notInARoom : this.#inRoom(this.#visit, command)
    }
  }

  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel()
    await this.#leave()
    this.#store.close()
  }

  async #inRoom(visit: RoomVisit, command: RoomCommand): Promise<Result<void, Problem>> {
    switch (command.kind) {
      case 'act':
        return visit.act(command.action)
      case 'toggle':
        return visit.act(visit.isPlaying() ? { kind: 'pause', positionMs: null } : { kind: 'play' })
      case 'skip':
        return visit.act({ kind: 'seek', positionMs: Math.max(0, visit.positionMs() + command.byMs) })
      case 'say':
        return visit.say(command.text)
      case 'restart-player':
        return visit.restartPlayer()
      case 'set-volume':
        return (await visit.player()?.setVolume(command.percent)) ?? success(undefined)
    }
  }

  async #create(command: Extract<CompanionCommand, { kind: 'create-room' }>): Promise<Result<void, Problem>> {
    const { library } = this.#dependencies
    const item = await library.item(command.itemId)
    if (!item.ok) return item
    const media = mediaOf(library, item.value)
    const positionMs = command.startMs ?? item.value.resumeMs
    const { roomName: name, policy } = command
    return this.#enter(
      command.server,
      () => Promise.resolve(item),
      async (session) => {
        // A room without a player in it would only leave a link that leads nowhere.
        const player = await this.#dependencies.launchPlayer()
        if (!player.ok) return player
        this.#readyPlayer = player.value
        return session.create({ media, name, policy: { ...amongFriends, ...policy }, positionMs })
      },
    )
  }

  #join(command: Extract<CompanionCommand, { kind: 'join-room' }>): Promise<Result<void, Problem>> {
    const { library } = this.#dependencies
    return this.#enter(
      command.server,
      (media) => library.find(media),
      (session) => session.join(command.code),
    )
  }

  async #enter(
    server: string,
    find: (media: Media) => Promise<Result<LibraryItem, Problem>>,
    enter: Enter,
  ): Promise<Result<void, Problem>> {
    await this.#leave()
    const session = this.#openSession(server)
    const opened = await session.open()
    if (!opened.ok) return this.#abandon(opened.problem)
    const joined = await enter(session)
    if (!joined.ok) return this.#abandon(joined.problem)
    const visit = this.#beginVisit(session, joined.value)
    const item = await this.#openItem(joined.value.room.media, find)
    if (!item.ok) return this.#abandon(item.problem)
    // Left, or entered elsewhere, while the library was asked.
    if (this.#visit !== visit) {
      await item.value.close(null)
      return success(undefined)
    }
    return visit.settle(item.value)
  }

  #openSession(server: string): RoomSession {
    const { name, app, openWire, clock, random } = this.#dependencies
    const session = createLockstepSession({
      server,
      name,
      app,
      openWire,
      clock,
      random,
      resumePoint: () => this.#visit?.resumePoint() ?? null,
    })
    this.#session = session
    const isCurrent = () => this.#session === session
    session.onStatus((status) => isCurrent() && this.#store.dispatch({ kind: 'session', status }))
    session.onClock((model) => isCurrent() && this.#store.dispatch({ kind: 'clock', model }))
    session.onMessage((message) => isCurrent() && this.#store.dispatch({ kind: 'room', message, server }))
    return session
  }

  #beginVisit(session: RoomSession, joined: Joined): RoomVisit {
    const { clock } = this.#dependencies
    const launchPlayer = () => this.#takeReadyPlayer() ?? this.#dependencies.launchPlayer()
    this.#visit = new RoomVisit({ session, store: this.#store, clock, launchPlayer }, joined)
    return this.#visit
  }

  /** The player that was launched before the room was opened, once. */
  #takeReadyPlayer(): Promise<Result<PlayerAdapter, Problem>> | null {
    const player = this.#readyPlayer
    this.#readyPlayer = null
    return player === null ? null : Promise.resolve(success(player))
  }

  async #openItem(
    media: Media,
    find: (media: Media) => Promise<Result<LibraryItem, Problem>>,
  ): Promise<Result<OpenedItem, Problem>> {
    const found = await find(media)
    if (!found.ok) return found
    const opened = await this.#dependencies.library.open({ itemId: found.value.id, maxBitrate: null })
    if (!opened.ok) return opened
    const { delivery, bitrate } = opened.value
    const status = {
      title: media.title,
      delivery: delivery.kind === 'direct' ? delivery : { ...delivery, reasons: [...delivery.reasons] },
      bitrate,
      throughputBytesPerS: opened.value.throughput(),
    }
    this.#store.dispatch({ kind: 'media', status })
    return opened
  }

  async #leave(): Promise<Result<void, Problem>> {
    const visit = this.#visit
    const session = this.#session
    const unused = this.#readyPlayer
    this.#visit = null
    this.#session = null
    this.#readyPlayer = null
    await Promise.all([visit?.close(), session?.close(), unused?.close()])
    if (session !== null) this.#store.dispatch({ kind: 'left' })
    return success(undefined)
  }

  async #abandon(problem: Problem): Promise<Result<void, Problem>> {
    await this.#leave()
    this.#store.dispatch({ kind: 'problem', problem })
    return failure(problem)
  }

  async #obeyRemote(request: RemoteRequest): Promise<void> {
    if (request.kind === 'open') return this.#openForRemote(request)
    for (const command of commandsOf(request)) await this.command(command)
    const player = this.#visit?.player()
    if (this.#visit && player) await obeyOnPlayer(player, this.#visit.playerFace(), request)
  }

  /** "Play On" outside a room opens one, so that others can come along; in a room it would take the film away. */
  async #openForRemote(request: Extract<RemoteRequest, { kind: 'open' }>): Promise<void> {
    const [itemId] = request.itemIds
    if (itemId === undefined) return
    if (this.#visit !== null) return this.#store.dispatch({ kind: 'problem', problem: busyInRoom })
    const server = await this.#dependencies.sessionServer()
    if (!server.ok) return this.#store.dispatch({ kind: 'problem', problem: server.problem })
    const { startMs } = request
    const common = { roomName: null, policy: {}, server: server.value } as const
    const created = await this.command({ kind: 'create-room', itemId, startMs, ...common })
    if (created.ok) await this.command({ kind: 'act', action: { kind: 'play' } })
  }
}

/** Rooms opened here are among friends: everyone may do everything with the film, unless told otherwise. */
const amongFriends = { control: 'everyone', queueEditors: 'everyone' } as const

const busyInRoom: Problem = {
  code: 'busy-in-room',
  sentence: 'Another Jellyfin client asked to play something here, but you are in a room.',
  nextStep: 'Leave the room first.',
}

const mediaOf = (library: Library, item: LibraryItem): Media => ({
  serverId: library.server.id,
  itemId: item.id,
  title: item.title,
  runtimeMs: item.runtimeMs,
  providerIds: { ...item.providerIds },
})
