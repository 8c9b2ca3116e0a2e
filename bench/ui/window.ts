import type { Browser, Page } from 'playwright-core'

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
  await page.goto(address)
  await page.waitForFunction(() => (window.benchNotes.usableMs ?? -1) > 0)
  return { page, close: () => context.close() }
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
