import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { outputFlags, readFlags, refusedBy } from '../support/readFlags.ts'
import type { BenchOutput } from '../support/runBench.ts'

export interface UiBenchOptions extends BenchOutput {
  /** How often each thing is done; the median counts. */
  readonly rounds: number
  /** Films in the library. */
  readonly films: number
  /** How long the room's screen is watched, s. */
  readonly seconds: number
  /** Of how many hours the updates are drawn while the heap of the room's screen is looked at. */
  readonly hours: number
}

const bounds = { rounds: [1, 100], films: [100, 100_000], seconds: [1, 7200], hours: [1, 24] } as const

export function readUiOptions(args: readonly string[]): Result<UiBenchOptions, Problem> {
  const parsed = readFlags(args, flags, badOption)
  if (!parsed.ok) return parsed
  const { out = null, help } = parsed.value
  const numbers = { rounds: 0, films: 0, seconds: 0, hours: 0 }
  for (const name of ['rounds', 'films', 'seconds', 'hours'] as const) {
    const [least, most] = bounds[name]
    const value = Number(parsed.value[name])
    if (!Number.isInteger(value) || value < least || value > most) {
      return failure(badOption(`--${name} ${parsed.value[name]}: from ${least} to ${most} are wanted.`))
    }
    numbers[name] = value
  }
  return success({ ...numbers, out, help })
}

const flags = {
  rounds: { type: 'string', default: '5' },
  films: { type: 'string', default: '10000' },
  seconds: { type: 'string', default: '20' },
  hours: { type: 'string', default: '1' },
  ...outputFlags,
} as const

const badOption = refusedBy('ui')

export const uiHelp =
  (): string => `The app's windows in a real browser: what they weigh, how soon they are there, and whether they are smooth.

  npm run bench:ui                         everything, five times each

The app, its browser shell and the sample library are real; the library is filled up with invented films.

Options
  --rounds N     how often each thing is done; the median counts (5)
  --films N      films in the library (10000)
  --seconds N    how long a room of 20 is watched (20)
  --hours N      of how many hours its updates are drawn, as quickly as they can be, for the heap (1)
  --out PATH     also writes PATH.md and PATH.json
  --help         this page
`
