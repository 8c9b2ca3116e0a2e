import { demoPlayerNames, type DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import { readPlayers } from '../../demo/run/players/readPlayers.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { outputFlags, readFlags, refusedBy } from '../support/readFlags.ts'
import type { BenchOutput } from '../support/runBench.ts'

export interface HandsBenchOptions extends BenchOutput {
  readonly players: readonly DemoPlayer[]
  readonly actions: number
  readonly seed: number
}

const ACTIONS = { least: 1, most: 10_000 }
const USUAL_PLAYERS = 'mpv,vlc'

/** Reads the command line; `freshSeed` is used when none is named. */
export function readHandsOptions(
  args: readonly string[],
  freshSeed: number,
): Result<HandsBenchOptions, Problem> {
  const parsed = readFlags(args, flags, badOption)
  if (!parsed.ok) return parsed
  const { players, actions, seed = String(freshSeed), out = null, help } = parsed.value
  const seated = readPlayers({ members: undefined, players }, { least: 2, most: 6 })
  if (!seated.ok) return failure(badOption(seated.problem))
  const [count, number] = [Number(actions), Number(seed)]
  if (!Number.isInteger(count) || count < ACTIONS.least || count > ACTIONS.most) {
    return failure(badOption(`--actions ${actions}: from ${ACTIONS.least} to ${ACTIONS.most} are wanted.`))
  }
  if (!Number.isInteger(number) || number < 1)
    return failure(badOption(`--seed ${seed}: a whole number is wanted.`))
  return success({ players: seated.value, actions: count, seed: number, out, help })
}

const flags = {
  players: { type: 'string', default: USUAL_PLAYERS },
  actions: { type: 'string', default: '200' },
  seed: { type: 'string' },
  ...outputFlags,
} as const

const badOption = refusedBy('hands')

export const handsHelp =
  (): string => `Random hands at real players: what they do in the players' own windows is what happens in the room, and nothing else.

  npm run bench:hands                        200 actions at an MPV and a VLC
  npm run bench:hands -- --seed 7            the same ones again

Keys of the players themselves are pressed and held (pause, jumps, speed, step by frames, full screen, chapters), and
their seek bars dragged. After each, the room has to be where that leaves it, with one request by whoever did it.

Options
  --players LIST   ${demoPlayerNames.join(', ')} (${USUAL_PLAYERS})
  --actions N      how many keys and drags (200)
  --seed N         makes them the same as in another run
  --out PATH       also writes PATH.md
  --help           this page

Exit codes: 0 all as it was to be, 1 not so or something failed to run, 2 the command line was not understood.
`
