/**
 * What a player said about itself at one instant of the local clock. All figures are the player's own, except
 * `uncertaintyMs`: the half-width within which the adapter vouches for `positionMs`.
 */
export interface Observation {
  /** Container time of what is seen and heard, ms. */
  readonly positionMs: number
  /** Local clock (sync/clock.ts) at which `positionMs` was true. */
  readonly observedAtMs: number
  readonly uncertaintyMs: number
  /** The pause switch; a player short of bytes stands still without being paused. */
  readonly paused: boolean
  readonly rate: number
  readonly buffering: boolean
  readonly seeking: boolean
  readonly ended: boolean
}
