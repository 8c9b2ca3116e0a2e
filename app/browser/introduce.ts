import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import type { BrowserShell } from './browserShell.ts'
import { openBrowser } from './openBrowser.ts'

export interface Introduction {
  readonly shell: BrowserShell
  /** Where a file may lie that only this person can read. */
  readonly folder: string
  readonly opensBrowser: boolean
  say(line: string): void
}

/** How long a browser may take to start and read the file. */
const readWithinMs = 20_000

/** Tells at the terminal where the app is, once, and opens the browser there unless it shall not. */
export async function introduce({ shell, folder, opensBrowser, say }: Introduction): Promise<void> {
  const file = opensBrowser ? await windowFile(shell, folder) : null
  if (file === null) sayAddress(shell, say)
  else {
    say('Opening your browser. Press Enter for the address of another window, ctrl-c to end.')
    // Some systems know of a failure only after seconds, and some wait for the browser's end before they say anything.
    void openWindow(file).then((opened) => opened || sayInstead(shell, say))
  }
  sayNetworkAddress(shell, say)
}

function sayInstead(shell: BrowserShell, say: (line: string) => void): void {
  say('No browser could be opened from here.')
  sayAddress(shell, say)
}

/** For a further window, or one in another browser. */
export function sayAddress(shell: BrowserShell, say: (line: string) => void): void {
  say(
    `Open this address in a browser of this machine; it is good for one window:\n\n  ${shell.newAddress()}\n`,
  )
}

/** For a phone: it becomes a remote control. */
export function sayNetworkAddress(shell: BrowserShell, say: (line: string) => void): void {
  const address = shell.newNetworkAddress()
  if (address === null) return
  say(
    'For a phone in your network, once, as a remote control; who is in that network can listen, so use it at home only:\n',
  )
  say(renderUnicodeCompact(address))
  say(`\n  ${address}\n`)
}

/** Writes the page that leads a browser to a new address; null when it cannot be written. */
async function windowFile(shell: BrowserShell, folder: string): Promise<string | null> {
  const file = join(folder, 'open-window.html')
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rm(file, { force: true })
    await writeFile(file, redirectTo(shell.newAddress()), { mode: 0o600, flag: 'wx' })
    return file
  } catch {
    return null
  }
}

async function openWindow(file: string): Promise<boolean> {
  const forget = () => void rm(file, { force: true })
  setTimeout(forget, readWithinMs).unref()
  const opened = await openBrowser(file)
  if (!opened) forget()
  return opened
}

const redirectTo = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><title>Lockstep</title><meta http-equiv="refresh" content="0;url=${address}">`
