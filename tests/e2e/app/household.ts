import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startBrowserShell, type BrowserShell } from '../../../app/browser/browserShell.ts'
import { openApp } from '../../../app/host/openApp.ts'
import type { App } from '../../../companion/app/appApi.ts'
import { openTrustedServers } from '../../../companion/settings/trustedServers.ts'
import type { DemoLibrary } from '../../../demo/library/demoLibrary.ts'
import type { DemoPerson } from '../../../demo/library/people.ts'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import { startSessionServer, type SessionServer } from '../../../session-server/server.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { rendererFolder } from '../../renderer/support/builtRenderer.ts'
import { filmsThatPlay } from './films.ts'

/** A library with a film that plays, and a session server that knows its users; both real, on ports of their own. */
export interface House {
  readonly library: DemoLibrary
  server(): SessionServer
  /** Ends the session server and starts it again on its port and its data. */
  restartServer(): Promise<void>
}

export interface Resident {
  readonly app: App
  readonly shell: BrowserShell
  /** The folder of this person's settings. */
  readonly home: string
  /** Waits until the state is so, or throws with what it was. */
  until(isSo: (state: AppState) => boolean, withinMs?: number): Promise<AppState>
  /** Does what must succeed. */
  does(command: AppCommand): Promise<void>
}

export interface ResidentWish {
  /** Signed in already; null = somebody who has to sign in first. */
  readonly person: DemoPerson | null
  /** More options for MPV, which is neither seen nor heard. */
  readonly playerArgs?: readonly string[]
  /** Absent: that of the house. */
  readonly sessionServer?: string
  /** Whether the session server may be shown this person's sign-in, without asking; absent: yes. */
  readonly trusts?: boolean
  /** Of whom the session server was shown the sign-in on another day, although they still have to sign in. */
  readonly wasHere?: DemoPerson
}

/** Everything ends with the test. */
export async function openHouse(): Promise<House> {
  const library = await openLibrary({ films: await filmsThatPlay() })
  const dataDir = temporaryFolder()
  const start = async (port: number): Promise<SessionServer> => {
    const identity = { jellyfins: [library.url] }
    const server = await startSessionServer({ port, dataDir, identity, logLevel: 'silent' })
    if (!server.ok) throw new Error(server.problem.sentence)
    return server.value
  }
  let server = await start(0)
  onTestFinished(() => server.close({ restarting: false }))
  return {
    library,
    server: () => server,
    restartServer: async () => {
      const { port } = server
      await server.close({ restarting: true })
      server = await start(port)
    },
  }
}

/** MPV with nobody's own settings, not seen and not heard. */
export const quietMpv = ['--no-config', '--vo=null', '--ao=null']

/** Somebody with the app and its browser shell; `shell.newAddress()` opens a window of theirs. Ends with the test. */
export async function moveIn(house: House, wish: ResidentWish): Promise<Resident> {
  const home = temporaryFolder()
  const { sessionServer = house.server().url } = wish
  const { app } = openApp({
    shell: 'browser',
    env: { ...process.env, LOCKSTEP_HOME: home, LOCKSTEP_SERVER: sessionServer },
  })
  const shell = await startBrowserShell({
    ...{ app, interfaceFolder: rendererFolder, port: 0, openToNetwork: false },
    onFault: (error) => {
      throw error
    },
  })
  if (!shell.ok) throw new Error(shell.problem.sentence)
  onTestFinished(async () => {
    await shell.value.close()
    await app.close()
  })
  const resident = { app, shell: shell.value, home, until: untilOf(app), does: doesOf(app) }
  const playerArgs = [...quietMpv, ...(wish.playerArgs ?? [])]
  await resident.does({ kind: 'change-settings', change: { playerArgs } })
  const trusting = wish.person ?? wish.wasHere ?? null
  if (trusting !== null && wish.trusts !== false)
    await trust(home, sessionServer, { house, person: trusting })
  if (wish.person !== null) await signIn(resident, house.library.url, wish.person)
  return resident
}

interface Trusting {
  readonly house: House
  readonly person: DemoPerson
}

async function trust(home: string, server: string, { house, person }: Trusting): Promise<void> {
  const book = openTrustedServers(home, () => undefined)
  const kept = await book.trust({ server, serverId: house.library.serverId, userId: person.id })
  if (!kept.ok) throw new Error(kept.problem.sentence)
}

/** Signs in step by step, as a person does. */
async function signIn({ does, until }: Resident, address: string, person: DemoPerson): Promise<void> {
  await does({ kind: 'connect-server', address })
  await does({ kind: 'sign-in', userName: person.name, password: person.password })
  await until(({ library, sessionServer }) => library.kind === 'open' && sessionServer.kind === 'running')
}

const doesOf = (app: App) => async (command: AppCommand) => {
  const done = await app.command(command)
  if (!done.ok) throw new Error(`${command.kind}: ${done.problem.sentence}`)
}

const untilOf =
  (app: App) =>
  (isSo: (state: AppState) => boolean, withinMs = 30_000): Promise<AppState> =>
    new Promise((resolve, reject) => {
      const look = (state: AppState) => {
        if (!isSo(state)) return
        cancel()
        clearTimeout(timer)
        resolve(state)
      }
      const cancel = app.onState(look)
      const timer = setTimeout(() => {
        cancel()
        reject(new Error(`it never came to be so: ${JSON.stringify(app.state(), null, 1)}`))
      }, withinMs)
      look(app.state())
    })

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-app-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
