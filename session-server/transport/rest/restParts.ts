import type { Clock } from '../../../sync/clock.ts'
import type { Attendance } from '../../host/attendance.ts'
import type { Inboxes } from '../../host/inboxes.ts'
import type { Lobby } from '../../host/lobby.ts'
import type { Log } from '../../host/log.ts'
import type { RandomBytes } from '../../host/secrets.ts'
import type { CredentialTokens } from '../../identity/credentialTokens.ts'
import type { Gatekeeper } from '../../identity/gatekeeper.ts'
import type { InvitationTokens } from '../../identity/invitationTokens.ts'
import type { LibraryAccess } from '../../identity/libraryAccess.ts'
import type { Callers } from './callers.ts'
import type { Rate } from './rates.ts'
import type { RestLimits } from './restLimits.ts'
import type { RoomAsker } from './roomAsker.ts'

/** What the routes have in common. */
export interface RestParts extends RestSurroundings {
  readonly callers: Callers
  readonly asker: RoomAsker
  /** Rooms that one person opens. */
  readonly creations: Rate
  /** How often one person tries to join one room. */
  readonly joins: Rate
}

/** What REST is given by the server that it belongs to. */
export interface RestSurroundings {
  readonly gatekeeper: Gatekeeper
  readonly attendance: Attendance
  readonly lobby: Lobby
  /** Counts a try of a password that comes from an address. */
  readonly mayTryPassword: (address: string) => boolean
  readonly inboxes: Inboxes
  readonly credentials: CredentialTokens
  readonly invitations: InvitationTokens
  readonly libraryAccess: LibraryAccess
  readonly random: RandomBytes
  readonly clock: Clock & { readonly id: string }
  readonly serverVersion: string
  /** Where the world reaches this server; null = nobody said. */
  readonly publicUrl: string | null
  /** Origins of web pages that may use REST. */
  readonly allowedOrigins: readonly string[]
  readonly limits: RestLimits
  readonly log: Log
}
