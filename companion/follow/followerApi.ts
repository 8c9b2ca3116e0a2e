import type { Landing, PlayerAdapter } from '../../adapters/player.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { PreciseClock } from '../../sync/clock.ts'
import type { ClockModel } from '../../sync/clockOffset.ts'
import type { Strictness } from '../../sync/strictness.ts'
import type { Wish } from './wish.ts'

export interface FollowerOptions {
  /** A player that has just loaded the room's media, paused. */
  readonly player: PlayerAdapter
  readonly landing: Landing & { readonly targetMs: number }
  readonly clock: PreciseClock
  readonly offsetMs: number
  /** Where the film ends; null when nobody knows. */
  readonly endMs: number | null
  /** How long seeks in this film may take whatever the player, ms: until one was made, that is expected. */
  readonly slowSeekMs?: number
  /** How strictly the player is kept in step, as it is set now; absent: as exactly as it goes. */
  readonly strictness?: () => Strictness
  /** The session clock that the track is told in; null while it is unknown. */
  sessionClock(): ClockModel | null
}

export type FollowerEvent =
  /** Status or readiness changed. */
  | { readonly kind: 'changed' }
  /** The viewer did something in the player; answer with `verdict`. */
  | { readonly kind: 'wish'; readonly wish: Wish }
  | { readonly kind: 'trouble'; readonly problem: Problem | null }
  /** The player cannot get where the room is: its stream ends before. */
  | { readonly kind: 'stream-lost'; readonly problem: Problem }
