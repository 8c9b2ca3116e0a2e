import type { RateRange } from './pulse.ts'

/** What a player can do about its speed, absolute; null in the limits = nothing. */
export interface SteerableRate extends RateRange {
  /** From the command until it is heard, at most. */
  readonly delayMs: number
}

/** Policy and player in one: when to act, and how hard. */
export interface SteeringLimits {
  /** Inside this, or inside the reading's own uncertainty, nothing is done. */
  readonly deadBandMs: number
  /** Beyond this a change of speed would take too long. Raised to `seekMs` where a seek takes longer than that. */
  readonly seekThresholdMs: number
  /** The same for a player without rate control: each of its seeks is seen and heard. */
  readonly seekOnlyBandMs: number
  /** Largest change of speed in peace, as a share of the timeline's rate. */
  readonly settledRateChange: number
  /** Largest change of speed after a disturbance or above `hurryAboveMs`. */
  readonly hurriedRateChange: number
  readonly hurryAboveMs: number
  readonly hurryForMs: number
  /** In peace, the speed changes no more often than this. */
  readonly settledChangeEveryMs: number
  readonly shortestPulseMs: number
  readonly longestPulseMs: number
  /** Waited beyond `rate.delayMs` after a pulse before its effect is judged. */
  readonly pulseMarginMs: number
  /** A seek that did not help is repeated after this, then after twice as long, and so on. */
  readonly seekAgainMs: number
  readonly seekAgainLongestMs: number
  /** In step for this long beyond the wait for another seek, earlier seeks are forgotten. */
  readonly seeksForgottenMs: number
  readonly rate: SteerableRate | null
  /** After a start, a seek or the like, positions mean nothing for this long. */
  readonly settleMs: number
  /** How long a seek while playing takes: learned by the caller. */
  readonly seekMs: number
}

/** The policy, for a player that can only be sought until its capabilities are filled in. */
export const defaultSteeringLimits: SteeringLimits = {
  deadBandMs: 1,
  seekThresholdMs: 750,
  seekOnlyBandMs: 200,
  // 1 % is not heard, 5 % is not minded for a few seconds with the pitch corrected.
  settledRateChange: 0.01,
  hurriedRateChange: 0.05,
  hurryAboveMs: 150,
  hurryForMs: 5000,
  settledChangeEveryMs: 1000,
  shortestPulseMs: 200,
  longestPulseMs: 4000,
  pulseMarginMs: 100,
  seekAgainMs: 2000,
  seekAgainLongestMs: 60_000,
  seeksForgottenMs: 30_000,
  rate: null,
  settleMs: 300,
  seekMs: 100,
}
