import { randomInt } from 'node:crypto'
import { arch, homedir, release, type } from 'node:os'
import { askAddress } from '../../companion/cli/askAddress.ts'
import { findPlayer } from '../../companion/cli/findPlayer.ts'
import { appIdentity, appVersion } from '../../companion/cli/identity.ts'
import { createLogFile, type LogFile } from '../../companion/cli/logFile.ts'
import { playerLauncher, playerNames } from '../../companion/cli/players.ts'
import { defaultServer } from '../../companion/cli/roomOptions.ts'
import { sessionServerFolder } from '../../companion/cli/serverFolder.ts'
import type { App } from '../../companion/app/appApi.ts'
import type { AppDependencies, ServerWish, StartedServer } from '../../companion/app/appDependencies.ts'
import { createApp } from '../../companion/app/createApp.ts'
import { openLibrary } from '../../companion/app/openLibrary.ts'
import type { Vault } from '../../companion/settings/vault.ts'
import { settingsFolder } from '../../companion/settings/settingsFolder.ts'
import { discoverServers } from '../../jellyfin/discovery.ts'
import { createListeners } from '../../platform/listeners.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { wallNowMs } from '../../platform/wallClock.ts'
import { openWebSocketWire } from '../../platform/webSocketWire.ts'
import type { AppState } from '../../protocol/bridge/appState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'

/** What surrounds the app, in whatever shell it runs. */
export interface AppSurroundings {
  readonly shell: AppState['app']['shell']
  readonly env: Readonly<Record<string, string | undefined>>
  readonly isDemo?: boolean
  /** Whether newer ones can be looked for; absent = no. */
  readonly canUpdate?: boolean
  /** In place of the one that runs in this process. */
  readonly startServer?: AppDependencies['startServer']
  /** Where tokens are locked up; absent = they lie in a file of their owner's. */
  readonly vault?: Vault
}

export interface OpenedApp {
  readonly app: App
  readonly log: LogFile
  /** The system says that it has slept and is awake again: what the clocks say meanwhile is not to be believed. */
  woke(): void
}

const openWithinMs = 10_000

/** Puts the app together from its real parts: whatever shell shows it adds windows only. */
export function openApp(surroundings: AppSurroundings): OpenedApp {
  const { shell, env, isDemo = false, canUpdate = false, startServer, vault } = surroundings
  const clock = createSystemClock()
  const folder = settingsFolder({ env, platform: process.platform, homeFolder: homedir() })
  const log = createLogFile(folder, env['LOCKSTEP_LOG'] === 'debug' ? 'debug' : 'warn')
  const wakes = createListeners<void>()
  const app = createApp({
    onWake: (listener) => wakes.add(listener),
    ...{ clock, log, askAddress, settingsFolder: folder, identity: appIdentity, wallMs: wallNowMs },
    facts: { version: appVersion, shell, system: systemKind(), canUpdate, isDemo },
    ...(vault === undefined ? {} : { vault }),
    random: () => randomInt(2 ** 32) / 2 ** 32,
    openWire: (url) => openWebSocketWire({ url, WebSocket, clock, withinMs: openWithinMs }),
    players: {
      names: playerNames,
      look: (name, path) => findPlayer(name, path, env),
      launcher: ({ playerName, playerPath, playerArgs }) =>
        playerLauncher(
          { name: playerName, path: playerPath, extraArgs: playerArgs, socket: null, web: null },
          { clock, env },
        ),
    },
    openLibrary: (credentials) => openLibrary({ credentials, clock, logger: log, identity: appIdentity }),
    discover: (onFound) => discoverServers({ clock, onFound }),
    usualServer: env['LOCKSTEP_SERVER'] || defaultServer,
    startServer: startServer ?? startServerHere(folder, log),
    system: `${type()} ${release()} (${arch()})`,
  })
  return { app, log, woke: () => wakes.tell() }
}

const systems: Partial<Record<NodeJS.Platform, AppState['app']['system']>> = {
  linux: 'linux',
  win32: 'windows',
  darwin: 'mac',
}

const systemKind = (): AppState['app']['system'] => systems[process.platform] ?? 'other'

const startServerHere =
  (folder: string, log: LogFile) =>
  async ({ host, port, jellyfins }: ServerWish): Promise<Result<StartedServer, Problem>> => {
    // Read only when it is needed: whoever uses a server elsewhere never is one.
    const { startSessionServer } = await import('../../session-server/server.ts')
    const dataDir = sessionServerFolder({ settingsFolder: folder })
    const started = await startSessionServer(
      { host, port, dataDir, identity: { jellyfins: [...jellyfins] } },
      { log },
    )
    if (!started.ok) return started
    const { url } = started.value
    return success({
      url,
      // It lives and dies with this process.
      isLost: () => false,
      close: ({ comesBack }) => started.value.close({ restarting: comesBack }),
    })
  }
