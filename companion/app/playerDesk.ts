import { failure, type Result } from '../../protocol/result.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import type { PlayerRegistry } from './appDependencies.ts'
import type { AppStore } from './appStore.ts'

export interface PlayerDesk {
  /** Looks for every player on this machine. */
  find(): Promise<void>
  /** Starts the player that is set now. */
  launch: LaunchPlayer
  /** What starts each player that there is, by name; for the doctor. */
  launchers(): Readonly<Record<string, LaunchPlayer>>
}

export function createPlayerDesk(registry: PlayerRegistry, store: AppStore): PlayerDesk {
  const settings = () => store.state().settings
  /** A path is that of the player that is set; all others are where the system has them. */
  const wishFor = (name: string) => {
    const { playerName, playerPath, playerArgs } = settings()
    return name === playerName
      ? { playerName, playerPath, playerArgs }
      : { playerName: name, playerPath: null, playerArgs: [] }
  }
  const launcherOf = (name: string): Result<LaunchPlayer, Problem> => registry.launcher(wishFor(name))
  let looks = 0
  return {
    find: async () => {
      looks += 1
      const own = looks
      const players = await Promise.all(
        registry.names.map((name) => registry.look(name, wishFor(name).playerPath)),
      )
      if (own === looks) store.dispatch({ kind: 'players', players })
    },
    launch: async () => {
      const launch = launcherOf(settings().playerName)
      return launch.ok ? await launch.value() : failure(launch.problem)
    },
    launchers: () =>
      Object.fromEntries(
        registry.names.flatMap((name) => {
          const launch = launcherOf(name)
          return launch.ok ? [[name, launch.value]] : []
        }),
      ),
  }
}
