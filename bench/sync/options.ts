import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { demoPlayerNames, type DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import { readPlayers } from '../../demo/run/players/readPlayers.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { outputFlags, readFlags, refusedBy } from '../support/readFlags.ts'
import type { BenchOutput } from '../support/runBench.ts'
import { parseDelay, perfectLine, type LineQuality } from '../support/lineQuality.ts'

export interface BenchOptions extends BenchOutput {
  /** Of each member from the start, in order. */
  readonly players: readonly DemoPlayer[]
  /** Null: no proxy at all, members reach the session server directly. */
  readonly line: LineQuality | null
  readonly seconds: number
  readonly rounds: number
  readonly seed: number
  readonly film: string
  readonly headless: boolean
  readonly json: boolean
}

const MEMBERS = { least: 2, most: 6 }

const bounds = {
  seconds: [3, 3600],
  rounds: [1, 50],
  seed: [1, 2 ** 31],
  stalls: [0, 100],
} as const

/** Reads the command line; `freshSeed` is used when none is named. */
export function readBenchOptions(args: readonly string[], freshSeed: number): Result<BenchOptions, Problem> {
  const parsed = readFlags(args, flags, badOption)
  if (!parsed.ok) return parsed
  const { jitter, film, headless, json, out = null, help, members, players, ...figures } = parsed.value
  const numbers = { ...figures, seed: figures.seed ?? String(freshSeed) }
  for (const [name, [least, most]] of Object.entries(bounds)) {
    const text = Object.entries(numbers).find(([key]) => key === name)?.[1] ?? ''
    if (!/^\d+(\.\d+)?$/.test(text) || Number(text) < least || Number(text) > most) {
      return failure(badOption(`--${name} ${text}: a number from ${least} to ${most} is wanted.`))
    }
  }
  if (!FILM_RECIPES.some(({ id }) => id === film)) {
    return failure(badOption(`--film ${film}: the films are ${FILM_RECIPES.map(({ id }) => id).join(', ')}.`))
  }
  const seated = readPlayers({ members, players }, MEMBERS)
  if (!seated.ok) return failure(badOption(seated.problem))
  const line = readLine(jitter, Number(numbers.stalls))
  if (!line.ok) return line
  const { seconds, rounds, seed } = numbers
  return success({
    players: seated.value,
    ...{ seconds: Number(seconds), rounds: Number(rounds), seed: Number(seed) },
    ...{ line: line.value, film, headless, json, out, help },
  })
}

function readLine(jitter: string | undefined, stallPercent: number): Result<LineQuality | null, Problem> {
  if (jitter === undefined && stallPercent === 0) return success(null)
  const delay = parseDelay(jitter ?? '0')
  return delay.ok ? success({ ...perfectLine, ...delay.value, stallPercent }) : delay
}

const flags = {
  members: { type: 'string' },
  players: { type: 'string' },
  jitter: { type: 'string' },
  stalls: { type: 'string', default: '0' },
  seconds: { type: 'string', default: '60' },
  rounds: { type: 'string', default: '3' },
  seed: { type: 'string' },
  film: { type: 'string', default: FILM_RECIPES[0].id },
  headless: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  ...outputFlags,
} as const

const badOption = refusedBy('sync')

export const benchHelp =
  (): string => `How well real players are held in step, measured from outside the product.

  npm run bench:sync                                                   two members on this machine
  npm run bench:sync -- --members 3 --jitter 40±20 --stalls 1          three, each behind a bad line
  npm run bench:sync -- --players mpv,vlc                              an MPV and a VLC

Each MPV is asked for its audio clock over a second connection of our own, each VLC tells every refresh of its position
through an interface of its own; all clocks are compared on one axis.
The course: a start together, ${bounds.seconds[0]} seconds or more of plain playing, rounds of pause and resume, rounds of jumps, a viewer who
pauses in their own player, and one more member who comes late. Films are fetched directly; only the session line is
made worse.

Options
  --members N      members with an MPV each from the start, ${MEMBERS.least} to ${MEMBERS.most} (2); one more joins late
  --players LIST   the player of each member from the start: ${demoPlayerNames.join(', ')}, such as mpv,vlc (mpv,mpv)
  --jitter D±J     delay of the session line each way, in ms, and how much it varies; 40+-20 is the same as 40±20
  --stalls P       percent of chunks that the line holds for ${perfectLine.stallMs} ms, as a loss does in TCP (0)
  --seconds N      length of the plain playing (60)
  --rounds N       how often pause, resume and jump are repeated (3)
  --seed N         makes the line the same as in another run
  --film NAME      ${FILM_RECIPES.map(({ id }) => id).join(', ')} (${FILM_RECIPES[0].id})
  --headless       no windows (vo=null); without it and without a display, windows open on a virtual one
  --out PATH       also writes PATH.md and PATH.json
  --json           the figures as one JSON object on stdout: the keys of the demo, and all phases
  --help           this page

Exit codes: 0 measured, 1 something failed to run, 2 the command line was not understood. Figures that miss a claim are
marked as such and are no failure: they are what was asked for.
`
