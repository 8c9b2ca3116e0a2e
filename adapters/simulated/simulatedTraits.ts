import type { RateCapability } from '../player.ts'

/** What a simulated player is like. The defaults are MPV 0.35.1, as measured in tests/expectation/mpv.test.ts. */
export interface SimulatedTraits {
  readonly seed: number
  readonly fps: number
  /** Container time of the first frame, ms. */
  readonly firstFrameMs: number
  readonly durationMs: number
  /** How much faster than ours the player's own clock runs, millionths. */
  readonly skewPpm: number
  readonly roundTripMs: number
  /** Half-width of what an observation is wrong by while playing. */
  readonly noiseMs: number
  readonly actuationMs: number
  readonly overshootMs: number
  readonly rate: RateCapability | null
  /** From setRate() until it is heard; the capability promises a little more. */
  readonly rateDelayMs: number
  readonly seekMs: number
  readonly loadMs: number
  /** Addresses that cannot be opened. */
  readonly refuses: (url: string) => boolean
}

export const MPV_TRAITS: SimulatedTraits = {
  seed: 1,
  fps: 24,
  firstFrameMs: 0,
  durationMs: 600_000,
  skewPpm: 0,
  roundTripMs: 0.1,
  noiseMs: 0.25,
  actuationMs: 0.1,
  overshootMs: 0.13,
  rate: { minimum: 0.25, maximum: 4, delayMs: 350 },
  rateDelayMs: 300,
  seekMs: 30,
  loadMs: 120,
  refuses: () => false,
}
