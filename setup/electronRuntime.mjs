// Whether Electron's program is on this machine, and the app started in it. Its package comes without the program: that
// is downloaded by whoever asks for it, or supplied by a distribution (ELECTRON_OVERRIDE_DIST_PATH).
import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './runChild.mjs'
import { root } from './root.mjs'

/** Its name within a folder that has it, by system. */
const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }

/**
 * The path of Electron's program; null when it is not here, or would not run: as root its windows would have no sandbox,
 * and it refuses, unless it is told to do without one (ELECTRON_DISABLE_SANDBOX=1). Nothing is downloaded.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {string | null}
 */
export function electronProgram(env = process.env) {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (isRoot && env['ELECTRON_DISABLE_SANDBOX'] !== '1') return null
  const name =
    process.platform === 'win32' || process.platform === 'darwin' ? names[process.platform] : 'electron'
  const given = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (given) return isProgram(join(given, name)) ? join(given, name) : null
  const installed = join(root, 'node_modules', 'electron')
  try {
    const program = join(installed, 'dist', readFileSync(join(installed, 'path.txt'), 'utf8').trim())
    return isProgram(program) ? program : null
  } catch {
    return null
  }
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs the built app in Electron until it ends; resolves to its exit code.
 *
 * @param {string} program as `electronProgram` gives it
 * @param {readonly string[]} args
 */
export async function runElectron(program, args) {
  const { code } = await runChild(program, [root, ...args], { stdio: 'inherit' })
  return code
}
