import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { demoReportSchema, type DemoReport } from '../../../demo/run/report.ts'

/** The demo as somebody runs it, with what it says so far. */
export interface DemoRun {
  readonly pid: number
  /** Complete lines on stdout. */
  lines(): readonly string[]
  said(): string
  readonly ended: Promise<number | null>
  kill(signal: NodeJS.Signals): void
}

const root = join(import.meta.dirname, '..', '..', '..')

export function runDemo(args: readonly string[], env: NodeJS.ProcessEnv = {}): DemoRun {
  const child = spawn(process.execPath, [join(root, 'demo', 'cli.ts'), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return {
    pid: child.pid ?? 0,
    lines: () => printed.split('\n').slice(0, -1),
    said: () => said,
    ended: new Promise((resolve) => child.once('close', (code) => resolve(code))),
    kill: (signal) => void child.kill(signal),
  }
}

/** What a line of `--json` says; throws when it is not exactly that. */
export const reportIn = (line: string | undefined): DemoReport =>
  demoReportSchema.parse(JSON.parse(line ?? ''))

/** All processes below one, at any depth. */
export function descendants(pid: number): readonly number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []))
  return below(pid)
}

/** Those of the processes that still run; one that only waits to be buried does not. */
export function running(pids: readonly number[]): readonly number[] {
  const rows = execFileSync('ps', ['-e', '-o', 'pid=,stat='], { encoding: 'utf8' }).trim().split('\n')
  const alive = rows.map((row) => row.trim().split(/\s+/)).filter(([, state = '']) => !state.startsWith('Z'))
  return alive.map(([pid]) => Number(pid)).filter((pid) => pids.includes(pid))
}
