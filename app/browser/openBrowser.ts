import { spawn } from 'node:child_process'

/** What opens an address in the person's browser, by system. */
const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/**
 * Opens a page of this machine in the browser that the system has for that. Resolves once that is known: false when it has
 * none, or none that opens here. The address is that of a file which only this person can read: addresses with keys have no
 * place among arguments, which every user of the machine can see.
 */
export function openBrowser(file: string): Promise<boolean> {
  const [program, ...args] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(program, [...args, file], { stdio: 'ignore', detached: true })
  child.unref()
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}
