import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { _electron, type Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { formatJoinLink } from '../../../protocol/joinLink.ts'
import { electronProgram } from '../../../setup/electronRuntime.mjs'
import { findBrowser } from '../../../bench/support/browser.ts'
import { mainFile, startFakeShell, temporaryFolder, type RunningShell } from './fakeShell.ts'
import { hasStarted, openDemoLibrary, sessionServer, signedIn, signIn, stateOf } from './shellWire.ts'

const hasBrowser = findBrowser() !== null
if (!hasBrowser)
  console.warn('SKIPPED, because this machine has no Chromium: the built app on the stand-in of Electron')

const electron = electronProgram()
if (electron === null)
  console.warn("NOT RUN, because Electron's program is not here: the built app in Electron itself")

describe('the built app in Electron itself', () => {
  it.skipIf(electron === null)('[EL2] opens its window there, with the wire and nothing else', async () => {
    const env = {
      ...process.env,
      LOCKSTEP_HOME: await temporaryFolder(),
      LOCKSTEP_SERVER: 'ws://127.0.0.1:0',
    }
    const app = await _electron.launch({ executablePath: electron ?? '', args: [mainFile], env })
    onTestFinished(() => app.close())
    const page = await app.firstWindow()
    await hasStarted(page)
    const world = await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window))
    expect(world).toEqual([])
    expect(page.url()).toMatch(/^app:/)
  })
})

/** The same app that users get, on a stand-in of Electron's module: its windows are pages of a real Chromium. */
describe.runIf(hasBrowser)('the built app', () => {
  it('[EL1] opens a window on its own page, with a wire and nothing else of Electron', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    const complaints: string[] = []
    page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.reload()
    await hasStarted(page)
    const world = await page.evaluate(() => ({
      wire: Object.keys((window as unknown as { lockstepWire: object }).lockstepWire),
      node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
    }))
    expect(world).toEqual({ wire: ['send', 'onMessage', 'onClose', 'close'], node: [] })
    expect(complaints).toEqual([])
    // The policy is the browser's matter, and it holds.
    const isForbidden = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.intruder = true'
      document.head.append(script)
      const reached = await fetch('https://example.org/').catch(() => null)
      return !('intruder' in window) && reached === null
    })
    expect(isForbidden).toBe(true)
  })

  it('[EL4][EL10] goes on when its page is loaded again, and keeps no token in the open', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    await signIn(page, await openDemoLibrary())
    await page.reload()
    await hasStarted(page)
    await expect.poll(() => signedIn(page)).toBe('Ada')
    expect(await tokenOnDisk(shell)).toMatch(/^sealed:keychain:/)
  })

  it('[EL6] stays at its own pages', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    const here = page.url()
    await page.evaluate(() => window.location.assign('https://example.org/'))
    expect(await shell.told('outside')).toBe('https://example.org/')
    await page.evaluate(() => window.location.assign('https://user@example.org/'))
    await page.evaluate(() => void window.open('https://mpv.io/'))
    expect(await shell.told('outside')).toBe('https://mpv.io/')
    await hasStarted(page)
    expect(page.url()).toBe(here)
    expect(shell.pages()).toHaveLength(1)
  })

  it('[EL7][EL8] follows links: of its start, of a second start, and of macOS', async () => {
    const shell = await startFakeShell([link('COLD')])
    const page = await shell.page()
    await hasStarted(page)
    await expect.poll(() => pendingCode(page)).toBe('COLD')
    expect(await shell.startAgain(['--some-flag', link('WARM')])).toBe(0)
    await expect.poll(() => pendingCode(page)).toBe('WARM')
    shell.do({ kind: 'open-url', url: link('MACS') })
    await expect.poll(() => pendingCode(page)).toBe('MACS')
    expect(shell.pages()).toHaveLength(1)
  })

  it('[EL10] says that there is no keychain, and keeps the token for this run only when that is chosen', async () => {
    const shell = await startFakeShell([], { FAKE_ELECTRON_KEYCHAIN: 'none' })
    const page = await shell.page()
    await hasStarted(page)
    await signIn(page, await openDemoLibrary())
    expect(await shell.told('dialog')).toMatchObject({
      message: 'This system has no keychain that Lockstep could use.',
    })
    expect(await tokenOnDisk(shell)).toMatch(/^sealed:run:/)
  })

  it('[EL9][EL11][EL15] ends everything that it started when it quits', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    const serverPid = Number(await shell.told('server'))
    await expect.poll(() => sessionServer(page), { timeout: 15_000 }).toBe('running')
    expect(isRunning(serverPid)).toBe(true)
    shell.do({ kind: 'quit' })
    expect(await shell.exited()).toBe(0)
    expect(isRunning(serverPid)).toBe(false)
    // Nobody closed the window, and it is known where it was.
    const place = await readFile(join(shell.folder, 'settings', 'window.json'), 'utf8')
    expect(JSON.parse(place)).toHaveProperty('bounds.width')
  })

  it('[EL11] has its session server back when that is killed', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    const first = Number(await shell.told('server'))
    await expect.poll(() => sessionServer(page), { timeout: 15_000 }).toBe('running')
    process.kill(first, 'SIGKILL')
    const second = Number(await shell.told('server'))
    expect(second).not.toBe(first)
    expect(await shell.told('notification')).toMatchObject({
      body: expect.stringContaining('is back') as string,
    })
  })

  it('[EL12] has its page back when that dies', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    await page.evaluate(() => Object.assign(window, { isOld: true }))
    shell.do({ kind: 'crash' })
    await page.waitForFunction(() => !('isOld' in window))
    await hasStarted(page)
    expect(await sessionServer(page)).toMatch(/running|starting/)
  })

  it('[EL12] asks once about a page that does not answer, and loads it again when that is chosen', async () => {
    const shell = await startFakeShell()
    const page = await shell.page()
    await hasStarted(page)
    await page.evaluate(() => Object.assign(window, { isOld: true }))
    shell.do({ kind: 'hang' })
    expect(await shell.told('dialog')).toMatchObject({ buttons: ['Wait', 'Load it again'] })
    expect(await page.evaluate(() => 'isOld' in window)).toBe(true)
    shell.do({ kind: 'answer-dialogs', response: 1 })
    shell.do({ kind: 'hang' })
    await page.waitForFunction(() => !('isOld' in window))
    await hasStarted(page)
  })
})

const link = (code: string): string => formatJoinLink({ server: 'ws://127.0.0.1:1', code, invitation: null })
const pendingCode = async (page: Page) => (await stateOf(page)).pendingLink?.code
/** The token as the file of accounts has it. */
async function tokenOnDisk({ folder }: RunningShell): Promise<string> {
  const text = await readFile(join(folder, 'settings', 'accounts.json'), 'utf8')
  return (
    z.object({ accounts: z.array(z.object({ accessToken: z.string() })) }).parse(JSON.parse(text)).accounts[0]
      ?.accessToken ?? ''
  )
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
