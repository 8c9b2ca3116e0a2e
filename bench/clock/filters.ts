import { linearFit, quantile } from '../../sync/statistics.ts'
import {
  addSample,
  emptyClockWindow,
  estimateClock,
  toSessionMs,
  type ClockSample,
} from '../../sync/clockOffset.ts'

/** A way to keep the session clock, reduced to what a comparison needs. */
export interface ClockFilter {
  readonly name: string
  readonly everyMs: number
  /** A fresh filter: takes samples in turn, tells the session clock at a local instant. */
  start(): RunningFilter
}

export interface RunningFilter {
  take(sample: ClockSample): void
  sessionMs(localMs: number): number
}

/** Those of other systems as they document them, and ours. */
export const filters: readonly ClockFilter[] = [
  { name: 'min of 8 @60 s', everyMs: 60_000, start: () => leastDelayOf(8) },
  { name: 'min of 8 @5 s', everyMs: 5000, start: () => leastDelayOf(8) },
  { name: 'EMA 0.4 @10 s', everyMs: 10_000, start: () => movingAverage(0.4) },
  { name: 'regression, lowest quartile of 60 @1 s', everyMs: 1000, start: plainRegression },
  { name: 'Lockstep (the same, weighted, usual skews expected) @1 s', everyMs: 1000, start: lockstep },
]

const offsetOf = (sample: ClockSample) =>
  (sample.receivedAtMs - sample.sentAtMs + sample.answeredAtMs - sample.arrivedAtMs) / 2
const rttOf = (sample: ClockSample) => sample.arrivedAtMs - sample.sentAtMs

function leastDelayOf(count: number): RunningFilter {
  let samples: ClockSample[] = []
  return {
    take: (sample) => (samples = [...samples, sample].slice(-count)),
    sessionMs(localMs) {
      const best = samples.toSorted((a, b) => rttOf(a) - rttOf(b))[0]
      return best === undefined ? Number.NaN : localMs + offsetOf(best)
    },
  }
}

function movingAverage(share: number): RunningFilter {
  let offsetMs = Number.NaN
  return {
    take(sample) {
      const next = offsetOf(sample)
      offsetMs = Number.isNaN(offsetMs) ? next : offsetMs + share * (next - offsetMs)
    },
    sessionMs: (localMs) => localMs + offsetMs,
  }
}

function plainRegression(): RunningFilter {
  let samples: ClockSample[] = []
  return {
    take: (sample) => (samples = [...samples, sample].slice(-60)),
    sessionMs(localMs) {
      const limitMs = quantile(samples.map(rttOf), 0.25)
      const counted = samples.filter((sample) => rttOf(sample) <= limitMs)
      const points = counted.map((sample) => ({ x: sample.sentAtMs - localMs, y: offsetOf(sample) }))
      return localMs + (linearFit(points)?.intercept ?? Number.NaN)
    },
  }
}

function lockstep(): RunningFilter {
  let window = emptyClockWindow
  return {
    take: (sample) => (window = addSample(window, sample)),
    sessionMs(localMs) {
      const model = estimateClock(window)
      return model === null ? Number.NaN : toSessionMs(model, localMs)
    },
  }
}
