import { explain } from '../protocol/problem.ts'
import { runDemo, stoppedResult } from './run/demo.ts'
import { createFace } from './run/face.ts'
import { demoHelp, readOptions, type DemoOptions } from './run/options.ts'
import { untilStopped } from './run/untilStopped.ts'

const say = (line: string) => console.error(`demo: ${line}`)

const read = readOptions(process.argv.slice(2))
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(demoHelp())
} else {
  process.exitCode = await perform(read.value)
}

/** Runs the demo and tells the exit code. */
async function perform(options: DemoOptions): Promise<number> {
  const { stdin, stdout, stderr } = process
  const colours = stdout.isTTY && !process.env['NO_COLOR']
  const face = createFace({ json: options.json, stdin, stdout, stderr, colours })
  const result = await untilStopped((surroundings) => {
    surroundings.ending.add(() => Promise.resolve(face.close()))
    return runDemo({ options, face, ...surroundings })
  }, stoppedResult(options))
  if (result.ok) return 0
  say(explain(result.problem))
  return 1
}
