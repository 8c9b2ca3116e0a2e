import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import { attachMpv } from '../../adapters/mpv/attachMpv.ts'
import { tellMpv } from '../../adapters/mpv/tellMpv.ts'
import { attachVlc } from '../../adapters/vlc/attachVlc.ts'
import { launchVlc } from '../../adapters/vlc/launchVlc.ts'
import { explain, type Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import { usageProblem } from './cliProblems.ts'
import { readVlcUser } from './vlcUser.ts'

/** Which player, and how to get at it. */
export interface PlayerChoice {
  /** A name of the registry. */
  readonly name: string
  /** The player's program; null = where the system has it. */
  readonly path: string | null
  readonly extraArgs: readonly string[]
  /** Control socket of a player that runs already; null = start one. */
  readonly socket: string | null
  /** Web interface of a player that runs already; null = start one. */
  readonly web: WebAddress | null
}

export interface WebAddress {
  readonly host: string
  readonly port: number
}

/** Where players are started from. */
export interface PlayerSurroundings {
  readonly clock: Clock
  readonly env: Readonly<Record<string, string | undefined>>
}

type CreateLauncher = (choice: PlayerChoice, surroundings: PlayerSurroundings) => LaunchPlayer

/** The players that there are, by the name that people give them. A new player is one more line. */
const players: Readonly<Record<string, CreateLauncher>> = {
  mpv: ({ path, extraArgs, socket }, { clock }) =>
    socket === null
      ? () => launchMpv({ clock, extraArgs, ...(path === null ? {} : { path }) })
      : () => attachMpv({ clock, control: socket }),
  // A password has no place among arguments, which every user of the machine may read.
  vlc: ({ path, extraArgs, web }, { clock, env }) =>
    web === null
      ? async () => {
          const user = await readVlcUser(env['LOCKSTEP_VLC_USER'] ?? '')
          if (!user.ok) return user
          return launchVlc({ clock, extraArgs, ...user.value, ...(path === null ? {} : { path }) })
        }
      : () => attachVlc({ clock, ...web, password: env['LOCKSTEP_VLC_PASSWORD'] ?? '' }),
}

export const playerNames: readonly string[] = Object.keys(players)
export const defaultPlayer = 'mpv'
/** The one that listens at a web address. */
export const webPlayer = 'vlc'

/** What starts the chosen player, again each time it is lost. */
export function playerLauncher(
  choice: PlayerChoice,
  surroundings: PlayerSurroundings,
): Result<LaunchPlayer, Problem> {
  const create = Object.hasOwn(players, choice.name) ? players[choice.name] : undefined
  return create === undefined ? failure(unknownPlayer(choice.name)) : success(create(choice, surroundings))
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
