import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { untilStopped, type Surroundings } from '../../demo/run/untilStopped.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'

/** A bench with players, as `runBench` makes a program of it. */
export interface Bench<Options extends BenchOutput, Report> {
  /** As in `npm run bench:<name>`. */
  readonly name: string
  /** Reads the command line; `freshSeed` is used where none is named. */
  read(args: readonly string[], freshSeed: number): Result<Options, Problem>
  help(): string
  measure(running: Running<Options>): Promise<Result<Report, Problem>>
  /** What is printed. */
  print(report: Report, options: Options): string
  /** What is written with `--out`, by the ending of the file. */
  files(report: Report): Readonly<Record<string, string>>
  /** 0 = measured, or all as it was to be. */
  exitCode(report: Report): 0 | 1
}

/** What every such bench has among its options. */
export interface BenchOutput {
  /** Path without an ending, for the results; null = they are only printed. */
  readonly out: string | null
  readonly help: boolean
}

/** One run: what was asked for, and by which words. */
export interface Running<Options> extends Surroundings {
  readonly options: Options
  /** As one would type it. */
  readonly command: string
  /** YYYY-MM-DD. */
  readonly date: string
  readonly onProgress: (words: string) => void
}

const stoppedEarly = failure({
  code: 'stopped',
  sentence: 'The bench was stopped before its end.',
  nextStep: '',
})

const say = (line: string) => console.error(`bench: ${line}`)

/** Runs a bench with the arguments of this process; resolves to the exit code. */
export async function runBench<Options extends BenchOutput, Report>(
  bench: Bench<Options, Report>,
  args: readonly string[] = process.argv.slice(2),
): Promise<number> {
  const read = bench.read(args, 1 + Math.floor(Math.random() * 1_000_000))
  if (!read.ok) return complain(read.problem, 2)
  if (read.value.help) {
    process.stdout.write(bench.help())
    return 0
  }
  const command = [`npm run bench:${bench.name}`, ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  const running = {
    options: read.value,
    command,
    date: new Date().toISOString().slice(0, 10),
    onProgress: say,
  }
  const report = await untilStopped<Result<Report, Problem>>(
    (surroundings) => bench.measure({ ...running, ...surroundings }),
    stoppedEarly,
  )
  if (!report.ok) return complain(report.problem, 1)
  process.stdout.write(bench.print(report.value, read.value))
  if (read.value.out !== null) await write(read.value.out, bench.files(report.value))
  return bench.exitCode(report.value)
}

function complain(problem: Problem, exitCode: number): number {
  say(explain(problem))
  return exitCode
}

async function write(out: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(dirname(out), { recursive: true })
  for (const [ending, text] of Object.entries(files)) await writeFile(`${out}.${ending}`, text)
}
