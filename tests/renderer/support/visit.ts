import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, ConsoleMessage, Page } from 'playwright-core'
import type { AppSettings } from '../../../protocol/bridge/settings.ts'
import { createFakeApp, type FakeApp } from './fakeApp.ts'
import { serveWindow, type ServedWindow } from './serveWindow.ts'
import type { View } from './views/view.ts'

/** A window of a browser that shows a view. */
export interface Visit {
  readonly page: Page
  readonly app: FakeApp
  readonly served: ServedWindow
  /** What the page complained about: errors, warnings, and everything that its policy forbade. */
  readonly complaints: string[]
  close(): Promise<void>
}

export interface Sight {
  readonly width: number
  readonly height?: number
  readonly appearance?: Exclude<AppSettings['appearance'], 'system'>
  readonly language?: AppSettings['language']
}

/** Opens a window of its own on the view, in the given size and appearance, and waits until nothing is on its way any more. */
export async function visit(browser: Browser, view: View, sight: Sight): Promise<Visit> {
  const page = await openPage(browser)
  const visited = await visitIn(page, view, sight)
  const close = async () => {
    await page.context().close()
    await visited.served.close()
  }
  return { ...visited, close }
}

/** A window for one view after another: a new one has the browser load pages of its own for a second and more. */
export async function openPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  return context.newPage()
}

/** The same in a window that is there; closing the visit leaves that, with nothing of the view. */
export async function visitIn(page: Page, view: View, sight: Sight): Promise<Visit> {
  const { width, height = 900, appearance = 'dark', language = 'en' } = sight
  const settings = { ...view.state.settings, appearance, language }
  const app = createFakeApp({
    state: { ...view.state, settings },
    answers: view.answers ?? {},
    onCommand: view.onCommand ?? (() => undefined),
  })
  const served = await serveWindow(app)
  const complaints: string[] = []
  const hear = (message: ConsoleMessage) => {
    const [kind, text] = [message.type(), message.text()]
    if (kind === 'warning' || (kind === 'error' && !isMissingPicture(text))) complaints.push(text)
  }
  const fail = (error: Error) => complaints.push(String(error))
  page.on('console', hear).on('pageerror', fail)
  await page.setViewportSize({ width, height })
  await page.goto(served.address)
  await settled(page)
  if (view.path !== '/') await goTo(page, view.path)
  await view.act?.(page)
  await settled(page)
  const close = async () => {
    page.off('console', hear).off('pageerror', fail)
    await page.goto('about:blank')
    await page.mouse.move(0, 0)
    await served.close()
  }
  return { page, app, served, complaints, close }
}

/** To another screen of the window, as a link in it does. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => (window.location.hash = to), `#${path}`)
  await settled(page)
}

/** Until no request is under way, fonts are there, and nothing says that it loads. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(
    () => document.querySelector('h1') !== null || document.querySelector('main') !== null,
  )
  await page.waitForFunction(() => document.querySelector('[data-coming]') === null)
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) => playState !== 'running' || effect?.getTiming().iterations === Infinity,
      ),
  )
}

/** Pictures that are not there are part of some views; browsers complain about each. */
const isMissingPicture = (complaint: string): boolean => /Failed to load resource.*(404|401)/.test(complaint)

/** What axe finds, one line each; WCAG 2.2 A and AA and best practices. */
export async function axeFindings(page: Page): Promise<string[]> {
  // In the page itself: without frames of others there is no need for the window of its own that it would open.
  const examination = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await examination.analyze()
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
}

/** What opened over the page and has an edge outside of the window, where nobody can scroll to: one line each. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].flatMap((opened) => {
      const { top, left, right, bottom, width } = opened.getBoundingClientRect()
      const isWithin = top >= 0 && left >= 0 && right <= window.innerWidth && bottom <= window.innerHeight
      return width === 0 || isWithin ? [] : [`${opened.getAttribute('aria-label')} reaches out of the window`]
    }),
  )

/** What is wider than the window, so that a person would have to scroll sideways. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
