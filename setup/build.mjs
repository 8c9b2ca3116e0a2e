import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './runChild.mjs'
import { say } from './say.mjs'

/** What the windows are made of. */
const sourceFolders = ['app/renderer', 'app/main', 'protocol', 'sync', 'platform']
const sourceFiles = ['electron.vite.config.ts', 'package.json']
const isSource = (/** @type {string} */ name) => /\.(tsx?|css|html|json|svg)$/.test(name)

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
  return builtAtMs > 0 && sources(root).every((path) => changedAtMs(path) <= builtAtMs)
}

/**
 * Their paths. The folders are read as any Node can that may be the first to run this: `globSync` came with Node 22.
 *
 * @param {string} root
 */
const sources = (root) => [
  ...sourceFiles.map((file) => join(root, file)),
  ...sourceFolders.flatMap((folder) => sourcesWithin(join(root, folder))),
]

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesWithin(folder) {
  try {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return names.filter(isSource).map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** @param {string} path */
const changedAtMs = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
