import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'
import { mpvCandidates } from '../../adapters/mpv/mpvArguments.ts'
import { vlcCandidates } from '../../adapters/vlc/launchVlc.ts'
import type { PlayerView } from '../../protocol/bridge/appState.ts'
import type { Problem } from '../../protocol/problem.ts'
import { readVlcUser } from './vlcUser.ts'
import { sandboxedPlayer } from './sandboxed.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** What is known of a player beside how it is started. */
interface PlayerTraits {
  readonly title: string
  candidates(platform: string, path: string | undefined): readonly string[]
  /** In the first line that it prints when asked for its version. */
  readonly version: RegExp
  readonly site: string
  readonly install: Readonly<Record<string, string>>
  /** As whom it may be run where we may not; absent = as ourselves. */
  runAs?(env: Environment): Promise<{ readonly uid: number; readonly gid: number } | null>
}

const traits: Readonly<Record<string, PlayerTraits>> = {
  mpv: {
    title: 'MPV',
    candidates: mpvCandidates,
    version: /^mpv v?(\S+)/,
    site: 'https://mpv.io/installation/',
    install: {
      linux: 'sudo apt install mpv',
      darwin: 'brew install mpv',
      win32: 'winget install shinchiro.mpv',
    },
  },
  vlc: {
    title: 'VLC',
    candidates: vlcCandidates,
    version: /^VLC (?:media player|version) (\d\S*)/,
    site: 'https://www.videolan.org/vlc/',
    install: {
      linux: 'sudo apt install vlc',
      darwin: 'brew install --cask vlc',
      win32: 'winget install VideoLAN.VLC',
    },
    runAs: async (env) => {
      const user = await readVlcUser(env['LOCKSTEP_VLC_USER'] ?? '')
      return user.ok ? (user.value.runAs ?? null) : null
    },
  },
}

/** VLC's own program for Windows answers `--version` with a window. */
const tellsItsVersion = (name: string) => !(process.platform === 'win32' && name === 'vlc')

const answerWithinMs = 5000

/** Looks for a player on this machine, without starting it to play. `path` null = where the system has it. */
export async function findPlayer(name: string, path: string | null, env: Environment): Promise<PlayerView> {
  const known = Object.hasOwn(traits, name) ? traits[name] : undefined
  const title = known?.title ?? name
  const missing = { name, title, path, version: null, found: false }
  if (known === undefined) return { ...missing, problem: notFound(name, null, path) }
  const program = await firstProgram(known.candidates(process.platform, path ?? undefined), env)
  if (program === null) {
    const sandboxed = path === null ? sandboxedPlayer(name, homedir()) : null
    return { ...missing, problem: sandboxed ?? notFound(title, known, path) }
  }
  const version = tellsItsVersion(name) ? await versionOf(program, known, env) : null
  return { name, title, path: program, version, found: true, problem: null }
}

async function firstProgram(candidates: readonly string[], env: Environment): Promise<string | null> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const candidate of candidates) {
    const isPath = isAbsolute(candidate) || candidate.includes('/')
    const places = isPath ? [candidate] : folders.map((folder) => join(folder, candidate))
    for (const place of places) if (await isProgram(place)) return place
  }
  return null
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

/** Null when it does not say: old, slow, or not willing to be run by root. */
async function versionOf(program: string, { version, runAs }: PlayerTraits, env: Environment) {
  const user = await runAs?.(env)
  const options = {
    timeout: answerWithinMs,
    windowsHide: true,
    ...(user ? { uid: user.uid, gid: user.gid, cwd: '/' } : {}),
  }
  const words = await new Promise<string>((resolve) => {
    execFile(program, ['--version'], options, (_error, stdout) => resolve(stdout))
  })
  return version.exec(words)?.[1] ?? null
}

function notFound(title: string, known: PlayerTraits | null, path: string | null): Problem {
  if (path !== null) {
    return {
      code: 'player-wrong-path',
      sentence: `There is no program of ${title} at ${path}.`,
      nextStep: 'Correct the path in the settings, or leave it empty to have the player looked for.',
    }
  }
  const command = known?.install[process.platform]
  const how = command === undefined ? '' : ` for example with "${command}", or`
  return {
    code: 'player-not-found',
    sentence: `${title} is not installed, or not where programs are looked for.`,
    nextStep: `Install it,${how} from ${known?.site ?? 'its site'}; then look again.`,
  }
}
