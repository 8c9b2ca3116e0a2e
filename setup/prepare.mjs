import { delimiter, join } from 'node:path'
import { findNode, nodeAdvice } from './nodeRuntime.mjs'
import { installPackages, packagesAreCurrent } from './packages.mjs'
import { installAdvice, installPrograms, missingPrograms } from './programs.mjs'
import { root } from './root.mjs'
import { runChild } from './runChild.mjs'
import { say } from './say.mjs'

/** Where Node keeps what it compiled: every start but the first is quicker, and 20 MB smaller in memory. */
const compileCache = join(root, 'node_modules', '.cache', 'node')

/** `LOCKSTEP_NO_SETUP=1` installs nothing; what is missing is still said. */
const mayInstall = () => process.env['LOCKSTEP_NO_SETUP'] !== '1'

/**
 * All set-up for one command: packages, a Node that is new enough, programs of the system. Ends this process with a
 * sentence when something is missing that cannot be installed.
 *
 * @param {import('./programs.mjs').Needs} needs
 * @returns {Promise<string>} the Node to run with
 */
export async function prepare(needs) {
  await preparePackages()
  const node = findNode(root)
  if (node === undefined) return giveUp(nodeAdvice)
  await preparePrograms(needs)
  return node
}

async function preparePackages() {
  if (packagesAreCurrent(root)) return
  if (!mayInstall()) return giveUp('the packages are not those of package-lock.json; run npm ci')
  const code = await installPackages(root)
  if (code !== 0) process.exit(code)
}

/** @param {import('./programs.mjs').Needs} needs */
async function preparePrograms({ programs, required }) {
  const missing = missingPrograms(programs)
  if (missing.length === 0) return
  if (mayInstall()) {
    const { stopped, code } = await installPrograms(missing)
    if (stopped) process.exit(code === 0 ? 130 : code)
  }
  const stillMissing = missingPrograms(missing)
  if (stillMissing.length > 0 && required) giveUp(installAdvice(stillMissing))
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function giveUp(sentence) {
  say(sentence)
  process.exit(1)
}

/**
 * Runs Node with a program of the project in this terminal and ends this process with its exit code. The pinned tools
 * come first on the PATH, so that a child that starts `node` gets the same one.
 *
 * @param {string} node
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] what it is given beside ours
 */
export async function runNode(node, args, env = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH']].filter(Boolean).join(delimiter)
  const { code, error } = await runChild(node, args, {
    stdio: 'inherit',
    env: { NODE_COMPILE_CACHE: compileCache, ...env, ...process.env, PATH: path },
  })
  if (error) say(`could not run ${node}: ${error.message}`)
  process.exit(code)
}
