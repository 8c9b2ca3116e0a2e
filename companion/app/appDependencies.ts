import type { AppIdentity } from '../../jellyfin/authorization.ts'
import type { Credentials } from '../../jellyfin/credentials.ts'
import type { FoundServer } from '../../jellyfin/discovery.ts'
import type { Library } from '../../jellyfin/library.ts'
import type { Logger } from '../../jellyfin/logger.ts'
import type { AppState, PlayerView } from '../../protocol/bridge/appState.ts'
import type { AppSettings } from '../../protocol/bridge/settings.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { LaunchPlayer } from '../room/playerSeatOptions.ts'
import type { OpenWire } from '../session/line.ts'
import type { AskAddress } from '../session/serverKind.ts'
import type { Vault } from '../settings/vault.ts'
import type { LibraryDesk } from './libraryDesk.ts'

/** What the app is composed of; whoever composes it names the concrete ones. */
export interface AppDependencies {
  readonly facts: AppState['app']
  readonly clock: PreciseClock
  /** Time of day, ms since 1970. */
  wallMs(): number
  /** Where the system tells that it woke; absent = it is found out. */
  onWake?(listener: () => void): Cancel
  /** A number in [0, 1). */
  random(): number
  /** Where settings, accounts and preferences are kept; need not exist. */
  readonly settingsFolder: string
  /** Locks tokens up; absent = they lie in a file of their owner's. */
  readonly vault?: Vault
  /** How the app introduces itself to libraries. */
  readonly identity: AppIdentity
  readonly log: Logger
  readonly openWire: OpenWire
  readonly askAddress: AskAddress
  readonly players: PlayerRegistry
  openLibrary(credentials: Credentials): Promise<Result<OpenedLibrary, Problem>>
  /** Looks for servers on the local network for a while. */
  discover(onFound: (server: FoundServer) => void): Cancel
  /** `ws://` address where the bundled session server runs, or one that runs there already is used. Port 0 takes any. */
  readonly usualServer: string
  startServer(wish: ServerWish): Promise<Result<StartedServer, Problem>>
  /** Kind and version of the system, for reports. */
  readonly system: string
}

/** A library with what answers questions about it. */
export interface OpenedLibrary {
  readonly library: Library
  readonly desk: LibraryDesk
  /** Of whoever is signed in; null = they have none. */
  readonly pictureUrl: string | null
  close(): Promise<void>
}

/** The players that the app can drive. */
export interface PlayerRegistry {
  readonly names: readonly string[]
  /** Looks for a player on this machine; `path` null = where the system has it. */
  look(name: string, path: string | null): Promise<PlayerView>
  launcher(choice: PlayerWish): Result<LaunchPlayer, Problem>
}

export type PlayerWish = Pick<AppSettings, 'playerName' | 'playerPath' | 'playerArgs'>

export interface ServerWish {
  readonly host: string
  readonly port: number
  /** Jellyfins whose users are known to it; none = a name is enough. */
  readonly jellyfins: readonly string[]
}

export interface StartedServer {
  /** `ws://host:port` */
  readonly url: string
  /** It died so often by itself that it is not started again from there. */
  isLost(): boolean
  /** `comesBack`: at once and at the same place, so that whoever is in its rooms waits for it; else those are over. */
  close(wish: { readonly comesBack: boolean }): Promise<void>
}
