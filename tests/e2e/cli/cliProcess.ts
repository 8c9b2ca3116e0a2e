import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'

const entry = join(import.meta.dirname, '..', '..', '..', 'companion', 'cli.ts')

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-cli-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface CliOptions {
  /** LOCKSTEP_HOME; a new one when absent. */
  readonly home?: string
  readonly env?: NodeJS.ProcessEnv
  /** What stands on stdin; it ends afterwards. Absent = /dev/null. */
  readonly input?: string
  /** Leaves stdin open for the test to write to. */
  readonly keepStdin?: boolean
}

/** The real command line in a process of its own, ended with the test at the latest. */
export interface CliProcess {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves with the exit code, -1 for a signal. */
  readonly ended: Promise<number>
  /** Waits until the output contains `text`, or throws with what there was. */
  says(text: string | RegExp, withinMs?: number): Promise<void>
}

export function startCli(args: readonly string[], options: CliOptions = {}): CliProcess {
  return watch(process.execPath, [entry, ...args], options)
}

/** The same in a terminal of its own: `script` makes one. Everything arrives on stdout. */
export const startCliInTerminal = (args: readonly string[], options: CliOptions = {}): CliProcess =>
  startNodeInTerminal([entry, ...args], options)

export function startNodeInTerminal(args: readonly string[], options: CliOptions = {}): CliProcess {
  const quoted = [process.execPath, ...args].map((word) => `'${word}'`).join(' ')
  return watch('script', ['-qefc', quoted, '/dev/null'], { ...options, keepStdin: true })
}

function watch(program: string, args: readonly string[], options: CliOptions): CliProcess {
  const { home = temporaryFolder(), env = {}, input, keepStdin = false } = options
  const child = spawn(program, args, {
    env: { ...process.env, LOCKSTEP_HOME: home, LOCKSTEP_PASSWORD: undefined, TERM: 'xterm', ...env },
    stdio: [input === undefined && !keepStdin ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  const heard = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (heard.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (heard.stderr += text))
  child.stdin?.on('error', () => undefined)
  if (input !== undefined) child.stdin?.end(input)
  const ended = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)))
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 4000))])
    child.kill('SIGKILL')
  })
  const says = async (text: string | RegExp, withinMs = 20_000) => {
    const all = () => heard.stdout + heard.stderr
    const deadline = performance.now() + withinMs
    while (!(typeof text === 'string' ? all().includes(text) : text.test(all()))) {
      if (performance.now() > deadline) throw new Error(`waited for ${String(text)}, got:\n${all()}`)
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  return { child, ended, says, stdout: () => heard.stdout, stderr: () => heard.stderr }
}

export interface CliOutcome {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. Whatever it does, it shows no stack and no secret. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliOutcome> {
  const cli = startCli(args, options)
  const code = await cli.ended
  const outcome = { code, stdout: cli.stdout(), stderr: cli.stderr() }
  expectNoStack(outcome)
  return outcome
}

function expectNoStack({ stdout, stderr }: Omit<CliOutcome, 'code'>): void {
  expect(`${stdout}\n${stderr}`).not.toMatch(/^\s+at .*[:(]\d+|node:internal|undefined/m)
}

/** The command ended with this exit code and said these words on stderr. */
export function expectRefusal(outcome: CliOutcome, code: number, words: string): void {
  expect(outcome.stderr).toContain(words)
  expect(outcome.code).toBe(code)
}
