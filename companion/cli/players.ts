import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import { attachMpv } from '../../adapters/mpv/attachMpv.ts'
import { tellMpv } from '../../adapters/mpv/tellMpv.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { LaunchPlayer } from '../room/playerSeat.ts'
import { usageProblem } from './cliProblems.ts'

/** Which player, and how to get at it. */
export interface PlayerChoice {
  /** A name of the registry. */
  readonly name: string
  /** The player's program; null = where the system has it. */
  readonly path: string | null
  readonly extraArgs: readonly string[]
  /** Control socket of a player that runs already; null = start one. */
  readonly socket: string | null
}

type CreateLauncher = (choice: PlayerChoice, clock: Clock) => LaunchPlayer

/** The players that there are, by the name that people give them. A new player is one more line. */
const players: Readonly<Record<string, CreateLauncher>> = {
  mpv: ({ path, extraArgs, socket }, clock) =>
    socket === null
      ? () => launchMpv({ clock, extraArgs, ...(path === null ? {} : { path }) })
      : () => attachMpv({ clock, control: socket }),
}

export const playerNames: readonly string[] = Object.keys(players)
export const defaultPlayer = 'mpv'

/** What starts the chosen player, again each time it is lost. */
export function playerLauncher(choice: PlayerChoice, clock: Clock): Result<LaunchPlayer, Problem> {
  const create = Object.hasOwn(players, choice.name) ? players[choice.name] : undefined
  return create === undefined ? failure(unknownPlayer(choice.name)) : success(create(choice, clock))
}

/** Tells somebody who looks at a player of theirs, and at nothing else, why we are not there. */
export const tellAtPlayer = async (
  { socket }: PlayerChoice,
  clock: Clock,
  problem: Problem,
): Promise<void> =>
  socket === null ? undefined : tellMpv({ control: socket, clock, sentence: explain(problem) })

export const unknownPlayer = (name: string): Problem =>
  usageProblem(`There is no player "${name}".`, `Lockstep knows: ${playerNames.join(', ')}.`)
