import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'

export interface StaticFile {
  readonly type: string
  readonly bytes: Buffer
  /** Its name changes with its content. */
  readonly isHashed: boolean
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/** As the build names what it bundles: `assets/index-B3xYz_1k.js`. */
const hashed = /^\/assets\/.*-[\w-]{8}\.\w+$/

/**
 * The built interface, read once: nothing that is asked for can lead to any other file. By path, with `/index.html`
 * among them, else it is a problem.
 */
export async function readStaticFiles(
  folder: string,
): Promise<Result<ReadonlyMap<string, StaticFile>, Problem>> {
  const files = new Map<string, StaticFile>()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    files.set(path, { type, bytes: await readFile(file), isHashed: hashed.test(path) })
  }
  return files.has('/index.html') ? success(files) : failure(notBuilt)
}

const notBuilt: Problem = {
  code: 'interface-not-built',
  sentence: 'The interface of the app has not been built.',
  nextStep: 'Run "npm run build" once, or start with "npm start", which does it.',
}
