import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { playerEnvironment } from '../mpv/playerEnvironment.ts'
import type { PlayerAdapter } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { launchedHost } from './launchedHost.ts'
import { VlcClient } from './vlcClient.ts'
import { introduce } from './vlcIntroduction.ts'
import type { Introduction } from './vlcIntroduction.ts'
import { listenForNews, noNews } from './vlcNews.ts'
import { makeVlcPlace } from './vlcPlace.ts'
import type { RunAs, VlcPlace } from './vlcPlace.ts'
import { VlcPlayer } from './vlcPlayer.ts'
import * as problems from './vlcProblems.ts'
import { spawnVlc } from './vlcProcess.ts'
import type { VlcProcess } from './vlcProcess.ts'

export interface VlcLaunchOptions {
  readonly clock: Clock
  /** The vlc program; without it VLC is looked for where systems install it. */
  readonly path?: string
  /** Options of the viewer, after ours, so that they win. */
  readonly extraArgs?: readonly string[]
  /** Another user to run VLC as; whoever starts Lockstep if absent. */
  readonly runAs?: RunAs
  /** Default 15,000 ms: after an upgrade VLC looks through all its modules at the first start. */
  readonly startTimeoutMs?: number
}

const START_TIMEOUT_MS = 15_000

/**
 * Starts a VLC of our own, with the viewer's configuration and a window, and resolves when it obeys. It ends with
 * `close()`, and whatever ends this process ends it too. Neither its password nor the media is in its arguments.
 */
export async function launchVlc(options: VlcLaunchOptions): Promise<Result<PlayerAdapter, Problem>> {
  const { runAs } = options
  const env = environmentFor(runAs)
  const port = await freePort()
  const password = randomBytes(16).toString('hex')
  const place = await makeVlcPlace({ port, password, env, runAs })
  if (!place.ok) return place
  const launched = await start({ ...options, env, port, password, place: place.value })
  if (!launched.ok) await place.value.remove()
  return launched
}

interface Start extends VlcLaunchOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly port: number
  readonly password: string
  readonly place: VlcPlace
  /** What was left out of the viewer's options so far. */
  readonly dropped?: readonly Problem[]
}

async function start(attempt: Start): Promise<Result<PlayerAdapter, Problem>> {
  const { clock, port, password, place } = attempt
  const spawned = await spawnAny(attempt)
  if (!spawned.ok) return spawned
  const vlc = spawned.value
  const client = new VlcClient({ host: '127.0.0.1', port, password }, clock)
  const introduction = await untilItAnswers(attempt, vlc, client)
  if (introduction === null) {
    client.close()
    return explainEnd(attempt, vlc)
  }
  await Promise.race([vlc.started, vlc.ended, pause(STARTED_MS, clock)])
  const news = place.news === null ? noNews : listenForNews(place.news)
  const { dropped = [] } = attempt
  return success(
    new VlcPlayer(launchedHost({ client, clock, port, introduction, vlc, place, news, dropped })),
  )
}

async function spawnAny(attempt: Start): Promise<Result<VlcProcess, Problem>> {
  const { path, extraArgs = [], env, runAs, clock, place } = attempt
  const args = ['--config', place.config, ...extraArgs]
  for (const candidate of vlcCandidates(process.platform, path)) {
    const spawned = await spawnVlc({ path: candidate, args, env, runAs, clock })
    if (spawned.ok) return spawned
    if (spawned.problem !== 'ENOENT') return failure(problems.wrongPath(candidate, inWords(spawned.problem)))
  }
  return failure(
    path === undefined
      ? problems.notInstalled(process.platform)
      : problems.wrongPath(path, inWords('ENOENT')),
  )
}

/** What to try, in order: on two of three systems VLC is not on the PATH. */
export function vlcCandidates(platform: string, path: string | undefined): readonly string[] {
  if (path !== undefined) return [path]
  if (platform === 'darwin') return ['/Applications/VLC.app/Contents/MacOS/VLC', 'vlc']
  if (platform !== 'win32') return ['vlc']
  const folders = ['C:\\Program Files', 'C:\\Program Files (x86)']
  return [...folders.map((folder) => `${folder}\\VideoLAN\\VLC\\vlc.exe`), 'vlc.exe']
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is not a program that you may run',
  ENOEXEC: 'it is not a program for this machine',
}

const inWords = (code: string) => WORDS[code] ?? code

/**
 * The web interface comes before VLC's window, and the last thing that a starting VLC does is to play: a film that was
 * opened paused before that would play on. Where VLC does not say that it has started, this is long enough.
 */
const STARTED_MS = 2000
/** How often a page that is not there yet is asked for. */
const RETRY_MS = 50

/** Null: it has ended, or the time is over. */
async function untilItAnswers(
  { clock, startTimeoutMs = START_TIMEOUT_MS }: Start,
  vlc: VlcProcess,
  client: VlcClient,
): Promise<Introduction | null> {
  const endsAtMs = clock.nowMs() + startTimeoutMs
  while (!vlc.hasEnded() && clock.nowMs() < endsAtMs) {
    const introduction = await introduce(client, endsAtMs - clock.nowMs())
    if (introduction.ok) return introduction.value
    await pause(RETRY_MS, clock)
  }
  return null
}

/** VLC for Debian and others: "VLC is not supposed to be run as root. Sorry." */
const REFUSES_ROOT = /not supposed to be run as root/i
const REFUSES_OPTION = /unknown option|missing mandatory argument|option .* is ambiguous/i

/** An option of the viewer that VLC refuses is left out, and they are told. */
async function explainEnd(attempt: Start, vlc: VlcProcess): Promise<Result<PlayerAdapter, Problem>> {
  const { startTimeoutMs = START_TIMEOUT_MS, extraArgs = [], dropped = [] } = attempt
  const hadEnded = vlc.hasEnded()
  vlc.kill()
  await vlc.ended
  const words = vlc.complaints()
  const refused = words.find((line) => REFUSES_OPTION.test(line))
  const theirs = refused === undefined ? undefined : refusedArgument(refused, extraArgs)
  if (hadEnded && refused !== undefined && theirs !== undefined) {
    const kept = extraArgs.filter((argument) => argument !== theirs)
    return start({
      ...attempt,
      extraArgs: kept,
      dropped: [...dropped, problems.optionDropped(theirs, refused)],
    })
  }
  return failure(
    hadEnded
      ? whyItEnded(attempt, words)
      : problems.startTooSlow(startTimeoutMs / 1000, words.at(-1) ?? null),
  )
}

function whyItEnded({ path }: Start, words: readonly string[]): Problem {
  if (words.some((line) => REFUSES_ROOT.test(line))) return problems.refusesRoot()
  const refused = words.find((line) => REFUSES_OPTION.test(line))
  return refused === undefined
    ? problems.startFailed(words.at(-1) ?? null, path)
    : problems.optionRefused(refused)
}

/** VLC quotes the argument as it was given: "unknown option or missing mandatory argument `--such-thing=1'". */
const refusedArgument = (words: string, args: readonly string[]): string | undefined =>
  args.find((argument) => words.includes(`\`${argument}'`))

function environmentFor(runAs: RunAs | undefined): Start['env'] {
  const env = playerEnvironment(process.env)
  if (runAs === undefined) return env
  const { home } = runAs
  // Nothing there points into the folders of the user who started us.
  const ours = new Set(['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'DBUS_SESSION_BUS_ADDRESS'])
  const kept = Object.entries(env).filter(([name]) => !ours.has(name))
  return { ...Object.fromEntries(kept), HOME: home, XDG_RUNTIME_DIR: home }
}

/** Free a moment ago; another program would have to take this very one before VLC does. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

const pause = (ms: number, clock: Clock): Promise<void> =>
  new Promise((resolve) => void clock.after(ms, resolve))
