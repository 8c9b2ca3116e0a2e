import type { PlayerAdapter, PlayerEvent } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { makeControlPlace, takeControlPlace } from './controlPlace.ts'
import type { ControlPlace } from './controlPlace.ts'
import type { IpcClient } from './ipcClient.ts'
import { connectIpc } from './ipcConnect.ts'
import { launchedHost } from './launchedHost.ts'
import {
  argumentsSetting,
  isOurs,
  mpvArguments,
  mpvCandidates,
  pictureArguments,
  refusedOption,
  wantsWindow,
} from './mpvArguments.ts'
import { introduce } from './mpvIntroduction.ts'
import { MpvPlayer } from './mpvPlayer.ts'
import * as problems from './mpvProblems.ts'
import { spawnMpv } from './mpvProcess.ts'
import type { MpvProcess } from './mpvProcess.ts'
import { addSpeedFilter } from './mpvSettings.ts'
import { isInvisible, untilWindow, windowFailure } from './mpvWindow.ts'

export interface MpvLaunchOptions {
  readonly clock: Clock
  /** The mpv program; without it MPV is looked for where systems install it. */
  readonly path?: string
  /** Options of the viewer, after ours, so that they win. */
  readonly extraArgs?: readonly string[]
  /** Where MPV shall listen; without it in a new private folder. */
  readonly control?: string
  /** Default 10,000 ms: a cold start on a slow disk takes some seconds. */
  readonly startTimeoutMs?: number
}

const START_TIMEOUT_MS = 10_000

/**
 * Starts an MPV of our own, with the viewer's configuration and a window, and resolves when it obeys. It ends with
 * `close()`, and whatever ends this process ends it too. Nothing secret is in its arguments: media is loaded over
 * its control socket.
 */
export async function launchMpv(options: MpvLaunchOptions): Promise<Result<PlayerAdapter, Problem>> {
  const { control, clock } = options
  const place = await (control === undefined ? makeControlPlace() : takeControlPlace(control, clock))
  if (!place.ok) return place
  const launched = await start({ ...options, place: place.value, refused: new Set() })
  if (!launched.ok) await place.value.remove()
  return launched
}

interface Start extends MpvLaunchOptions {
  readonly place: ControlPlace
  readonly refused: ReadonlySet<string>
  /** What was left out of the viewer's wishes so far. */
  readonly dropped?: readonly Problem[]
}

async function start(attempt: Start): Promise<Result<PlayerAdapter, Problem>> {
  const { clock, place, refused, extraArgs = [], startTimeoutMs = START_TIMEOUT_MS } = attempt
  const spawned = await spawnAny(
    attempt,
    mpvArguments({ platform: process.platform, control: place.path, extraArgs, refused }),
  )
  if (!spawned.ok) return spawned
  const mpv = spawned.value
  const endsAtMs = clock.nowMs() + startTimeoutMs
  const giveUp = () => mpv.hasEnded() || bindFailure(mpv) !== null
  const ipc = await connectIpc({ path: place.path, clock, deadlineMs: startTimeoutMs, giveUp })
  if (ipc.ok) return adopt(attempt, { mpv, ipc: ipc.value, endsAtMs })
  if (!mpv.hasEnded()) return giveUpOn(attempt, mpv)
  await mpv.ended
  return explainEnd(attempt, mpv)
}

async function spawnAny(attempt: Start, args: readonly string[]): Promise<Result<MpvProcess, Problem>> {
  const { path, clock } = attempt
  for (const candidate of mpvCandidates(process.platform, path)) {
    const spawned = await spawnMpv(candidate, args, clock)
    if (spawned.ok) return spawned
    if (spawned.problem !== 'ENOENT') return failure(problems.wrongPath(candidate, inWords(spawned.problem)))
  }
  return failure(
    path === undefined
      ? problems.notInstalled(process.platform)
      : problems.wrongPath(path, inWords('ENOENT')),
  )
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'it is not a program that you may run',
  ENOEXEC: 'it is not a program for this machine',
}

const inWords = (code: string) => WORDS[code] ?? code

const bindFailure = (mpv: MpvProcess) =>
  mpv.lines().find((line) => line.includes('Could not bind IPC socket')) ?? null

async function giveUpOn(attempt: Start, mpv: MpvProcess): Promise<Result<never, Problem>> {
  const { place, startTimeoutMs = START_TIMEOUT_MS } = attempt
  const unbound = bindFailure(mpv)
  const words = mpv.lines().at(-1) ?? null
  mpv.kill()
  await mpv.ended
  return failure(
    unbound === null
      ? problems.startTooSlow(startTimeoutMs / 1000, words)
      : problems.controlUnusable(place.path, unbound),
  )
}

/** What refused an option is started again without it; the viewer is told when it was theirs. */
function explainEnd(attempt: Start, mpv: MpvProcess): Promise<Result<PlayerAdapter, Problem>> {
  const { refused, extraArgs = [], path } = attempt
  const option = refusedOption(mpv.lines())
  if (option === null) {
    return Promise.resolve(failure(problems.startFailed(mpv.lines().at(-1) ?? null, path)))
  }
  const theirs = argumentsSetting(option.name, extraArgs)
  if (theirs.length > 0) {
    return startWithout(attempt, theirs, (argument) => problems.optionDropped(argument, option.words))
  }
  return isOurs(option.name) && !refused.has(option.name)
    ? start({ ...attempt, refused: new Set([...refused, option.name]) })
    : Promise.resolve(failure(problems.optionRefused(option.words)))
}

function startWithout(
  attempt: Start,
  unwanted: readonly string[],
  explain: (argument: string) => Problem,
): Promise<Result<PlayerAdapter, Problem>> {
  const { extraArgs = [], dropped = [] } = attempt
  const kept = extraArgs.filter((argument) => !unwanted.includes(argument))
  return start({ ...attempt, extraArgs: kept, dropped: [...dropped, ...unwanted.map(explain)] })
}

/** An MPV that listens, and until when it may take to answer, ms of the clock. */
interface Listening {
  readonly mpv: MpvProcess
  readonly ipc: IpcClient
  readonly endsAtMs: number
}

async function adopt(
  attempt: Start,
  { mpv, ipc, endsAtMs }: Listening,
): Promise<Result<PlayerAdapter, Problem>> {
  const { place, clock, extraArgs = [] } = attempt
  const wish = { clock, isWanted: wantsWindow(extraArgs) }
  // MPV listens before it opens its window, and answers after: a driver that it tries first may take seconds.
  const introduction = await introduce(ipc, Math.max(0, endsAtMs - clock.nowMs()))
  const window = introduction === null ? { failed: windowFailure(mpv) } : await untilWindow(ipc, mpv, wish)
  if (introduction === null || 'failed' in window) {
    ipc.close()
    return 'failed' in window && window.failed !== null
      ? startWithAnotherWindow(attempt, mpv, window.failed)
      : giveUpOn(attempt, mpv)
  }
  await addSpeedFilter(ipc)
  const { name, pid } = introduction
  const identity = { pid: pid ?? mpv.pid, control: place.path, launched: true, program: mpv.program }
  const news = newsOfStart(attempt, window.output)
  return success(new MpvPlayer(launchedHost({ ipc, clock, identity, name, mpv, place, news })))
}

/** Without the output that the viewer asked for, else with any that there is; a film that nobody sees is no use. */
async function startWithAnotherWindow(
  attempt: Start,
  mpv: MpvProcess,
  words: string,
): Promise<Result<PlayerAdapter, Problem>> {
  mpv.kill()
  await mpv.ended
  const { extraArgs = [], dropped = [] } = attempt
  const theirs = pictureArguments(extraArgs)
  if (theirs.includes(ANY_OUTPUT)) return failure(problems.noPicture(words))
  if (theirs.length > 0) {
    return startWithout(attempt, theirs, (argument) => problems.optionDropped(argument, words))
  }
  const told = [...dropped, problems.pictureChosenAnew(words)]
  return start({ ...attempt, extraArgs: [...extraArgs, ANY_OUTPUT], dropped: told })
}

/** An empty list is MPV's "try all". */
const ANY_OUTPUT = '--vo='

function newsOfStart({ dropped = [] }: Start, output: string | null): readonly PlayerEvent[] {
  const isLost = isInvisible(output, process.platform, process.env)
  return [
    ...dropped.map((problem): PlayerEvent => ({ kind: 'option-dropped', problem })),
    ...(isLost ? [{ kind: 'impaired', what: 'no-picture', problem: problems.noDisplay() } as const] : []),
  ]
}
