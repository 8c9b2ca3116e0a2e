import { parseArgs } from 'node:util'
import { optionSentence } from '../../platform/optionSentence.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { FILM_RECIPES } from '../films/recipes.ts'
import { demoPlayerNames, type DemoPlayer } from './players/demoPlayer.ts'
import { readPlayers } from './players/readPlayers.ts'

export interface DemoOptions {
  /** How long it plays before it ends by itself; null = until ctrl-c. */
  readonly seconds: number | null
  readonly json: boolean
  /** Stays up although `json` is on, and reports every five seconds. */
  readonly hold: boolean
  /** Of each member, in order. */
  readonly players: readonly DemoPlayer[]
  readonly headless: boolean
  /** Id of the sample film. */
  readonly film: string
  readonly help: boolean
}

const MEMBERS = { least: 2, most: 8 }

/** Length of a scripted run that names none. */
const SCRIPTED_SECONDS = 20

/** Reads the command line; the failure is a sentence for the person who typed it. */
export function readOptions(args: readonly string[]): Result<DemoOptions, Problem> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { seconds, members, players, film, json, hold, headless, help } = parsed.value
  const length = seconds === undefined ? (json && !hold ? SCRIPTED_SECONDS : null) : Number(seconds)
  if (length !== null && !(length >= 1 && length <= 3600)) {
    return failure(badOption(`--seconds ${seconds}: the demo plays from 1 to 3600 seconds.`))
  }
  const seated = readPlayers({ members, players }, MEMBERS)
  if (!seated.ok) return failure(badOption(seated.problem))
  if (!FILM_RECIPES.some(({ id }) => id === film)) {
    return failure(badOption(`--film ${film}: the films are ${filmIds().join(', ')}.`))
  }
  return success({ seconds: length, players: seated.value, film, json, hold, headless, help })
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        demo: { type: 'boolean', default: true },
        seconds: { type: 'string' },
        members: { type: 'string' },
        players: { type: 'string' },
        film: { type: 'string', default: FILM_RECIPES[0].id },
        json: { type: 'boolean', default: false },
        hold: { type: 'boolean', default: false },
        headless: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    return success(values)
  } catch (error) {
    return failure(badOption(optionSentence(error)))
  }
}

const filmIds = () => FILM_RECIPES.map(({ id }) => id)

const badOption = (sentence: string): Problem => ({
  code: 'bad-option',
  sentence,
  nextStep: 'npm start -- --demo --help explains all options.',
})

export const demoHelp =
  (): string => `Lockstep's demo: a sample library, a session server, two members and their players on this machine.
Nothing is kept but the sample films; ctrl-c ends everything that it started.

  npm start -- --demo                         opens the players and shows how far apart they are, until ctrl-c
  npm start -- --demo --seconds 20 --json     plays 20 s, then prints its figures as one JSON object
  npm start -- --demo --hold --json           prints them every 5 s, one line each, until ctrl-c

Options
  --seconds N     end by itself after N seconds of play (with --json alone: ${SCRIPTED_SECONDS})
  --json          figures as JSON on stdout, progress on stderr
  --hold          with --json: stay up and report every 5 seconds
  --players LIST  the player of each member: ${demoPlayerNames.join(', ')}, such as mpv,vlc,mpv (mpv,mpv)
  --members N     so many members with an MPV each: ${MEMBERS.least} to ${MEMBERS.most} (2)
  --film NAME     ${filmIds().join(', ')} (${FILM_RECIPES[0].id})
  --headless      no windows and no sound
  --help          this page

Keys, while the table is shown
  space           play or pause for everyone
  left, right     10 seconds back or on, for everyone
  p               bring back a player that was closed
  q, ctrl-c       end

Without a display the windows open on a virtual one (Xvfb).
Exit codes: 0 done, 1 something failed (a sentence says what), 2 the command line was not understood.
`
