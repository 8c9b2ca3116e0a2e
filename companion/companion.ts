import type { Library, RemoteRequest } from '../jellyfin/library.ts'
import type { CompanionState, SessionStatus } from '../protocol/companionState.ts'
import { withPolicy } from '../protocol/policy.ts'
import type { Problem } from '../protocol/problem.ts'
import { failure, success, type Result } from '../protocol/result.ts'
import type { Cancel } from '../protocol/wire.ts'
import type { PreciseClock } from '../sync/clock.ts'
import type { Strictness } from '../sync/strictness.ts'
import type { Companion } from './companionApi.ts'
import type { CompanionCommand } from '../protocol/companionCommand.ts'
import { likedLibrary } from './personal/likedLibrary.ts'
import { PersonalDesk } from './personal/personalDesk.ts'
import type { PreferenceStore } from './personal/preferenceStore.ts'
import { obeyOnPlayer } from './remote/playerRequests.ts'
import { commandsOf } from './remote/roomCommands.ts'
import type { LaunchPlayer } from './room/playerSeatOptions.ts'
import { isOutOfRooms, obeyInRoom, type RoomCommand } from './room/obeyInRoom.ts'
import { closeEntry, emptyEntry, type Entry } from './room/entry.ts'
import { policyAmongFriends } from './room/policyAmongFriends.ts'
import { notInARoom, overtaken } from './room/roomProblems.ts'
import { RoomVisit } from './room/roomVisit.ts'
import type { OpenWire } from './session/line.ts'
import { sessionFor } from './session/openSession.ts'
import type { Passport } from './session/passport.ts'
import type { Joined, RoomSession } from './session/roomSession.ts'
import type { AskAddress } from './session/serverKind.ts'
import { createStateStore, type StateStore } from './stateStore.ts'

export interface CompanionDependencies {
  readonly library: Library
  readonly clock: PreciseClock
  /** Time of day, ms since 1970. */
  wallMs(): number
  /** Where the system tells that it woke; absent = it is found out. */
  onWake?(listener: () => void): Cancel
  /** The name under which this member appears in rooms. */
  readonly name: string
  readonly app: { readonly name: string; readonly version: string }
  readonly openWire: OpenWire
  /** By which the kind of a session server is found out; absent: every one is taken for ours. */
  readonly askAddress?: AskAddress
  readonly launchPlayer: LaunchPlayer
  readonly preferences: PreferenceStore
  /** The viewer's own offset for this run, until they set another one; null = what is remembered. */
  readonly offsetMs: number | null
  /** How far a replay goes back when nobody says how far. */
  readonly replayMs: number
  /** How strictly the player is kept in step, as it is set now; absent: as exactly as it goes. */
  readonly strictness?: () => Strictness
  /** What is shown to a session server; absent = nothing but the name, to none of them. */
  readonly passportFor?: (server: string) => Passport
  /** Where rooms are opened that nobody named a server for ("Play On" from another Jellyfin client). */
  sessionServer(): Promise<Result<string, Problem>>
  /** A number in [0, 1). */
  random(): number
}

/** The app without a face. One room at a time; entering another one leaves the first. */
export function createCompanion(dependencies: CompanionDependencies): Companion {
  return new HeadlessCompanion(dependencies)
}

/** `isOver`: somebody has left or gone elsewhere meanwhile. */
type Enter = (entry: Entry, isOver: () => boolean) => Promise<Result<Joined, Problem>>

class HeadlessCompanion implements Companion {
  readonly #dependencies: CompanionDependencies
  readonly #store: StateStore
  readonly #library: Library
  readonly #desk: PersonalDesk
  readonly #cancels: Cancel[]
  #session: RoomSession | null = null
  #visit: RoomVisit | null = null
  #entry: Entry | null = null
  /** Counts what was begun: entering and leaving. Whoever comes back to find another number has been overtaken. */
  #turn = 0

  constructor(dependencies: CompanionDependencies) {
    const { library, clock, wallMs, offsetMs, preferences, replayMs } = dependencies
    this.#dependencies = dependencies
    this.#library = likedLibrary(library, preferences)
    this.#store = createStateStore(clock, wallMs)
    this.#desk = new PersonalDesk({ preferences, replayMs, givenOffsetMs: offsetMs, store: this.#store })
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
    if (!isOutOfRooms(command)) return this.#inRoom(command)
    switch (command.kind) {
      case 'create-room':
        return this.#create(command)
      case 'join-room':
        return this.#join(command)
      case 'leave-room':
        return this.#leave()
      case 'dismiss-problem':
        this.#store.dispatch({ kind: 'problem', problem: null })
        return success(undefined)
      case 'set-offset':
      case 'set-quality':
      case 'set-languages':
      case 'set-ready':
      case 'like-film':
      case 'choose-track':
      case 'replay':
      case 'end-replay':
        return this.#desk.obey(command)
    }
  }

  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel()
    await this.#leave()
    this.#store.close()
  }

  async #inRoom(command: RoomCommand): Promise<Result<void, Problem>> {
    const [visit, session] = [this.#visit, this.#session]
    if (visit === null) return notInARoom
    const { library } = this.#dependencies
    const done = await obeyInRoom({ visit, library, state: this.#store.state() }, command)
    const isEnd = command.kind === 'govern' && command.deed.kind === 'end'
    // Whoever ends a room has what they want, whether the room says `done` or is gone before.
    if (isEnd && (done.ok || session?.status().kind === 'ended')) return this.#leave()
    return done
  }

  /** A room without a player or without its film would only leave a link that leads nowhere: these come first. */
  async #create(command: Extract<CompanionCommand, { kind: 'create-room' }>): Promise<Result<void, Problem>> {
    const { launchPlayer } = this.#dependencies
    const library = this.#library
    const { itemId, startMs, roomName: name, password } = command
    const policy = withPolicy(policyAmongFriends, command.policy)
    const item = await library.item(itemId)
    if (!item.ok) return item
    return this.#enter(command.server, async (entry, isOver) => {
      const player = await launchPlayer()
      if (!player.ok) return player
      entry.player = player.value
      if (isOver()) return failure(overtaken)
      const film = await library.open({ itemId, maxBitrate: null })
      if (!film.ok) return film
      entry.film = film.value
      if (isOver()) return failure(overtaken)
      const positionMs = startMs ?? item.value.resumeMs
      const { session } = entry
      const joined = await session.create({ media: film.value.media, name, policy, password, positionMs })
      return joined.ok ? this.#withExpiry(session, joined.value, command.expiresInMs) : joined
    })
  }

  async #withExpiry(
    session: RoomSession,
    joined: Joined,
    expiresInMs: number | null,
  ): Promise<Result<Joined, Problem>> {
    if (expiresInMs === null) return success(joined)
    const set = await session.ask({ type: 'govern', deed: { kind: 'set-expiry', expiresInMs } })
    return set.ok ? success(joined) : set
  }

  #join(command: Extract<CompanionCommand, { kind: 'join-room' }>): Promise<Result<void, Problem>> {
    const { code, password, invitation } = command
    return this.#enter(command.server, ({ session }) => session.join({ code, password, invitation }))
  }

  async #enter(server: string, enter: Enter): Promise<Result<void, Problem>> {
    await this.#leave()
    const turn = this.#turn
    const isOver = () => turn !== this.#turn
    const resumePoint = () => this.#visit?.resumePoint() ?? null
    const found = await sessionFor(server, { ...this.#dependencies, library: this.#library, resumePoint })
    if (isOver()) return failure(overtaken)
    if (!found.ok) return this.#abandon(found.problem)
    const entry = emptyEntry(found.value)
    this.#entry = entry
    this.#listen(entry.session, server)
    const opened = await entry.session.open()
    const joined = opened.ok ? await enter(entry, isOver) : opened
    if (isOver()) {
      await closeEntry(entry)
      return failure(overtaken)
    }
    if (!joined.ok) return this.#abandon(joined.problem)
    this.#entry = null
    return this.#beginVisit(entry, joined.value).settle(entry.film)
  }

  #listen(session: RoomSession, server: string): void {
    this.#session = session
    const isCurrent = () => this.#session === session
    session.onStatus((status) => isCurrent() && this.#hearStatus(status))
    session.onClock((model) => isCurrent() && this.#store.dispatch({ kind: 'clock', model }))
    session.onMessage((message) => isCurrent() && this.#store.dispatch({ kind: 'room', message, server }))
  }

  /** A session that is over (put out, the room ended) is no reason to keep the film. */
  #hearStatus(status: SessionStatus): void {
    this.#store.dispatch({ kind: 'session', status })
    if (status.kind === 'ended' && this.#visit !== null) void this.#leave()
  }

  #beginVisit({ session, player }: Entry, joined: Joined): RoomVisit {
    const { clock, wallMs, onWake, strictness = () => 'exact' } = this.#dependencies
    const wakes = onWake === undefined ? {} : { onWake }
    const own = { library: this.#library, store: this.#store, desk: this.#desk }
    const common = { ...wakes, ...own, clock, wallMs, strictness }
    // The player that was launched before the room was opened, once.
    let ready = player
    const launchPlayer = () => {
      const launched = ready === null ? this.#dependencies.launchPlayer() : Promise.resolve(success(ready))
      ready = null
      return launched
    }
    const obey = (command: CompanionCommand) => this.command(command)
    const visit = new RoomVisit({ ...common, session, launchPlayer, obey }, joined)
    this.#visit = visit
    return visit
  }

  async #leave(): Promise<Result<void, Problem>> {
    this.#turn += 1
    const [visit, session, entry] = [this.#visit, this.#session, this.#entry]
    this.#visit = null
    this.#session = null
    this.#entry = null
    await Promise.all([visit?.close(), session?.close(), entry === null ? null : closeEntry(entry)])
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
    const common = {
      roomName: null,
      policy: {},
      password: null,
      expiresInMs: null,
      server: server.value,
    } as const
    const created = await this.command({ kind: 'create-room', itemId, startMs, ...common })
    if (created.ok) await this.command({ kind: 'act', action: { kind: 'play' } })
  }
}

const busyInRoom: Problem = {
  code: 'busy-in-room',
  sentence: 'Another Jellyfin client asked to play something here, but you are in a room.',
  nextStep: 'Leave the room first.',
}
