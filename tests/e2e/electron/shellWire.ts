import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { startDemoLibrary } from '../../../demo/library/demoLibrary.ts'
import { ADA } from '../../../demo/library/people.ts'
import type { AppCommand } from '../../../protocol/bridge/appCommand.ts'
import { initialAppState, type AppState } from '../../../protocol/bridge/appState.ts'
import { applyChanges } from '../../../protocol/bridge/changes.ts'
import type { AppFrame } from '../../../protocol/bridge/frames.ts'

export const hasStarted = (page: Page) => page.locator('#root :is(main, h1)').first().waitFor()

interface Told {
  readonly kind: string
  readonly frame?: string
}

interface Probed {
  readonly lockstepWire: { send(frame: string): void }
  readonly __told: readonly Told[]
}

/** What the page was told so far. */
async function framesOf(page: Page): Promise<AppFrame[]> {
  const told = await page.evaluate(() => (window as unknown as Probed).__told)
  return told.flatMap(({ frame }) => (frame === undefined ? [] : [JSON.parse(frame) as AppFrame]))
}

/** The state that the page has been told. */
export async function stateOf(page: Page): Promise<AppState> {
  const frames = await framesOf(page)
  return frames.reduce<AppState>((state, frame) => {
    if (frame.type === 'snapshot') return frame.state
    return frame.type === 'changes' ? applyChanges(state, frame.changes) : state
  }, initialAppState)
}

/** Asks over the wire that the page has, as its screens do, and waits until it is done. */
export async function command(page: Page, asked: AppCommand): Promise<void> {
  const id = 1_000_000 + (await framesOf(page)).length
  const frame = JSON.stringify({ type: 'command', id, command: asked })
  await page.evaluate((text) => (window as unknown as Probed).lockstepWire.send(text), frame)
  const result = () =>
    framesOf(page).then((all) => all.find((each) => each.type === 'result' && each.id === id))
  await expect.poll(result, { timeout: 15_000 }).toMatchObject({ result: { ok: true } })
}

export const sessionServer = async (page: Page) => (await stateOf(page)).sessionServer.kind
export const signedIn = async (page: Page) => (await stateOf(page)).account?.userName

/** Its address; it ends with the test. */
export async function openDemoLibrary(): Promise<string> {
  const library = await startDemoLibrary()
  onTestFinished(() => library.close())
  return library.url
}

export async function signIn(page: Page, libraryUrl: string): Promise<void> {
  await command(page, { kind: 'connect-server', address: libraryUrl })
  await command(page, { kind: 'sign-in', userName: ADA.name, password: ADA.password })
  await expect.poll(() => signedIn(page)).toBe('Ada')
}
