import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { Socket } from 'node:net'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { LIFELINE_FD } from './mpvArguments.ts'
import { playerEnvironment } from './playerEnvironment.ts'
import { programPath } from './programPath.ts'

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: string | null
}

/** A player process of ours: it never outlives us, and what it said last is kept. */
export interface MpvProcess {
  readonly pid: number | null
  /** The program that runs, as a path where that is known. */
  readonly program: string
  /** Settles when it has ended and all its output has been read. */
  readonly ended: Promise<ProcessEnd>
  hasEnded(): boolean
  /** The last lines of its output, oldest first. */
  lines(): readonly string[]
  /** The very last line, unless it is too old to explain what happens now. */
  lastWords(): string | null
  /** Each line as it comes. */
  onLine(listener: (line: string) => void): Cancel
  /** SIGTERM, then SIGKILL. Resolves when it has ended. */
  terminate(): Promise<void>
  kill(): void
}

const KEPT_LINES = 50
/** About connections to itself: why they broke is said elsewhere. */
const OF_CONTROL = /^\[ipc_\d/
/** PipeWire writes into the same pipe, `[E][15406.894607] pw.conf | ...`, whenever MPV looks for a sound device. */
const OF_PIPEWIRE = /^\[[EWIDT]\]\[\d+\.\d+\]/

const isItsOwn = (line: string) => line.trim() !== '' && !OF_CONTROL.test(line) && !OF_PIPEWIRE.test(line)
/** Words older than that are about something else. */
const RECENT_MS = 30_000
/** A player that still plays its last sound needs some 100 ms; this is five times that. */
const POLITE_MS = 500
/** The output may be held open by a grandchild after the player has ended. */
const OUTPUT_MS = 300

/** The failure is the system's own code, such as `ENOENT`. */
export function spawnMpv(
  path: string,
  args: readonly string[],
  clock: Clock,
): Promise<Result<MpvProcess, string>> {
  return new Promise((resolve) => {
    const child = spawn(path, args, {
      env: { ...playerEnvironment(process.env) },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
      shell: false,
    })
    child.once('error', (error: NodeJS.ErrnoException) => resolve(failure(error.code ?? error.message)))
    child.once('spawn', () => {
      holdLifeline(child)
      resolve(success({ ...watch(child, clock), program: programPath(path, process.env['PATH']) }))
    })
  })
}

/** MPV takes it for one more control connection, so what it says there is read and dropped. */
function holdLifeline(child: ChildProcess): void {
  const lifeline = child.stdio[LIFELINE_FD]
  if (!(lifeline instanceof Socket)) return
  // It breaks when MPV ends, which is noticed elsewhere.
  lifeline.on('error', () => {}).resume()
  lifeline.write('{"command":["disable_event","all"]}\n')
}

function watch(child: ChildProcess, clock: Clock): Omit<MpvProcess, 'program'> {
  const lines: string[] = []
  let spokenAtMs = 0
  const listeners = new Set<(line: string) => void>()
  const keep = (text: string) => {
    const spoken = text.split(/[\r\n]+/).filter(isItsOwn)
    if (spoken.length === 0) return
    spokenAtMs = clock.nowMs()
    lines.push(...spoken)
    lines.splice(0, lines.length - KEPT_LINES)
    for (const line of spoken) for (const listener of [...listeners]) listener(line)
  }
  for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', keep)

  // The last resort: whatever ends this process ends the player with it.
  const killOnExit = () => void child.kill('SIGKILL')
  process.once('exit', killOnExit)
  const ended = endOf(child, clock)
  void ended.then(() => process.off('exit', killOnExit))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null

  const terminate = async () => {
    if (!hasEnded()) child.kill('SIGTERM')
    const cancel = clock.after(POLITE_MS, () => void child.kill('SIGKILL'))
    await ended
    cancel()
  }
  return {
    pid: child.pid ?? null,
    ended,
    hasEnded,
    lines: () => lines,
    onLine: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    lastWords: () => (clock.nowMs() - spokenAtMs < RECENT_MS ? (lines.at(-1) ?? null) : null),
    terminate,
    kill: () => void child.kill('SIGKILL'),
  }
}

function endOf(child: ChildProcess, clock: Clock): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const done = () => resolve({ code, signal })
      const cancel: Cancel = clock.after(OUTPUT_MS, done)
      child.once('close', () => {
        cancel()
        done()
      })
    })
  })
}
