import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest Node that runs TypeScript files directly and has everything we use: `engines` in package.json. */
const OLDEST = { major: 24, minor: 11 }

/**
 * @param {string} version such as `v24.11.0`
 * @returns {boolean}
 */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)
}

/**
 * The Node to run the project with: the one from the lock (Linux x64), else the one that runs this script.
 *
 * @param {string} root
 * @returns {string | undefined} its path, or undefined when neither is new enough
 */
export function findNode(root) {
  const pinned = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(pinned) && isNewEnough(versionOf(pinned))) return pinned
  return isNewEnough(process.version) ? process.execPath : undefined
}

/** The sentence for a machine without a Node that is new enough. */
export const nodeAdvice =
  `Lockstep needs Node.js ${OLDEST.major}.${OLDEST.minor} or newer and this is ${process.version}; ` +
  'install a newer one from https://nodejs.org and run the command again'

/** A binary for another C library exists and cannot be run: that is "no version", not a crash. */
function versionOf(/** @type {string} */ node) {
  try {
    return execFileSync(node, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return 'v0.0'
  }
}
