import { SimulatedPlayer } from '../../adapters/simulated/simulatedPlayer.ts'
import type { SimulatedTraits } from '../../adapters/simulated/simulatedTraits.ts'
import { createCompanion } from '../../companion/companion.ts'
import type { Companion } from '../../companion/companionApi.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { createPreferenceStore } from '../../companion/personal/preferenceStore.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { createMemoryRoomStore } from '../../session-server/storage/memoryRoomStore.ts'
import { quantile } from '../../sync/statistics.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtualClock.ts'
import { createMemberClock, type MemberClock } from './memberClock.ts'
import { seededRandom } from './random.ts'
import { createShelf, filmMs, type Reports, type ShelfOptions } from './shelf.ts'
import { createSimulatedLine, lan, type LineQuality, type SimulatedLine } from './simulatedLine.ts'
import { startSimulatedServer, type SimulatedServer } from './simulatedServer.ts'

export interface Guest {
  readonly companion: Companion
  readonly clock: MemberClock
  readonly reports: Reports
  /** The player of the moment. */
  player(): SimulatedPlayer
  /** Breaks the line without a word. */
  cutLine(): void
}

export interface GuestOptions {
  readonly name: string
  readonly line?: LineQuality
  /** How much faster than true time the machine counts. */
  readonly skewPpm?: number
  readonly player?: Partial<SimulatedTraits>
  /** As if nothing were installed. */
  readonly hasNoPlayer?: boolean
  /** Code of a room that is there already; else the first guest opens one. */
  readonly room?: string
  readonly shelf?: ShelfOptions
  /** What the room asks for. */
  readonly password?: string
}

/** Whole companions, simulated players and the real room server on virtual time; every chance comes from the seed. */
export interface Party {
  readonly world: VirtualClock
  invite(options: GuestOptions): Promise<Guest>
  rooms(): number
  /** The server of the moment. */
  server(): SimulatedServer
  /** Has a guest do something, and lets time go on until it is done. */
  tell(guest: Guest, command: CompanionCommand): Promise<Result<void, Problem>>
  killServer(): Promise<void>
  restartServer(): Promise<void>
  /** True positions of all players, pair by pair, every 50 ms for `ms`: how far apart they are. */
  watch(guests: readonly Guest[], ms: number): Promise<Spread>
  close(): Promise<void>
}

export interface Spread {
  readonly p95: number
  readonly p99: number
  readonly max: number
}

const unreachable = failure({ code: 'session-server-unreachable', sentence: 'Nobody answers.', nextStep: '' })
const noPlayer = failure({ code: 'no-player', sentence: 'There is no player.', nextStep: '' })
const server = 'ws://simulated'

export async function startParty(seed: number, policy: Partial<RoomPolicy> = {}): Promise<Party> {
  const random = seededRandom(seed)
  const world = createVirtualClock(1000)
  const store = createMemoryRoomStore()
  const guests: Guest[] = []
  let running: SimulatedServer | null = await startSimulatedServer(world, random, store)

  /** Awaits while virtual time goes on. */
  const during = async <Value>(promise: Promise<Value>, limitMs = 30_000): Promise<Value> => {
    let isDone = false
    void promise.finally(() => (isDone = true))
    for (let waited = 0; !isDone && waited < limitMs; waited += 10) await world.advance(10)
    return promise
  }
  const invite = async (options: GuestOptions): Promise<Guest> => {
    const guest = makeGuest(options, { world, random, server: () => running })
    const [host] = guests.filter((other) => other.companion.state().room !== null)
    guests.push(guest)
    const code = options.room ?? host?.companion.state().room?.code
    const { companion } = guest
    const password = options.password ?? null
    const entering = code
      ? companion.command({ kind: 'join-room', server, code, password, invitation: null })
      : companion.command({
          kind: 'create-room',
          server,
          itemId: 'film',
          roomName: null,
          policy,
          password,
          expiresInMs: null,
          startMs: 0,
        })
    const entered = await during(entering)
    if (!entered.ok) throw new Error(entered.problem.sentence)
    return guest
  }
  return {
    world,
    invite,
    watch: (watched, ms) => watchSpread(world, watched, ms),
    rooms: () => running?.rooms() ?? 0,
    server: () => {
      if (running === null) throw new Error('the server is down')
      return running
    },
    tell: (guest, command) => during(guest.companion.command(command)),
    killServer: async () => {
      const killed = running
      running = null
      await during(killed?.kill() ?? Promise.resolve())
    },
    restartServer: async () => {
      running = await startSimulatedServer(world, random, store)
    },
    close: async () => {
      await during(Promise.all(guests.map((guest) => guest.companion.close())))
      await during(running?.kill() ?? Promise.resolve())
      // What is still on its way arrives at nobody.
      await world.advance(2000)
    },
  }
}

interface Surroundings {
  readonly world: VirtualClock
  readonly random: () => number
  readonly server: () => SimulatedServer | null
}

function makeGuest(options: GuestOptions, { world, random, server: running }: Surroundings): Guest {
  const { name, line = lan, skewPpm = 0, player = {} } = options
  const clock = createMemberClock(world, random() * 1e6, skewPpm)
  const reports: Reports = []
  let current: SimulatedPlayer | null = null
  let currentLine: SimulatedLine | null = null
  const companion = createCompanion({
    library: createShelf(reports, { after: world.after, ...options.shelf }),
    clock,
    wallMs: () => world.nowMs(),
    name,
    app: { name: 'simulation', version: '0' },
    random,
    preferences: createPreferenceStore(),
    offsetMs: null,
    replayMs: 10_000,
    sessionServer: async () => success(server),
    openWire: async () => {
      const there = running()
      if (there === null) return unreachable
      currentLine = createSimulatedLine(world, line, random)
      there.accept(currentLine.server)
      return success(currentLine.client)
    },
    launchPlayer: async () => {
      if (options.hasNoPlayer) return noPlayer
      current = new SimulatedPlayer(clock, {
        seed: Math.floor(random() * 1e9),
        durationMs: filmMs,
        ...player,
      })
      return success(current)
    },
  })
  return {
    companion,
    clock,
    reports,
    cutLine: () => currentLine?.cut(),
    player: () => {
      if (current === null) throw new Error(`${name} has no player`)
      return current
    },
  }
}

async function watchSpread(world: VirtualClock, watched: readonly Guest[], ms: number): Promise<Spread> {
  const apart: number[] = []
  for (let seen = 0; seen < ms; seen += 50) {
    await world.advance(50)
    const positions = watched.map((guest) => guest.player().truePositionMs())
    apart.push(Math.max(...positions) - Math.min(...positions))
  }
  return { p95: quantile(apart, 0.95), p99: quantile(apart, 0.99), max: Math.max(...apart) }
}
