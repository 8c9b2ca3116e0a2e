import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { openWindow } from './window.ts'

/** How a window came to be. */
export interface Loading {
  readonly paintMs: number
  readonly usableMs: number
  /** Scripts and styles that it took until it could be used, as they travel compressed, kB (1000). */
  readonly gzipKb: number
}

/** One window, opened by whoever has never been here. */
export async function measureLoading(
  browser: Browser,
  address: string,
  interfaceFolder: string,
): Promise<Loading> {
  const { page, close } = await openWindow(browser, address)
  await page.waitForFunction(() => window.benchNotes.paintedMs !== null)
  const { notes, paths } = await page.evaluate(() => ({
    notes: window.benchNotes,
    paths: performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => /\.(js|css)$/.test(path)),
  }))
  await close()
  const sizes = await Promise.all(
    [...new Set(paths)].map(
      async (path) => gzipSync(await readFile(join(interfaceFolder, path)), { level: 9 }).length,
    ),
  )
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return {
    paintMs: notes.paintedMs ?? Number.NaN,
    usableMs: notes.usableMs ?? Number.NaN,
    gzipKb: bytes / 1000,
  }
}
