import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { browserArgs, findBrowser } from '../../../bench/support/browser.ts'
import type { Doing } from '../../support/fakeElectron/told.ts'
import { webOrigin } from '../../support/fakeElectron/schemeMap.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const runFile = join(root, 'tests', 'support', 'fakeElectron', 'run.ts')
export const mainFile = join(root, 'out', 'main', 'app', 'main', 'main.js')

/** What the app did outside of its windows. */
export interface Told {
  readonly what: string
  readonly about: unknown
}

/** The built app, running. */
export interface RunningShell {
  /** The page of the main window, as soon as it is there. */
  page(): Promise<Page>
  /** All windows. */
  pages(): readonly Page[]
  do(doing: Doing): void
  /** The next thing told that fits, those told before included, each once. */
  told(what: string): Promise<unknown>
  /** Starts the app once more, with arguments; resolves with its exit code. */
  startAgain(args: readonly string[]): Promise<number>
  /** Resolves with the exit code. */
  exited(): Promise<number>
  readonly folder: string
}

/** Starts the built main file on the stand-in of Electron, with a Chromium and a home of its own. */
export async function startFakeShell(
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
  folder?: string,
): Promise<RunningShell> {
  const home = folder ?? (await temporaryFolder())
  const { browser, address } = await startChromium()
  const environment = {
    ...process.env,
    ...env,
    LOCKSTEP_HOME: join(home, 'settings'),
    LOCKSTEP_SERVER: 'ws://127.0.0.1:0',
    FAKE_ELECTRON_CDP: address,
    FAKE_ELECTRON_FOLDER: join(home, 'electron'),
  }
  const start = (more: readonly string[]) =>
    fork(runFile, [mainFile, ...more], { env: environment, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const child = start(args)
  const exited = exitOf(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  return {
    folder: home,
    pages: () => ownPages(browser),
    page: () => firstPage(browser),
    do: (doing) => void child.send(doing),
    told: hearing(child),
    startAgain: (more) => exitOf(start(more)),
    exited: () => exited,
  }
}

/** A folder that is gone with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-shell-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

async function startChromium(): Promise<{ browser: Browser; address: string }> {
  const executable = findBrowser()
  if (executable === null) throw new Error('there is no Chromium on this machine')
  const profile = await temporaryFolder()
  const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`]
  const child = spawn(executable, [...browserArgs, ...own, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  })
  const address = await addressIn(child)
  return { address, browser: await chromium.connectOverCDP(address) }
}

/** Chromium says where it listens. */
async function addressIn({ stderr }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stderr ?? []) {
    text += String(chunk)
    const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1]
    if (found !== undefined) {
      stderr?.resume()
      return found
    }
  }
  throw new Error(`Chromium did not start: ${text}`)
}

const exitOf = async (child: ChildProcess): Promise<number> => {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? -1
}

const ownPages = (browser: Browser): Page[] =>
  browser.contexts().flatMap((context) => context.pages().filter((page) => page.url().startsWith(webOrigin)))

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no context')
  for (;;) {
    const [page] = ownPages(browser)
    if (page !== undefined) return page
    const opened = await Promise.race([context.waitForEvent('page'), ...context.pages().map(navigated)])
    await opened.waitForURL(`${webOrigin}/**`, { timeout: 20_000 }).catch(() => undefined)
  }
}

const navigated = async (page: Page): Promise<Page> => {
  await page.waitForEvent('framenavigated', { timeout: 0 }).catch(() => undefined)
  return page
}

/** Keeps what was told until somebody asks for it. */
function hearing(child: ChildProcess): (what: string) => Promise<unknown> {
  const heard: Told[] = []
  const waiting: { readonly what: string; readonly resolve: (about: unknown) => void }[] = []
  child.on('message', (message: Told) => {
    const at = waiting.findIndex(({ what }) => what === message.what)
    if (at < 0) heard.push(message)
    else waiting.splice(at, 1)[0]?.resolve(message.about)
  })
  return (what) => {
    const at = heard.findIndex((each) => each.what === what)
    if (at >= 0) return Promise.resolve(heard.splice(at, 1)[0]?.about)
    return new Promise((resolve) => waiting.push({ what, resolve }))
  }
}
