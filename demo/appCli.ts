import { explain } from '../protocol/problem.ts'
import { demoAppHelp, readDemoAppOptions } from './run/app/options.ts'
import { runDemoApp } from './run/app/demoApp.ts'
import { untilStopped } from './run/untilStopped.ts'
import { success } from '../protocol/result.ts'

const say = (line: string) => void process.stderr.write(`${line}\n`)

const read = readDemoAppOptions(process.argv.slice(2))
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(demoAppHelp())
} else {
  const result = await untilStopped(
    (surroundings) => runDemoApp({ options: read.value, say, ...surroundings }),
    success(undefined),
  )
  if (!result.ok) {
    say(explain(result.problem))
    process.exitCode = 1
  }
}
