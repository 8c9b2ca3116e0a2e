import { linearFit, median, quantile, type Line } from './statistics.ts'

/** One ping over the session wire, four timestamps as in NTP (RFC 5905, section 8). */
export interface ClockSample {
  /** Names the server's clock: a restarted server has another one. */
  readonly clockId: string
  /** Local clock. */
  readonly sentAtMs: number
  /** Session clock. */
  readonly receivedAtMs: number
  /** Session clock. */
  readonly answeredAtMs: number
  /** Local clock. */
  readonly arrivedAtMs: number
}

/** The last samples of one clock, oldest first. */
export interface ClockWindow {
  readonly clockId: string | null
  readonly samples: readonly ClockSample[]
}

export const emptyClockWindow: ClockWindow = { clockId: null, samples: [] }

/** What is known of the session clock: `sessionMs = localMs + offset(localMs)`, the offset being a line. */
export interface ClockModel {
  readonly clockId: string
  readonly referenceLocalMs: number
  /** At `referenceLocalMs`. */
  readonly offsetMs: number
  /** How much faster than the local clock the session clock runs: 30e-6 = 30 ppm. */
  readonly skew: number
  /** Half the shortest round trip: a path that is slow one way only may hide an error of this size from any filter. */
  readonly boundMs: number
  readonly minRttMs: number
  /** The usual round trip: median of the last ten. */
  readonly rttMs: number
  /** p95 of half a round trip over the window. */
  readonly oneWayP95Ms: number
  readonly samples: number
}

/** A minute at one ping a second. Longer would average more jitter, and follow a warming crystal later. */
const samplesKept = 60
/** Samples with the shortest round trips say most; the share that counts (bench/results/clock.md). */
const countedShare = 0.25
/** Free-running PC clocks are within some tens of ppm of each other; the line is held to that until samples know better. */
const usualSkew = 50e-6
/** What an operating system slews a clock by at most (Linux adjtimex: 500 ppm); faster than that is a jump. */
const maximumSkew = 500e-6
/** What remains of a sample's error when nothing queued: event loops and interrupts. */
const timestampErrorMs = 0.05
/** Beyond what round trips explain, for time stamps that were taken late. */
const jumpMarginMs = 2

/**
 * Adds a sample and forgets the oldest beyond sixty. A sample of another clock, or one that the window cannot be
 * true beside (this computer slept, a clock was set), starts a new window; one that cannot be true itself is dropped.
 */
export function addSample(window: ClockWindow, sample: ClockSample): ClockWindow {
  if (!isPlausible(sample)) return window
  const jumped = window.samples.some((known) => contradict(known, sample))
  if (sample.clockId !== window.clockId || jumped) {
    return { clockId: sample.clockId, samples: [sample] }
  }
  return { clockId: window.clockId, samples: [...window.samples, sample].slice(-samplesKept) }
}

/**
 * The line through the quarter of the samples with the shortest round trips, each weighted by what its queueing
 * can have hidden. Null without samples. One sample gives its own offset and no skew.
 */
export function estimateClock(window: ClockWindow): ClockModel | null {
  const newest = window.samples.at(-1)
  if (newest === undefined || window.clockId === null) return null
  const rtts = window.samples.map(rttOf)
  const minRttMs = quantile(rtts, 0)
  const line = fitOffset(window.samples, minRttMs)
  if (line === null) return null
  return {
    clockId: window.clockId,
    referenceLocalMs: newest.arrivedAtMs,
    offsetMs: line.intercept + line.slope * newest.arrivedAtMs,
    skew: line.slope,
    boundMs: minRttMs / 2,
    minRttMs,
    rttMs: median(rtts.slice(-10)),
    oneWayP95Ms: quantile(rtts, 0.95) / 2,
    samples: window.samples.length,
  }
}

/** The session clock at an instant of the local clock. */
export function toSessionMs(model: ClockModel, localMs: number): number {
  return localMs + model.offsetMs + model.skew * (localMs - model.referenceLocalMs)
}

/** The local clock at an instant of the session clock: the inverse of `toSessionMs`. */
export function toLocalMs(model: ClockModel, sessionMs: number): number {
  const sinceReferenceMs = sessionMs - model.referenceLocalMs - model.offsetMs
  return model.referenceLocalMs + sinceReferenceMs / (1 + model.skew)
}

function fitOffset(samples: readonly ClockSample[], minRttMs: number): Line | null {
  const limitMs = quantile(samples.map(rttOf), countedShare)
  const counted = samples.filter((sample) => rttOf(sample) <= limitMs)
  // Even the shortest round trip queued a little: without this the luckiest sample would count alone.
  const hiddenMs = (limitMs - minRttMs) / 2
  const points = counted.map((sample) => ({
    x: middleOf(sample),
    y: offsetOf(sample),
    weight: 1 / offsetVariance(rttOf(sample) - minRttMs + hiddenMs),
  }))
  return linearFit(points, 1 / usualSkew ** 2)
}

/** Queueing moves an offset by up to half its length, either way: the variance of that even spread. */
function offsetVariance(queueingMs: number): number {
  return timestampErrorMs ** 2 + queueingMs ** 2 / 12
}

/**
 * Whether no delay and no skew explains how far two samples are apart: the true offset is within half a round trip
 * of what a sample shows.
 */
function contradict(one: ClockSample, other: ClockSample): boolean {
  const delaysMs = (rttOf(one) + rttOf(other)) / 2
  const skewMs = Math.abs(middleOf(one) - middleOf(other)) * maximumSkew
  return Math.abs(offsetOf(one) - offsetOf(other)) > delaysMs + skewMs + jumpMarginMs
}

/** False for what no clocks can have shown: a broken or hostile peer, or a clock set in the middle of a ping. */
function isPlausible(sample: ClockSample): boolean {
  const heldMs = sample.answeredAtMs - sample.receivedAtMs
  const rttMs = rttOf(sample)
  return Number.isFinite(offsetOf(sample)) && Number.isFinite(rttMs) && heldMs >= 0 && rttMs >= 0
}

/** Both ways of the round trip, without the time that the server held the ping. */
function rttOf(sample: ClockSample): number {
  return sample.arrivedAtMs - sample.sentAtMs - (sample.answeredAtMs - sample.receivedAtMs)
}

function offsetOf(sample: ClockSample): number {
  return (sample.receivedAtMs - sample.sentAtMs + sample.answeredAtMs - sample.arrivedAtMs) / 2
}

function middleOf(sample: ClockSample): number {
  return (sample.sentAtMs + sample.arrivedAtMs) / 2
}
