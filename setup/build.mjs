import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './runChild.mjs'
import { say } from './say.mjs'

/** What the windows are made of. */
const sources = [
  'app/{renderer,main}/**/*.{ts,tsx,css,html,json,svg}',
  '{protocol,sync,platform}/**/*.ts',
  'electron.vite.config.ts',
  'package.json',
]

/**
 * Builds the windows, unless what is built is newer than everything that it is made of: some milliseconds then. Ends this
 * process when it fails.
 *
 * @param {string} root
 * @param {string} node
 */
export async function ensureBuilt(root, node) {
  if (isCurrent(root)) return
  say('building the windows, once ...')
  const builder = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const { code } = await runChild(node, [builder, 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (code === 0) return
  say('the windows could not be built; "npm run build" tells more')
  process.exit(code)
}

/** @param {string} root */
function isCurrent(root) {
  const builtAtMs = changedAtMs(join(root, 'out', 'renderer', 'index.html'))
  return (
    builtAtMs > 0 &&
    globSync(sources, { cwd: root }).every((path) => changedAtMs(join(root, path)) <= builtAtMs)
  )
}

/** @param {string} path */
const changedAtMs = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
