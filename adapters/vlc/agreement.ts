/** Somewhere in here is the truth, says one witness. */
export interface Span {
  readonly low: number
  readonly high: number
}

export interface Agreement extends Span {
  /** How many of the spans contain all of it. */
  readonly votes: number
}

/**
 * Where most of the spans overlap, after K. Marzullo's way of taking time from several clocks: a wrong witness is
 * outvoted instead of averaged in. Of equally many votes the ones with the newest span count, which is the last.
 * Null of nothing.
 */
export function agreementOf(spans: readonly Span[]): Agreement | null {
  const newest = spans.at(-1)
  if (newest === undefined) return null
  const holdsNewest = ({ low, high }: Span) => newest.low <= high && low <= newest.high
  return spans
    .map(({ low }) => overlapFrom(low, spans))
    .reduce((best, next) => {
      if (next.votes !== best.votes) return next.votes > best.votes ? next : best
      return holdsNewest(next) && !holdsNewest(best) ? next : best
    })
}

function overlapFrom(low: number, spans: readonly Span[]): Agreement {
  const around = spans.filter((span) => span.low <= low && low <= span.high)
  return { low, high: Math.min(...around.map(({ high }) => high)), votes: around.length }
}

export const overlap = (one: Span, other: Span): boolean => one.low <= other.high && other.low <= one.high
