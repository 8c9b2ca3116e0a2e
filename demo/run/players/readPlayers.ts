import { failure, success, type Result } from '../../../protocol/result.ts'
import { demoPlayerNames, type DemoPlayer } from './demoPlayer.ts'

export interface SeatingWish {
  /** As typed: a number of members, a list of their players, or neither. */
  readonly members: string | undefined
  readonly players: string | undefined
}

export interface SeatingBounds {
  readonly least: number
  readonly most: number
}

/** Who has which player; the failure is a sentence that names what was typed. */
export function readPlayers(
  { members, players }: SeatingWish,
  { least, most }: SeatingBounds,
): Result<readonly DemoPlayer[], string> {
  const names = players?.split(',').map((name) => name.trim())
  const unknown = names?.find((name) => !isPlayer(name))
  if (unknown !== undefined) {
    const sorts = demoPlayerNames.join(', ')
    return failure(`--players ${players}: there is no player "${unknown}"; there are ${sorts}.`)
  }
  const count = Number(members ?? names?.length ?? least)
  if (!Number.isInteger(count) || count < least || count > most) {
    return failure(`${typed(members, players)}: from ${least} to ${most} members are wanted.`)
  }
  const seated = names?.filter(isPlayer) ?? Array.from({ length: count }, (): DemoPlayer => 'mpv')
  if (seated.length === count) return success(seated)
  return failure(`--members ${members} and --players ${players} disagree: leave out one of them.`)
}

const isPlayer = (name: string): name is DemoPlayer => demoPlayerNames.some((known) => known === name)

const typed = (members: string | undefined, players: string | undefined) =>
  members === undefined ? `--players ${players}` : `--members ${members}`
