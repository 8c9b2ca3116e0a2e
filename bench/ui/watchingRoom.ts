import type { Browser } from 'playwright-core'
import { startBrowserShell } from '../../app/browser/browserShell.ts'
import { sleep } from '../../demo/run/waiting.ts'
import type { Problem } from '../../protocol/problem.ts'
import { success, type Result } from '../../protocol/result.ts'
import { quantile } from '../../sync/statistics.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import { createRoomOfTwenty } from './roomOfTwenty.ts'
import { processorSeconds } from './processors.ts'
import { measureHeap, type Remembering } from './remembering.ts'
import { shown, waitFor } from './waiting.ts'
import { openWindow } from './window.ts'

/** The page, and what draws it. */
const drawing = ['renderer', 'GPU']
/** As often as the companion tells figures. */
const everyMs = 250
/** Of `app/renderer/room/driftHistory.ts`, and a little. */
const keptMs = 125_000

export interface WatchingParts {
  readonly browser: Browser
  readonly clock: PreciseClock
  readonly interfaceFolder: string
  readonly seconds: number
  readonly changes: number
  /** Of how many hours the updates are drawn while the heap is looked at. */
  readonly hours: number
}

export interface Watching {
  /** Of one core, percent: the page and what draws it. */
  readonly corePercent: number
  /** From a change in the app until it is on the screen. */
  readonly visibleP50Ms: number
  readonly visibleP95Ms: number
  readonly heap: Remembering
}

/** A room of twenty whose figures flow, looked at; then changes, each until it is seen. */
export async function watchRoom(parts: WatchingParts): Promise<Result<Watching, Problem>> {
  const { browser, clock, interfaceFolder, seconds, changes, hours } = parts
  const { app, stir, rename } = createRoomOfTwenty()
  const onFault = (error: unknown) => {
    throw error instanceof Error ? error : new Error(String(error))
  }
  const shell = await startBrowserShell({ app, interfaceFolder, port: 0, openToNetwork: false, onFault })
  if (!shell.ok) return shell
  const { page, close } = await openWindow(browser, shell.value.newAddress())
  await page.evaluate(() => (window.location.hash = '#/room'))
  await page.waitForLoadState('networkidle')
  const devtools = await browser.newBrowserCDPSession()
  const before = await processorSeconds(devtools, drawing)
  for (let round = 1; round <= (seconds * 1000) / everyMs; round += 1) {
    stir(round)
    await sleep(clock, everyMs)
  }
  const corePercent = (((await processorSeconds(devtools, drawing)) - before) / seconds) * 100
  const waits: number[] = []
  for (let at = 0; at < changes; at += 1) {
    const name = `Evening ${at}.`
    await waitFor(page, name)
    const changedMs = performance.timeOrigin + performance.now()
    rename(name)
    waits.push((await shown(page)).wallMs - changedMs)
  }
  // What the screen keeps of everybody's drift is full after that.
  for (let at = 0; at < keptMs / everyMs; at += 1) {
    stir(at)
    await sleep(clock, everyMs)
  }
  const heap = await measureHeap(page, stir, hours)
  await close()
  await shell.value.close()
  const [visibleP50Ms, visibleP95Ms] = [quantile(waits, 0.5), quantile(waits, 0.95)]
  return success({ corePercent, visibleP50Ms, visibleP95Ms, heap })
}
