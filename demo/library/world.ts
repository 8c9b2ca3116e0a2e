import type { Clock } from '../../sync/clock.ts'
import type { Film } from '../films/film.ts'
import { type Accounts, createAccounts } from './accounts.ts'
import { type Calendar, createCalendar } from './calendar.ts'
import { type Catalogue, createCatalogue, type Stock } from './catalogue.ts'
import { createFaults, type Faults, type FaultState } from './faults.ts'
import { createQuickConnect, type QuickConnect } from './quickConnect.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createSockets, type Sockets } from './sockets.ts'
import { createTokenStore, type TokenStore } from './tokens.ts'
import { createTranscodes, type Transcodes } from './transcodes.ts'
import { createWatchLog, type WatchLog } from './watchState.ts'
import { guidOf } from './wording.ts'

export type EmulatedVersion = '10.10' | '10.11' | '12.0'

/** What differs between the servers that the stand-in can be. */
export interface Settings {
  readonly version: EmulatedVersion
  readonly serverName: string
  /** Whether the forms of older clients are accepted: on by default before 12. */
  readonly legacyAuthorization: boolean
  readonly quickConnectEnabled: boolean
  readonly stock: Stock
}

/** Everything that the routes share. */
export interface World {
  readonly settings: Settings
  readonly serverId: string
  readonly clock: Clock
  readonly calendar: Calendar
  readonly catalogue: () => Catalogue
  readonly setFilms: (films: readonly Film[]) => void
  readonly accounts: Accounts
  readonly tokens: TokenStore
  readonly sessions: Sessions
  readonly sockets: Sockets
  readonly watchLog: WatchLog
  readonly quickConnect: QuickConnect
  readonly transcodes: Transcodes
  readonly faults: Faults & FaultState
}

export function createWorld(settings: Settings, clock: Clock, films: readonly Film[]): World {
  let catalogue = createCatalogue(films, settings.stock)
  const calendar = createCalendar(clock)
  const sessions = createSessions()
  return {
    settings,
    clock,
    calendar,
    sessions,
    serverId: guidOf(`server:${settings.serverName}`),
    catalogue: () => catalogue,
    setFilms: (next) => {
      catalogue = createCatalogue(next, settings.stock)
    },
    accounts: createAccounts(),
    tokens: createTokenStore(),
    sockets: createSockets({
      clock,
      // A lost socket is disposed since 12; before, it was only no longer watched.
      lostSocketsEndSessions: settings.version === '12.0',
      onSessionEnded: (sessionId) => sessions.end(sessionId),
    }),
    watchLog: createWatchLog(),
    quickConnect: createQuickConnect(calendar),
    transcodes: createTranscodes(),
    faults: createFaults(),
  }
}
