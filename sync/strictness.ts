import type { SteeringLimits } from './steering.ts'

/**
 * How strictly a player is kept in step: `exact` as well as it goes; the others leave slow machines and slow lines in
 * peace, where every correction costs more than it brings.
 */
export type Strictness = 'exact' | 'balanced' | 'relaxed'

/** What is different from the usual limits. Within 15 ms nobody hears two rooms apart; within 60 ms nobody sees it. */
export const limitsOf: Readonly<Record<Strictness, Partial<SteeringLimits>>> = {
  exact: {},
  balanced: { deadBandMs: 15, seekThresholdMs: 1000, settledChangeEveryMs: 3000 },
  relaxed: {
    ...{ deadBandMs: 60, seekThresholdMs: 2000, seekOnlyBandMs: 500 },
    ...{ settledChangeEveryMs: 5000, hurryAboveMs: 400 },
  },
}
