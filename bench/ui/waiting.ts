import type { Page } from 'playwright-core'

/** Notes when `text` is on the screen, from now on. */
export const waitFor = (page: Page, text: string): Promise<void> =>
  page.evaluate((waited) => {
    Object.assign(window.benchNotes, { waitedFor: waited, shownMs: null })
  }, text)

export interface Shown {
  /** When it was on the screen, ms of the page's clock. */
  readonly shownMs: number
  /** When the last answer before that came over the wire. */
  readonly answeredMs: number
  /** The same instant as `shownMs`, as time of day. */
  readonly wallMs: number
}

/** Resolves when it is. */
export async function shown(page: Page): Promise<Shown> {
  await page.waitForFunction(() => window.benchNotes.shownMs !== null)
  return page.evaluate(() => {
    const { shownMs, answeredMs } = window.benchNotes
    const at = shownMs ?? Number.NaN
    return { shownMs: at, answeredMs: answeredMs ?? Number.NaN, wallMs: performance.timeOrigin + at }
  })
}
