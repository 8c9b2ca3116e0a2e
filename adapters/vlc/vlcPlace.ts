import { rmSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import { configPaths, vlcConfig } from './vlcConfig.ts'
import type { WebInterface } from './vlcConfig.ts'
import { placeUnusable } from './vlcProblems.ts'

/** Another user to run VLC as: where Lockstep itself runs as root, as in containers, VLC refuses to. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/** The files of one VLC of ours, in a folder that only its user may enter. */
export interface VlcPlace {
  /** To be given with --config. */
  readonly config: string
  /** Where VLC tells its news; null on a system without such sockets. */
  readonly news: string | null
  remove(): Promise<void>
}

export interface PlaceOptions extends Pick<WebInterface, 'port' | 'password'> {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly runAs: RunAs | undefined
}

/** The pages as VLC serves them: its own kind of page is Lua between marks, and their type follows from the name. */
const PAGES: readonly (readonly [source: string, served: string])[] = [
  ['sync.lua', 'requests/sync.json'],
  ['status.lua', 'requests/status.json'],
]

/**
 * Copied for each VLC: the package may be an archive that only we can read into, or lie where VLC's user may not look.
 */
export async function makeVlcPlace(options: PlaceOptions): Promise<Result<VlcPlace, Problem>> {
  let folder: string
  try {
    folder = await mkdtemp(join(folderFor(options), 'lockstep-vlc-'))
  } catch (error) {
    return failure(placeUnusable(inWords(error)))
  }
  const removeOnExit = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeOnExit)
  const remove = async () => {
    process.off('exit', removeOnExit)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const news = join(folder, 'news')
    const config = await fill(folder, { ...options, news })
    return success({ config, news: process.platform === 'win32' ? null : news, remove })
  } catch (error) {
    await remove()
    return failure(placeUnusable(inWords(error)))
  }
}

/** The runtime folder of the login is private and may be seen by a VLC in a sandbox, unlike the one for all. */
const folderFor = ({ env, runAs }: PlaceOptions) =>
  (runAs === undefined ? env['XDG_RUNTIME_DIR'] : '') || tmpdir()

async function fill(
  folder: string,
  { port, password, env, runAs, news }: PlaceOptions & { readonly news: string },
): Promise<string> {
  const pages = join(folder, 'pages')
  await mkdir(join(pages, 'requests'), { recursive: true, mode: 0o700 })
  const served = PAGES.map(([source, name]) => [join(pages, name), source] as const)
  for (const [path, source] of served) await writeFile(path, await pageText(source), { mode: 0o600 })
  const config = join(folder, 'vlcrc')
  const viewers = await viewersConfig(env)
  await writeFile(config, vlcConfig(viewers, { port, password, pages, news }, process.platform), {
    mode: 0o600,
  })
  await chmod(folder, 0o700)
  const all = [folder, pages, join(pages, 'requests'), config, ...served.map(([path]) => path)]
  if (runAs !== undefined) for (const path of all) await chown(path, runAs.uid, runAs.gid)
  return config
}

const pageText = async (source: string) =>
  `<?vlc\n${await readFile(new URL(`./page/${source}`, import.meta.url), 'utf8')}\n?>`

async function viewersConfig(env: PlaceOptions['env']): Promise<string> {
  for (const path of configPaths(process.platform, env)) {
    const text = await readFile(path, 'utf8').catch(() => null)
    if (text !== null) return text
  }
  return ''
}

const inWords = (error: unknown) => (error instanceof Error ? error.message : String(error))
