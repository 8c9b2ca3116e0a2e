import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import type { PlayerStatus } from '../../protocol/companionState.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { Result } from '../../protocol/result.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'
import type { Strictness } from '../../sync/strictness.ts'
import type { TimelineTrack } from '../../sync/timeline.ts'
import type { FollowerEvent } from '../follow/followerApi.ts'
import type { HealthVoice } from './playerCare.ts'

export type LaunchPlayer = () => Promise<Result<PlayerAdapter, Problem>>

/** What a seat needs, and whom it tells. */
export interface PlayerSeatOptions {
  readonly launchPlayer: LaunchPlayer
  readonly clock: PreciseClock
  /** Time of day, ms. */
  wallMs(): number
  readonly health: HealthVoice
  sessionClock(): ClockModel | null
  track(): TimelineTrack
  /** Where the film should stand when the player has loaded it, ms. */
  startMs(): number
  offsetMs(): number
  /** How strictly the player is kept in step, as it is set now. */
  readonly strictness: () => Strictness
  onStatus(status: PlayerStatus): void
  onFollower(event: FollowerEvent): void
  onPlayerEvent(event: PlayerEvent): void
}
