import { onTestFinished } from 'vitest'
import type { PlayerAdapter } from '../../adapters/player.ts'
import { createCompanion } from '../../companion/companion.ts'
import type { Companion } from '../../companion/companionApi.ts'
import { createPreferenceStore } from '../../companion/personal/preferenceStore.ts'
import type { LaunchPlayer } from '../../companion/room/playerSeatOptions.ts'
import type { Film } from '../../demo/films/film.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { startDemoLibrary, type DemoLibrary } from '../../demo/library/demoLibrary.ts'
import { ADA } from '../../demo/library/people.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { wallNowMs } from '../../platform/wallClock.ts'
import { openWebSocketWire } from '../../platform/webSocketWire.ts'
import type { CompanionState } from '../../protocol/companionState.ts'
import { success, type Result } from '../../protocol/result.ts'
import { startSessionServer } from '../../session-server/server.ts'
import { app, must, signIn } from '../jellyfin/support/libraryFixture.ts'
import { sleep } from './realMpv.ts'

/** Somebody alone in a room, whole and real but for a face: companion, library, session server and player. */
export interface RealViewer {
  readonly companion: Companion
  readonly demo: DemoLibrary
  state(): CompanionState
  /** The player of the moment. */
  player(): PlayerAdapter
  pid(): number
  /** What is wrong at present. */
  kinds(): readonly string[]
  until(what: string, isTrue: (state: CompanionState) => boolean, withinMs?: number): Promise<CompanionState>
  /** Room and player play, in step. */
  playing(): Promise<void>
}

export interface RealViewerOptions {
  readonly film: Film
  readonly launch: (clock: ReturnType<typeof createSystemClock>) => ReturnType<LaunchPlayer>
  /** Before anything is asked of the library. */
  readonly prepare?: (demo: DemoLibrary) => void
}

/** All of it ends with the test. */
export async function startRealViewer({
  film,
  launch,
  prepare = () => {},
}: RealViewerOptions): Promise<RealViewer> {
  const clock = createSystemClock()
  const demo = await startDemoLibrary({ films: [film] })
  onTestFinished(() => demo.close())
  prepare(demo)
  const server = must(await startSessionServer({ port: 0, logLevel: 'silent' }))
  onTestFinished(() => server.close({ restarting: false }))
  const relay = await startRelay({ clock })
  onTestFinished(() => relay.close())
  const library = must(
    await openJellyfinLibrary({ credentials: await signIn(demo.url, ADA), relay, clock, app }),
  )
  onTestFinished(() => library.close())
  let current: PlayerAdapter | null = null
  const companion = createCompanion({
    library,
    clock,
    wallMs: wallNowMs,
    name: 'Ada',
    app: { name: 'test', version: '0' },
    openWire: (url) => openWebSocketWire({ url, WebSocket, clock, withinMs: 5000 }),
    launchPlayer: async () => {
      const launched = await launch(clock)
      if (launched.ok) current = launched.value
      return launched
    },
    preferences: createPreferenceStore(),
    offsetMs: null,
    replayMs: 10_000,
    sessionServer: async (): Promise<Result<string, never>> => success(server.url),
    random: () => 0.5,
  })
  onTestFinished(() => companion.close())
  const until: RealViewer['until'] = async (what, isTrue, withinMs = 20_000) => {
    const endsAtMs = clock.nowMs() + withinMs
    while (!isTrue(companion.state())) {
      if (clock.nowMs() > endsAtMs) throw new Error(`${what}: ${describe(companion.state())}`)
      await sleep(20)
    }
    return companion.state()
  }
  const entering = {
    kind: 'create-room',
    server: server.url,
    roomName: null,
    policy: {},
    password: null,
    expiresInMs: null,
  } as const
  await companion.command({ ...entering, itemId: itemIdOf(film.recipe.id), startMs: 0 })
  const player = () => {
    if (current === null) throw new Error('there is no player')
    return current
  }
  return {
    companion,
    demo,
    state: () => companion.state(),
    player,
    pid: () => player().identity.pid ?? 0,
    kinds: () => companion.state().health.map(({ what }) => what),
    until,
    playing: async () => {
      await until('ready', (state) => state.player.kind === 'ready')
      if (companion.state().room?.timeline.playing !== true) {
        must(await companion.command({ kind: 'act', action: { kind: 'play' } }))
      }
      await until('in step', isInStep)
    },
  }
}

/** Moves with the room, within what a viewer could notice. */
export const isInStep = ({ follow }: CompanionState): boolean =>
  follow.mode === 'following' && follow.driftMs !== null && Math.abs(follow.driftMs) < 40

const describe = ({ player, follow, health, problem }: CompanionState) =>
  JSON.stringify({ player, follow, health, problem })
