import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** Names under which systems keep a Chromium. */
const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Quiet, and without the sandbox where root runs it, which Chromium refuses to be sandboxed as. */
export const browserArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real Chromium without a window; null = this machine has none. */
export function launchBrowser(): Promise<Browser | null> {
  const executablePath = findBrowser()
  return executablePath === null
    ? Promise.resolve(null)
    : chromium.launch({ executablePath, args: browserArgs })
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
