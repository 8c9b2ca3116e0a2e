import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, type TestContext } from 'vitest'
import { launchBrowser } from '../../bench/support/browser.ts'

/** A real Chromium for the tests of one file. Where there is none they are skipped, and say so. */
export function browserOfThisFile() {
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())
  const launched = (test: TestContext): Browser => {
    if (browser !== null) return browser
    console.warn(`SKIPPED, because this machine has no Chromium: ${test.task.name}`)
    return test.skip('there is no Chromium on this machine')
  }
  return {
    /** The browser itself, for whoever opens windows in their own way. */
    launched,
    /** A page of a browser window of its own, which ends with the test. */
    open: async (test: TestContext, options: BrowserContextOptions = {}): Promise<Visit> => {
      const context = await launched(test).newContext(options)
      test.onTestFinished(() => context.close())
      return { context, page: await context.newPage() }
    },
  }
}

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
}
