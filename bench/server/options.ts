import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { outputFlags, readWords, refusedBy } from '../support/readFlags.ts'
import { isPieceName, pieces, type PieceName } from './pieces.ts'

export interface BenchOptions {
  readonly pieces: readonly PieceName[]
  readonly seconds: number
  readonly frames: number
  readonly seed: number
  /** Path without an ending: figures are put into PATH.json, beside those of other pieces, and PATH.md shows all. */
  readonly out: string | null
  readonly help: boolean
}

/** Reads the command line; `freshSeed` is used when none is named. */
export function readBenchOptions(args: readonly string[], freshSeed: number): Result<BenchOptions, Problem> {
  const parsed = readWords(args, flags, badOption)
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const unknown = positionals.find((name) => !isPieceName(name))
  if (unknown !== undefined) return failure(badOption(`There is no piece "${unknown}".`))
  const [seconds, seed] = [Number(values.seconds), Number(values.seed ?? freshSeed)]
  const frames = Number(values.frames)
  if (!(seconds >= 1 && seconds <= 7200)) return failure(badOption('--seconds: a number from 1 to 7200.'))
  if (!Number.isSafeInteger(seed) || seed < 1) return failure(badOption('--seed: a whole number from 1.'))
  if (!Number.isSafeInteger(frames) || frames < 1000)
    return failure(badOption('--frames: a whole number from 1000.'))
  const named = positionals.filter(isPieceName)
  const usual = Object.keys(pieces)
    .filter(isPieceName)
    .filter((name) => name !== 'soak')
  return success({
    pieces: named.length > 0 ? named : usual,
    seconds,
    frames,
    seed,
    out: values.out ?? null,
    help: values.help,
  })
}

const flags = {
  seconds: { type: 'string', default: '20' },
  seed: { type: 'string' },
  frames: { type: 'string', default: '1000000' },
  ...outputFlags,
} as const

const badOption = refusedBy('server')

export const benchHelp = (): string => `What the session server carries, measured from outside.

  npm run bench:server                              all pieces but the soak, one after the other
  npm run bench:server -- relay-500 --seconds 40    one of them, for longer
  npm run bench:server -- soak --seconds 3600       an hour of people who come and go

Server, load generator and the bare relay beside which latencies are judged are processes of their own on this machine.

Pieces
${Object.entries(pieces)
  .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}`)
  .join('\n')}

Options
  --seconds N   how long each load is measured (20)
  --frames N    how many hostile frames are sent (1000000)
  --seed N      the same order of events as in another run
  --out PATH    puts the figures into PATH.json, beside those of other pieces, and shows all in PATH.md
  --help        this page

Exit codes: 0 measured, 1 something failed to run, 2 the command line was not understood. Figures that miss a claim are
marked as such and are no failure: they are what was asked for.
`
