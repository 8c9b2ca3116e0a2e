import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { wallNowMs } from '../../platform/wallClock.ts'
import { thisMachine } from '../support/machine.ts'
import { benchHelp, readBenchOptions, type BenchOptions } from './options.ts'
import { pieces, type PieceName } from './pieces.ts'
import { keepResults, section, type MeasuredPiece } from './results.ts'

const options = readBenchOptions(process.argv.slice(2), 1 + (wallNowMs() % 1_000_000))
if (!options.ok) {
  console.error(`${options.problem.sentence} ${options.problem.nextStep}`)
  process.exit(2)
}
if (options.value.help) console.log(benchHelp())
else for (const name of options.value.pieces) await measure(name, options.value)

async function measure(name: PieceName, { seed, seconds, frames, out }: BenchOptions): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'lockstep-bench-'))
  const { cores, node, loadBefore } = thisMachine()
  try {
    const figures = await pieces[name].run({ seed, seconds, frames, scratch })
    const length = name === 'fuzz' ? `--frames ${frames}` : `--seconds ${seconds}`
    const command = `npm run bench:server -- ${name} ${length} --seed ${seed}`
    const date = new Date(wallNowMs()).toISOString().slice(0, 10)
    const measured: MeasuredPiece = { command, date, cores, node, loadBefore, figures: [...figures] }
    console.log(section(name, measured))
    if (out !== null) keepResults(out, name, measured)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
