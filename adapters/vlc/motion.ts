import { agreementOf, overlap } from './agreement.ts'
import type { Agreement, Span } from './agreement.ts'

/**
 * Where a film is, told by a player that says so only now and then: VLC brings its position up to date about every
 * 250 ms and is right at that moment. Between two refreshes the film is on the straight line that most of the last
 * refreshes agree on. All instants are on the local clock, in ms.
 */
export type Motion =
  | { readonly kind: 'still'; readonly positionMs: number; readonly uncertaintyMs: number }
  | {
      readonly kind: 'moving'
      readonly rate: number
      readonly sinceMs: number
      /** What follows from our own command, before a refresh has confirmed it: position at `sinceMs`. */
      readonly guess: Span
      readonly sightings: readonly Sighting[]
    }

/** The position was refreshed to `positionMs` after `notBeforeMs` and no later than `notAfterMs`. */
export interface Sighting {
  readonly positionMs: number
  readonly notBeforeMs: number
  readonly notAfterMs: number
}

export interface Whereabouts {
  readonly positionMs: number
  readonly uncertaintyMs: number
}

/** Enough to outvote the rare late one, few enough to follow a slip. */
const KEPT = 8
/** Clocks that differ by 50 ppm are 0.5 ms apart after that. */
const LONGEST_KEPT_MS = 10_000
/** Refreshes at full precision lie on a line within this (VLC 3.0.24; tests/expectation/vlc.test.ts, quirk VLC2). */
const SCATTER_MS = 0.5
/** What one or two refreshes may be wrong by: single ones were 5 to 31 ms late. */
const ALONE_MS = 6
const PAIR_MS = 1.5
/** A span so many times as wide as the line around which it lies tells nothing. */
const NO_NEWS = 4
/** A change of rate acts within this of the command (quirk VLC6). */
const RATE_CHANGE_MS = 2

export const still = (positionMs: number, uncertaintyMs: number): Motion => ({
  kind: 'still',
  positionMs,
  uncertaintyMs,
})

export interface Start extends Whereabouts {
  readonly atMs: number
  readonly rate: number
}

export const moving = ({ positionMs, uncertaintyMs, atMs, rate }: Start): Motion => ({
  kind: 'moving',
  rate,
  sinceMs: atMs,
  guess: { low: positionMs - uncertaintyMs, high: positionMs + uncertaintyMs },
  sightings: [],
})

/**
 * Takes a refresh in, unless it only says roughly what is known better. Two in a row that agree with each other and not
 * with the rest outvote all before.
 */
export function sighted(motion: Motion, sighting: Sighting): Motion {
  if (motion.kind === 'still' || isNoNews(spanOf(motion, sighting), lineOf(motion))) return motion
  const sightings = bestOf([...motion.sightings, sighting])
  const [before, last] = sightings.slice(-2).map((one) => spanOf(motion, one))
  const all = lineOf({ ...motion, sightings })
  const hasSlipped =
    before !== undefined &&
    last !== undefined &&
    overlap(before, last) &&
    !overlap(before, all) &&
    !overlap(last, all)
  return { ...motion, sightings: hasSlipped ? sightings.slice(-2) : sightings }
}

export function withRate(motion: Motion, rate: number, atMs: number): Motion {
  if (motion.kind === 'still' || rate === motion.rate) return motion
  const { positionMs, uncertaintyMs } = whereAt(motion, atMs)
  return moving({ positionMs, uncertaintyMs: uncertaintyMs + RATE_CHANGE_MS, atMs, rate })
}

export function halted(motion: Motion, atMs: number): Motion {
  if (motion.kind === 'still') return motion
  const { positionMs, uncertaintyMs } = whereAt(motion, atMs)
  return still(positionMs, uncertaintyMs)
}

export function whereAt(motion: Motion, atMs: number): Whereabouts {
  if (motion.kind === 'still') return motion
  const { low, high, votes } = lineOf(motion)
  const gone = motion.rate * (atMs - motion.sinceMs)
  return { positionMs: (low + high) / 2 + gone, uncertaintyMs: (high - low) / 2 + doubtOf(votes) }
}

/** How far a refresh is from where the film was expected; positive = it jumped ahead, 0 = within what is known. */
export function surpriseOf(motion: Motion, sighting: Sighting): number {
  if (motion.kind === 'still') return 0
  const expected = lineOf(motion)
  const seen = spanOf(motion, sighting)
  if (overlap(expected, seen)) return 0
  return seen.low > expected.high ? seen.low - expected.high : seen.high - expected.low
}

type Moving = Extract<Motion, { kind: 'moving' }>

/** The position that a sighting means for the instant at which the motion began. */
function spanOf({ rate, sinceMs }: Moving, { positionMs, notBeforeMs, notAfterMs }: Sighting): Span {
  return {
    low: positionMs - rate * (notAfterMs - sinceMs) - SCATTER_MS,
    high: positionMs - rate * (notBeforeMs - sinceMs) + SCATTER_MS,
  }
}

/** The guess has a vote, like one more sighting that is the oldest. */
function lineOf(motion: Moving): Agreement {
  const spans = motion.sightings.map((sighting) => spanOf(motion, sighting))
  const witnesses = [motion.guess, ...spans].slice(-KEPT)
  return agreementOf(witnesses) ?? { ...motion.guess, votes: 1 }
}

/** Drops what is old, and then the one that says least; the last two tell whether the film has slipped. */
function bestOf(sightings: readonly Sighting[]): readonly Sighting[] {
  const oldestMs = (sightings.at(-1)?.notAfterMs ?? 0) - LONGEST_KEPT_MS
  const kept = sightings.filter(({ notAfterMs }) => notAfterMs > oldestMs)
  if (kept.length <= KEPT) return kept
  const widths = kept.slice(0, -2).map(({ notBeforeMs, notAfterMs }) => notAfterMs - notBeforeMs)
  return kept.toSpliced(widths.indexOf(Math.max(...widths)), 1)
}

/** Kept, it would crowd one out that says more. */
const isNoNews = (span: Span, line: Agreement): boolean =>
  span.low < line.low &&
  line.high < span.high &&
  span.high - span.low > NO_NEWS * (line.high - line.low + SCATTER_MS)

function doubtOf(votes: number): number {
  if (votes < 2) return ALONE_MS
  return votes < 3 ? PAIR_MS : SCATTER_MS
}
