import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { failure, success } from '../../protocol/result.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { Clock } from '../../sync/clock.ts'
import { programPath } from '../mpv/programPath.ts'
import type { RunAs } from './vlcPlace.ts'

export interface VlcSpawn {
  readonly path: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly runAs: RunAs | undefined
  readonly clock: Clock
}

export interface ProcessEnd {
  readonly code: number | null
  readonly signal: string | null
}

/** A VLC of ours: it never outlives us, and what it said last is kept. */
export interface VlcProcess {
  readonly pid: number | null
  /** The program that runs, as a path where that is known. */
  readonly program: string
  /** Settles when it says that all its interfaces are there; never, where it says nothing. */
  readonly started: Promise<void>
  readonly ended: Promise<ProcessEnd>
  hasEnded(): boolean
  /** What it complained about, oldest first. */
  complaints(): readonly string[]
  /** The last complaint since an instant of the local clock. */
  readonly complaintSince: (sinceMs: number, about?: RegExp) => string | null
  /** Each complaint as it comes. */
  onComplaint(listener: (words: string) => void): Cancel
  /** By word, then SIGTERM, then SIGKILL. Resolves when it has ended. */
  terminate(): Promise<void>
  kill(): void
}

const KEPT_LINES = 50
/** VLC closes its windows and outputs within some 200 ms. */
const POLITE_MS = 700

/** The failure is the system's own code, such as `ENOENT`. */
export function spawnVlc({ path, args, env, runAs, clock }: VlcSpawn): Promise<Result<VlcProcess, string>> {
  return new Promise((resolve) => {
    const user = runAs === undefined ? {} : { uid: runAs.uid, gid: runAs.gid }
    const child = spawn(path, args, {
      env: { ...env },
      ...user,
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
      shell: false,
    })
    child.once('error', (error: NodeJS.ErrnoException) => resolve(failure(error.code ?? error.message)))
    child.once('spawn', () =>
      resolve(success({ ...watch(child, clock), program: programPath(path, env['PATH']) })),
    )
  })
}

function watch(child: ChildProcess, clock: Clock): Omit<VlcProcess, 'program'> {
  const listeners = new Set<(words: string) => void>()
  const complaints: { readonly text: string; readonly atMs: number }[] = []
  let tellStarted = () => {}
  const started = new Promise<void>((resolve) => (tellStarted = resolve))
  readLines(child.stderr, (text) => {
    if (HAS_STARTED.test(text)) tellStarted()
    if (isNoise(text)) return
    complaints.push({ text, atMs: clock.nowMs() })
    complaints.splice(0, complaints.length - KEPT_LINES)
    for (const listener of [...listeners]) listener(text)
  })
  // It breaks when VLC ends, which is noticed below.
  child.stdin?.on('error', () => {})

  // The last resort where there is no lifeline: whatever ends this process ends the player with it.
  const killOnExit = () => void child.kill('SIGKILL')
  process.once('exit', killOnExit)
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      process.off('exit', killOnExit)
      resolve({ code, signal })
    })
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const terminate = async () => {
    child.stdin?.end()
    const cancels = [
      clock.after(POLITE_MS, () => void child.kill('SIGTERM')),
      clock.after(2 * POLITE_MS, () => void child.kill('SIGKILL')),
    ]
    await ended
    for (const cancel of cancels) cancel()
  }
  return {
    pid: child.pid ?? null,
    started,
    ended,
    hasEnded,
    onComplaint: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    complaints: () => complaints.map(({ text }) => text),
    complaintSince: (sinceMs, about) =>
      complaints.findLast(({ text, atMs }) => atMs >= sinceMs && (about?.test(text) ?? true))?.text ?? null,
    terminate,
    kill: () => void child.kill('SIGKILL'),
  }
}

function readLines(output: ChildProcess['stdout'], take: (line: string) => void): void {
  let rest = ''
  output?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split(/[\r\n]+/)
    rest = (lines.pop() ?? '').slice(-1000)
    for (const line of lines) if (line.trim() !== '') take(line.trim())
  })
}

/** The last thing that VLC does when it starts is to play its playlist, in which there is nothing (quirk VLC13). */
const HAS_STARTED = /playlist is empty/

/**
 * Every VLC says these: which of its remote controls found no desktop to connect to, which interface it took, that a
 * film was opened or sought while paused.
 */
const NOISE = [
  /interface error|libvlc error: interface|lua interface: |dummy interface: /,
  HAS_STARTED,
  /reading while paused/,
]

const isNoise = (line: string): boolean => NOISE.some((pattern) => pattern.test(line))
