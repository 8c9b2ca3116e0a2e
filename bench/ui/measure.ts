import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { median } from '../../sync/statistics.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Running } from '../support/runBench.ts'
import { measureHand, type Hand } from './handOnPlayer.ts'
import { openFilledLibrary, type FilledLibrary } from './library.ts'
import { measureLoading, type Loading } from './loading.ts'
import type { UiBenchOptions } from './options.ts'
import { measureScrolling, type Scrolling } from './scrolling.ts'
import { measureSearches } from './searching.ts'
import { watchRoom, type Watching } from './watchingRoom.ts'
import { openWindow } from './window.ts'

export interface UiFigures {
  readonly loading: readonly Loading[]
  readonly scrolling: readonly Scrolling[]
  /** From an answer's arrival until it is on the screen, ms. */
  readonly searches: readonly number[]
  readonly hand: Hand
  readonly room: Watching
  readonly browser: string
}

const interfaceFolder = join(import.meta.dirname, '..', '..', 'out', 'renderer')

/** Changes in the room's state whose way to the screen is timed. */
const changes = 40
/** Pauses in the player's own window, and as many times going on. */
const switches = 25

export async function measureUi(running: Running<UiBenchOptions>): Promise<Result<UiFigures, Problem>> {
  const { options, ending, clock, onProgress } = running
  if (!existsSync(join(interfaceFolder, 'index.html'))) return failure(notBuilt)
  const browser = await launchBrowser()
  if (browser === null) return failure(noBrowser)
  ending.add(() => browser.close())
  onProgress(`a library of ${options.films} films`)
  const library = await openFilledLibrary({ films: options.films, interfaceFolder, ending })
  if (!library.ok) return library
  const seen = await lookAround(browser, library.value, running)
  onProgress('a hand on a player')
  const { page, close } = await openWindow(browser, library.value.shell.newAddress())
  const hand = await measureHand(page, { app: library.value.app, clock }, switches)
  if (!hand.ok) return hand
  await close()
  onProgress('a room of twenty')
  const { seconds, hours } = options
  const room = await watchRoom({ browser, clock, interfaceFolder, seconds, changes, hours })
  return room.ok ? success({ ...seen, hand: hand.value, room: room.value, browser: browser.version() }) : room
}

async function lookAround(
  browser: Browser,
  { shell, libraryId }: FilledLibrary,
  { options: { rounds }, onProgress }: Running<UiBenchOptions>,
): Promise<Pick<UiFigures, 'loading' | 'scrolling' | 'searches'>> {
  const loading: Loading[] = []
  onProgress('windows')
  for (let round = 0; round < rounds; round += 1) {
    loading.push(await measureLoading(browser, shell.newAddress(), interfaceFolder))
  }
  const { page, close } = await openWindow(browser, shell.newAddress())
  await page.evaluate((id) => (window.location.hash = `#/library/${id}`), libraryId)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const scrolling: Scrolling[] = []
  onProgress('scrolling')
  for (let round = 0; round < rounds; round += 1) scrolling.push(await measureScrolling(page))
  onProgress('searches')
  const searches = await measureSearches(page, rounds)
  await close()
  return { loading, scrolling, searches }
}

export const longestFrameMs = (scrolling: readonly Scrolling[]): number =>
  median(scrolling.map(({ longestFrameMs }) => longestFrameMs))

const notBuilt: Problem = {
  code: 'not-built',
  sentence: 'The windows are not built.',
  nextStep: 'Run npm run build first.',
}

const noBrowser: Problem = {
  code: 'no-browser',
  sentence: 'There is no Chromium on this machine.',
  nextStep: 'Install one: apt install chromium, for instance.',
}
