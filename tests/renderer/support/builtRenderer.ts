import { execFile } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../../..')

/** Where the built windows are. */
export const rendererFolder = resolve(root, 'out/renderer')

const builder = resolve(root, 'node_modules/electron-vite/bin/electron-vite.js')

/** Builds the windows as users get them, unless what is there is newer than every file that it is made of. */
export async function buildRenderer(): Promise<void> {
  if (builtAtMs() > newestSourceMs()) return
  await promisify(execFile)(process.execPath, [builder, 'build'], { cwd: root })
}

const changedAtMs = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

const builtAtMs = (): number => changedAtMs(resolve(rendererFolder, 'index.html'))

function newestSourceMs(): number {
  const sources = globSync(['app/**/*', '{protocol,sync,platform}/**/*.ts', 'electron.vite.config.ts'], {
    cwd: root,
  })
  return Math.max(...sources.map((path) => changedAtMs(resolve(root, path))))
}
