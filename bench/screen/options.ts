import { demoPlayerNames, type DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import { readPlayers } from '../../demo/run/players/readPlayers.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { outputFlags, readFlags, refusedBy } from '../support/readFlags.ts'
import type { BenchOutput } from '../support/runBench.ts'

export interface ScreenOptions extends BenchOutput {
  readonly players: readonly DemoPlayer[]
  readonly seconds: number
  readonly pauses: number
  readonly film: string
  readonly json: boolean
}

/** 24 frames a second, like most films. */
const FILM = 'night'
const SECONDS = { least: 3, most: 240 }
const PAUSES = { least: 0, most: 100 }

export function readScreenOptions(args: readonly string[]): Result<ScreenOptions, Problem> {
  const parsed = readFlags(args, flags, badOption)
  if (!parsed.ok) return parsed
  const { players, seconds, pauses, json, out = null, help } = parsed.value
  const seated = readPlayers({ members: undefined, players }, { least: 2, most: 2 })
  if (!seated.ok) return failure(badOption(seated.problem))
  const length = Number(seconds)
  if (!(length >= SECONDS.least && length <= SECONDS.most)) {
    return failure(badOption(`--seconds ${seconds}: from ${SECONDS.least} to ${SECONDS.most} are wanted.`))
  }
  const times = Number(pauses)
  if (!(Number.isInteger(times) && times >= PAUSES.least && times <= PAUSES.most)) {
    return failure(badOption(`--pauses ${pauses}: from ${PAUSES.least} to ${PAUSES.most} are wanted.`))
  }
  return success({ players: seated.value, seconds: length, pauses: times, film: FILM, json, out, help })
}

const flags = {
  players: { type: 'string' },
  seconds: { type: 'string', default: '60' },
  pauses: { type: 'string', default: '20' },
  json: { type: 'boolean', default: false },
  ...outputFlags,
} as const

const badOption = refusedBy('screen')

export const screenHelp =
  (): string => `Which frames two players show at the same instant, read from pictures of the screen.

  npm run bench:screen                          two MPVs
  npm run bench:screen -- --players mpv,vlc     an MPV and a VLC

The sample film carries its frame numbers as black and white blocks. Both players show it side by side on a virtual
screen (Xvfb), pictures of which are taken; both numbers are read from each picture.

Options
  --players A,B    ${demoPlayerNames.join(', ')} (mpv,mpv)
  --seconds N      length of the plain playing, ${SECONDS.least} to ${SECONDS.most} (60)
  --pauses N       further pauses, each beside what the players themselves tell of their frames (20)
  --out PATH       also writes PATH.md and PATH.json
  --json           the figures as one JSON object on stdout
  --help           this page

Exit codes: 0 measured, 1 something failed to run, 2 the command line was not understood. Figures that miss a claim are
marked as such and are no failure: they are what was asked for.
`
