import { join } from 'node:path'
import { startBrowserShell } from '../../../app/browser/browserShell.ts'
import { introduce, sayAddress, sayNetworkAddress } from '../../../app/browser/introduce.ts'
import { openApp } from '../../../app/host/openApp.ts'
import type { App } from '../../../companion/app/appApi.ts'
import type { Problem } from '../../../protocol/problem.ts'
import { success, type Result } from '../../../protocol/result.ts'
import { openStageFloor, type StageSeat } from '../stage.ts'
import { FILM_RECIPES } from '../../films/recipes.ts'
import type { Surroundings } from '../untilStopped.ts'
import { bringGraceAlong } from './graceComes.ts'
import type { DemoAppOptions } from './options.ts'

export interface DemoAppParts extends Surroundings {
  readonly options: DemoAppOptions
  say(line: string): void
}

const interfaceFolder = join(import.meta.dirname, '..', '..', '..', 'out', 'renderer')

/** The app with a sample library, a session server and somebody who comes along; until it is stopped. */
export async function runDemoApp(parts: DemoAppParts): Promise<Result<void, Problem>> {
  const { options, say, clock, ending, stop } = parts
  const stage = await openStageFloor({
    ...{ clock, ending, signal: stop.signal, headless: options.headless },
    film: FILM_RECIPES[0].id,
    onProgress: (words) => say(`demo: ${words}`),
  })
  if (!stage.ok) return stage
  const seat = await stage.value.openSeat({ index: 0, count: 2, player: 'mpv' })
  if (!seat.ok) return seat
  liveAt(seat.value)
  const { app, log } = openApp({ shell: 'browser', isDemo: true, env: process.env })
  ending.add(() => app.close())
  const signedIn = await signInAt(app, stage.value.library.url, seat.value)
  if (!signedIn.ok) return signedIn
  const grace = await bringGraceAlong({ app, floor: stage.value, say })
  if (!grace.ok) return grace
  ending.add(() => grace.value())
  const shell = await startBrowserShell({
    ...{ app, interfaceFolder, port: options.port, openToNetwork: options.openToNetwork },
    onFault: (error) => log.error({ error: error instanceof Error ? error.stack : 'unknown' }, 'a bug'),
  })
  if (!shell.ok) return shell
  ending.add(() => shell.value.close())
  const { opensBrowser } = options
  await introduce({ shell: shell.value, folder: seat.value.home, opensBrowser, say })
  process.stdin.on('data', () => {
    sayAddress(shell.value, say)
    sayNetworkAddress(shell.value, say)
  })
  ending.add(() => Promise.resolve(void process.stdin.pause()))
  await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
  return success(undefined)
}

/**
 * This process is the app of whoever has this place: its players get their display and their settings from here, and the
 * session server that it brings along takes any port that is free.
 */
function liveAt({ env }: StageSeat): void {
  for (const [name, value] of Object.entries({ ...env, LOCKSTEP_SERVER: 'ws://127.0.0.1:0' })) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/** A real sign-in: the sample library's names and passwords are public. */
async function signInAt(app: App, address: string, { person }: StageSeat): Promise<Result<void, Problem>> {
  const connected = await app.command({ kind: 'connect-server', address })
  if (!connected.ok) return connected
  return app.command({ kind: 'sign-in', userName: person.name, password: person.password })
}
