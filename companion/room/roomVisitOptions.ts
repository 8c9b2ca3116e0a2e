import type { Library } from '../../jellyfin/library.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import type { Strictness } from '../../sync/strictness.ts'
import type { PersonalDesk } from '../personal/personalDesk.ts'
import type { RoomSession } from '../session/roomSession.ts'
import type { StateStore } from '../stateStore.ts'
import type { LaunchPlayer } from './playerSeatOptions.ts'

export interface RoomVisitOptions {
  readonly session: RoomSession
  readonly store: StateStore
  readonly clock: PreciseClock
  /** Time of day, ms. */
  wallMs(): number
  /** Where the system tells that it woke. */
  onWake?(listener: () => void): Cancel
  readonly library: Library
  readonly launchPlayer: LaunchPlayer
  /** Does what the viewer types into the player. */
  obey(command: CompanionCommand): Promise<Result<void, Problem>>
  readonly desk: PersonalDesk
  /** How strictly the player is kept in step, as it is set now. */
  readonly strictness: () => Strictness
}
