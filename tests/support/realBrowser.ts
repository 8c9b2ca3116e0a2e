import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { afterAll, beforeAll, type TestContext } from 'vitest'

/** Names under which systems keep a Chromium. */
const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Quiet, and without the sandbox where root runs the tests, which Chromium refuses to be sandboxed as. */
export const browserArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium for the tests of one file. Where there is none they are skipped, and say so. */
export function browserOfThisFile() {
  const executablePath = findBrowser()
  let browser: Browser | null = null
  beforeAll(async () => {
    if (executablePath !== null) browser = await chromium.launch({ executablePath, args: browserArgs })
  })
  afterAll(() => browser?.close())
  return {
    /** A page of a browser window of its own, which ends with the test. */
    open: async (test: TestContext, options: BrowserContextOptions = {}): Promise<Visit> => {
      if (browser === null) {
        console.warn(`SKIPPED, because this machine has no Chromium: ${test.task.name}`)
        return test.skip('there is no Chromium on this machine')
      }
      const context = await browser.newContext(options)
      test.onTestFinished(() => context.close())
      return { context, page: await context.newPage() }
    },
  }
}

/** A real Chromium for a program; it throws where there is none. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === null) throw new Error('there is no Chromium on this machine')
  return chromium.launch({ executablePath, args: browserArgs })
}

interface Visit {
  readonly context: BrowserContext
  readonly page: Page
}

export function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const paths = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return paths.find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
