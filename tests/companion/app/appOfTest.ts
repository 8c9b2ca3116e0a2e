import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { askAddress } from '../../../companion/cli/askAddress.ts'
import type { App } from '../../../companion/app/appApi.ts'
import type { AppDependencies, PlayerRegistry } from '../../../companion/app/appDependencies.ts'
import { createApp } from '../../../companion/app/createApp.ts'
import { openLibrary } from '../../../companion/app/openLibrary.ts'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import { ADA, type DemoPerson } from '../../../demo/library/people.ts'
import { silentLogger } from '../../../jellyfin/logger.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { wallNowMs } from '../../../platform/wallClock.ts'
import { openWebSocketWire } from '../../../platform/webSocketWire.ts'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { success } from '../../../protocol/result.ts'
import { startSessionServer } from '../../../session-server/server.ts'

/** An app with everything real but the player, which is simulated, and the looks around, which find nothing. */
export interface AppOfTest {
  readonly app: App
  readonly home: string
  state(): AppState
  until(isSo: (state: AppState) => boolean): Promise<AppState>
  /** Does what must succeed. */
  does(command: AppCommand): Promise<void>
  /** Does what must not. */
  fails(command: AppCommand): Promise<Problem>
  signsIn(library: DemoLibrary, person?: DemoPerson): Promise<void>
  close(): Promise<void>
}

export const clock = createSystemClock()
const identity = { name: 'Lockstep', version: '0.1.0', device: 'test machine' }

/** One kind of player, which is always found. */
export const aPlayer: Pick<PlayerRegistry, 'names' | 'look'> = {
  names: ['mpv'],
  look: (name, path) =>
    Promise.resolve({ name, title: 'MPV', path, version: '1', found: true, problem: null }),
}

/** `home` absent: settings in a new folder. It ends with the test. */
export function openTestApp(more: Partial<AppDependencies> = {}, home = temporaryFolder()): AppOfTest {
  const app = createApp({
    facts: { version: '0.1.0', shell: 'browser', system: 'linux', canUpdate: false, isDemo: false },
    ...{ clock, identity, askAddress, wallMs: wallNowMs, log: silentLogger, settingsFolder: home },
    random: () => randomInt(2 ** 32) / 2 ** 32,
    openWire: (url) => openWebSocketWire({ url, WebSocket, clock, withinMs: 3000 }),
    players: {
      ...aPlayer,
      launcher: () => success(() => Promise.resolve(success(new SimulatedPlayer(clock)))),
    },
    openLibrary: (credentials) => openLibrary({ credentials, clock, identity, logger: silentLogger }),
    discover: () => () => undefined,
    usualServer: 'ws://127.0.0.1:0',
    startServer: async ({ host, port, jellyfins }) => {
      const options = { host, port, identity: { jellyfins: [...jellyfins] }, logLevel: 'silent' as const }
      const started = await startSessionServer(options)
      if (!started.ok) return started
      return success({
        url: started.value.url,
        isLost: () => false,
        close: ({ comesBack }) => started.value.close({ restarting: comesBack }),
      })
    },
    system: 'a system of tests',
    ...more,
  })
  let closing: Promise<void> | null = null
  const close = () => (closing ??= app.close())
  onTestFinished(close)
  const does = async (command: AppCommand) => {
    const done = await app.command(command)
    if (!done.ok) throw new Error(`${command.kind}: ${done.problem.code}: ${done.problem.sentence}`)
  }
  const until = untilOf(app)
  return {
    ...{ app, home, close, does, until },
    state: () => app.state(),
    fails: async (command) => {
      const done = await app.command(command)
      if (done.ok) throw new Error(`${command.kind} succeeded`)
      return done.problem
    },
    signsIn: async (library, person = ADA) => {
      await does({ kind: 'connect-server', address: library.url })
      await does({ kind: 'sign-in', userName: person.name, password: person.password })
      await until((state) => state.library.kind === 'open' && state.sessionServer.kind === 'running')
    },
  }
}

/** Resolves as soon as the state is so. A test's own time limit ends the wait. */
const untilOf = (app: App) => (isSo: (state: AppState) => boolean) =>
  new Promise<AppState>((resolve) => {
    const look = (state: AppState) => {
      if (!isSo(state)) return
      cancel()
      resolve(state)
    }
    const cancel = app.onState(look)
    look(app.state())
  })

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-app-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
