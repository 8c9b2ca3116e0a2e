import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { untilStopped } from '../../demo/run/untilStopped.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import { measureScreen } from './measure.ts'
import { readScreenOptions, screenHelp, type ScreenOptions } from './options.ts'
import { screenJson, screenMarkdown, type ScreenReport } from './report.ts'

const say = (line: string) => console.error(`bench: ${line}`)

const stoppedEarly = failure({
  code: 'stopped',
  sentence: 'The bench was stopped before its end.',
  nextStep: '',
})

const args = process.argv.slice(2)
const read = readScreenOptions(args)
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(screenHelp())
} else {
  process.exitCode = await perform(read.value)
}

async function perform(options: ScreenOptions): Promise<number> {
  const command = ['npm run bench:screen', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  const date = new Date().toISOString().slice(0, 10)
  const report = await untilStopped<Result<ScreenReport, Problem>>(
    (surroundings) => measureScreen({ options, command, date, onProgress: say, ...surroundings }),
    stoppedEarly,
  )
  if (report.ok) {
    await give(report.value, options)
    return 0
  }
  say(explain(report.problem))
  return 1
}

async function give(report: ScreenReport, { json, out }: ScreenOptions): Promise<void> {
  process.stdout.write(json ? `${screenJson(report)}\n` : screenMarkdown(report))
  if (out === null) return
  await mkdir(dirname(out), { recursive: true })
  await writeFile(`${out}.md`, screenMarkdown(report))
  await writeFile(`${out}.json`, `${screenJson(report, 2)}\n`)
}
