import type { Browser, Page } from 'playwright-core'
import { processorSeconds } from './processors.ts'

/** What a page notes of itself, ms of its own clock; a page of the bench begins to do so before its first script. */
export interface Notes {
  /** First picture with anything of ours on it. */
  paintedMs: number | null
  /** The ways to all screens are there and can be used. */
  usableMs: number | null
  /** When an answer came over the wire last. */
  answeredMs: number | null
  /** When the text that is waited for was drawn. */
  shownMs: number | null
  /** Which text is waited for. */
  waitedFor: string | null
}

declare global {
  interface Window {
    benchNotes: Notes
  }
}

export interface BenchWindow {
  readonly page: Page
  close(): Promise<void>
}

/** A new window of a browser that knows nothing yet: no cache, no cookie. */
export async function openWindow(browser: Browser, address: string): Promise<BenchWindow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(takeNotes)
  await quiet(browser)
  await page.goto(address)
  await page.waitForFunction(() => (window.benchNotes.usableMs ?? -1) > 0)
  return { page, close: () => context.close() }
}

/** Looked at so often, ms, */
const lookEveryMs = 250
/** a browser at rest has taken no more than that meanwhile, s. */
const atRestSeconds = 0.005
const restsWithinMs = 20_000

/**
 * A new window has Chromium load pages of its own, such as the one below its address bar, for a second and more; whoever
 * opens us has had their browser for longer.
 */
async function quiet(browser: Browser): Promise<void> {
  const devtools = await browser.newBrowserCDPSession()
  const untilMs = performance.now() + restsWithinMs
  let takenSeconds = Infinity
  let before = await processorSeconds(devtools)
  while (takenSeconds > atRestSeconds) {
    if (performance.now() > untilMs) throw new Error('The browser does not come to rest.')
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    const now = await processorSeconds(devtools)
    takenSeconds = now - before
    before = now
  }
  await devtools.detach()
}

/** Runs within the page, by itself: nothing of this file is there. */
function takeNotes(): void {
  const notes: Notes = { paintedMs: null, usableMs: null, answeredMs: null, shownMs: null, waitedFor: null }
  window.benchNotes = notes
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries()) {
      if (name === 'first-contentful-paint') notes.paintedMs = startTime
    }
  }).observe({ type: 'paint', buffered: true })
  // Two frames: the first draws what has just changed, the second begins when that is on the screen.
  const drawn = (note: () => void) => requestAnimationFrame(() => requestAnimationFrame(note))
  const look = () => {
    if (notes.usableMs === null && document.querySelector('nav a[href]') !== null) {
      notes.usableMs = -1
      drawn(() => (notes.usableMs = performance.now()))
    }
    const { waitedFor } = notes
    if (waitedFor === null || !(document.body.textContent ?? '').includes(waitedFor)) return
    notes.waitedFor = null
    drawn(() => (notes.shownMs = performance.now()))
  }
  document.addEventListener('DOMContentLoaded', () =>
    new MutationObserver(look).observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
    }),
  )
  const Native = window.WebSocket
  window.WebSocket = new Proxy(Native, {
    construct(target, parts) {
      const socket = Reflect.construct(target, parts) as WebSocket
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && data.startsWith('{"type":"answer"'))
          notes.answeredMs = performance.now()
      })
      return socket
    },
  })
}
