import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { untilStopped } from '../../demo/run/untilStopped.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import { measure } from './measure.ts'
import { benchHelp, readBenchOptions, type BenchOptions } from './options.ts'
import { reportJson, type BenchReport } from './report.ts'
import { reportMarkdown, reportText } from './tables.ts'

const say = (line: string) => console.error(`bench: ${line}`)

const stoppedEarly = failure({
  code: 'stopped',
  sentence: 'The bench was stopped before its end.',
  nextStep: '',
})

const args = process.argv.slice(2)
const read = readBenchOptions(args, 1 + Math.floor(Math.random() * 1_000_000))
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(benchHelp())
} else {
  process.exitCode = await perform(read.value)
}

async function perform(options: BenchOptions): Promise<number> {
  if (options.line !== null) say(`seed ${options.seed}`)
  const command = ['npm run bench:sync', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  const date = new Date().toISOString().slice(0, 10)
  const report = await untilStopped<Result<BenchReport, Problem>>(
    (surroundings) => measure({ options, command, date, onProgress: say, ...surroundings }),
    stoppedEarly,
  )
  if (report.ok) {
    await give(report.value, options)
    return 0
  }
  say(explain(report.problem))
  return 1
}

async function give(report: BenchReport, { json, out }: BenchOptions): Promise<void> {
  process.stdout.write(json ? `${reportJson(report)}\n` : reportText(report))
  if (out === null) return
  await mkdir(dirname(out), { recursive: true })
  await writeFile(`${out}.md`, reportMarkdown(report))
  await writeFile(`${out}.json`, `${reportJson(report, 2)}\n`)
}
