import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './runChild.mjs'
import { say } from './say.mjs'

const PROGRESS_EVERY_MS = 10_000

/**
 * Does `node_modules` hold what `package-lock.json` asks for? Compared by content, not by date: a fresh checkout gives
 * the lock a new date without changing a package. Optional packages may be absent (they are for other systems).
 *
 * @param {string} root
 * @returns {boolean}
 */
export function packagesAreCurrent(root) {
  const installedLock = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedLock)) return false
  const wanted = readPackages(join(root, 'package-lock.json'))
  const installed = readPackages(installedLock)
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = installed[path]
    if (found === undefined) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockEntry
 * @param {string} file
 * @returns {Record<string, LockEntry>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

/**
 * Installs the packages from the lock, with npm's progress on stderr.
 *
 * @param {string} root
 * @returns {Promise<number>} 0, or the exit code to end with; the reason has been said
 */
export async function installPackages(root) {
  const startedMs = Date.now()
  const elapsed = () => `${Math.round((Date.now() - startedMs) / 1000)} s`
  say('installing the packages (npm ci), about a minute')
  const ticker = setInterval(() => say(`still installing the packages, ${elapsed()}`), PROGRESS_EVERY_MS)
  const { command, args } = npmCommand()
  // Only errors: npm would warn that its own Node is older than ours, which is the very thing the lock mends.
  const { code, stopped, error } = await runChild(
    command,
    [...args, 'ci', '--loglevel=error', '--no-fund', '--no-audit'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: process.platform === 'win32' && command === 'npm',
    },
  )
  clearInterval(ticker)
  if (stopped) return code === 0 ? 130 : code
  if (code === 0) say(`packages installed in ${elapsed()}`)
  else if (error)
    say('npm was not found; install Node.js with npm from https://nodejs.org and run the command again')
  else say('npm ci failed, see above; check the network connection and run the command again')
  return code
}

/** The npm that started us, else the one on the PATH. */
function npmCommand() {
  const script = process.env['npm_execpath']
  const isNpm = script !== undefined && /npm-cli\.[cm]?js$/.test(script)
  return isNpm ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] }
}
