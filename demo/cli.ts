import { createSystemClock } from '../platform/systemClock.ts'
import { explain, type Problem } from '../protocol/problem.ts'
import type { Result } from '../protocol/result.ts'
import { runDemo, stoppedResult } from './run/demo.ts'
import { createEnding } from './run/ending.ts'
import { createFace } from './run/face.ts'
import { demoHelp, readOptions, type DemoOptions } from './run/options.ts'
import { sleep } from './run/waiting.ts'

/** Ctrl-c is over within 3 s, whatever hangs: when this process leaves, every child goes with its group. */
const END_WITHIN_MS = 2700
const LEAVE_WITHIN_MS = 200

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

/** Runs the demo, ends all that it started, and tells the exit code. */
async function perform(options: DemoOptions): Promise<number> {
  const { stdin, stdout, stderr } = process
  const colours = stdout.isTTY && !process.env['NO_COLOR']
  const face = createFace({ json: options.json, stdin, stdout, stderr, colours })
  const clock = createSystemClock()
  const ending = createEnding('backwards')
  const stop = new AbortController()
  const stopped = new Promise<Result<void, Problem>>((resolve) => {
    stop.signal.addEventListener('abort', () => resolve(stoppedResult(options)))
  })
  stopWhenAsked(stop)
  const result = await Promise.race([runDemo({ options, face, clock, ending, stop }), stopped])
  // A step that is still under way starts nothing any more that would stay.
  stop.abort()
  face.close()
  await Promise.race([ending.end(), sleep(clock, END_WITHIN_MS)])
  clock.after(LEAVE_WITHIN_MS, () => process.exit())
  if (result.ok) return 0
  say(explain(result.problem))
  return 1
}

/** Any signal, however often, and a reader of our output who has left. */
function stopWhenAsked(stop: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  process.stdout.on('error', () => stop.abort())
}
