import { accessSync, constants, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The Electron to run with: that of `ELECTRON_OVERRIDE_DIST_PATH` (a folder with an `electron` in it), else the one that
 * its package has downloaded. Nothing is downloaded here.
 *
 * @param {string} root
 * @returns {string | null} its program; null when there is none
 */
export function findElectron(root) {
  const chosen = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (chosen) return programIn(chosen, nameHere)
  const folder = join(root, 'node_modules', 'electron')
  try {
    return programIn(join(folder, 'dist'), readFileSync(join(folder, 'path.txt'), 'utf8').trim())
  } catch {
    return null
  }
}

const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
const nameHere =
  process.platform === 'win32' || process.platform === 'darwin' ? names[process.platform] : 'electron'

/** @param {string} folder @param {string} name */
function programIn(folder, name) {
  const program = join(folder, name)
  try {
    accessSync(program, constants.X_OK)
    return program
  } catch {
    return null
  }
}
