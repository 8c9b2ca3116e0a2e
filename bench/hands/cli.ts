import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { untilStopped } from '../../demo/run/untilStopped.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, type Result } from '../../protocol/result.ts'
import { thisMachine } from '../support/machine.ts'
import { handsHelp, readHandsOptions, type HandsBenchOptions } from './options.ts'
import { measureHands } from './measure.ts'
import type { HandsFigures } from './play.ts'

const say = (line: string) => console.error(`bench: ${line}`)

const stoppedEarly = failure({
  code: 'stopped',
  sentence: 'The bench was stopped before its end.',
  nextStep: '',
})

const args = process.argv.slice(2)
const read = readHandsOptions(args, 1 + Math.floor(Math.random() * 1_000_000))
if (!read.ok) {
  say(explain(read.problem))
  process.exitCode = 2
} else if (read.value.help) {
  process.stdout.write(handsHelp())
} else {
  process.exitCode = await perform(read.value)
}

async function perform(options: HandsBenchOptions): Promise<number> {
  say(`seed ${options.seed}`)
  const machine = thisMachine()
  const figures = await untilStopped<Result<HandsFigures, Problem>>(
    (surroundings) => measureHands(options, { ...surroundings, onProgress: say }),
    stoppedEarly,
  )
  if (!figures.ok) {
    say(explain(figures.problem))
    return 1
  }
  const text = reportOf(
    options,
    figures.value,
    `${machine.cores} cores, ${machine.system}, Node ${machine.node}`,
  )
  process.stdout.write(text)
  if (options.out !== null) {
    await mkdir(dirname(options.out), { recursive: true })
    await writeFile(`${options.out}.md`, text)
  }
  return figures.value.complaints.length === 0 ? 0 : 1
}

function reportOf(
  { players, seed }: HandsBenchOptions,
  { actions, gestures, complaints, slowestMs }: HandsFigures,
  machine: string,
): string {
  const command = ['npm run bench:hands', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  return [
    '# Random hands at real players',
    '',
    '```',
    command,
    '```',
    '',
    `${new Date().toISOString().slice(0, 10)}, players ${players.join(', ')}, seed ${seed}, ${machine}.`,
    '',
    `${actions} actions in ${gestures} gestures; the room was where the last one left it, with one request by whoever made it and nothing else, after ${gestures - complaints.length} of ${gestures}. All was quiet again after ${Math.round(slowestMs)} ms at the latest, of which 1200 ms are the quiet itself.`,
    '',
    ...complaints.map((complaint) => `- ${complaint}`),
    '',
  ].join('\n')
}
