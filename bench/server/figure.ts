import { quantile } from '../../sync/statistics.ts'

/** One line of the results: what was measured, and whether it keeps what is claimed; null where nothing is. */
export interface Figure {
  readonly what: string
  readonly measured: string
  readonly claimed: string | null
  readonly holds: boolean | null
}

export const figure = (what: string, measured: string): Figure => ({
  what,
  measured,
  claimed: null,
  holds: null,
})

export const claim = (
  what: string,
  measured: string,
  given: { claimed: string; holds: boolean },
): Figure => ({
  what,
  measured,
  ...given,
})

/** p50 and p99 of latencies. */
export interface Spread {
  readonly count: number
  readonly p50: number
  readonly p99: number
  readonly max: number
}

export const spreadOf = (valuesMs: readonly number[]): Spread => ({
  count: valuesMs.length,
  p50: quantile(valuesMs, 0.5),
  p99: quantile(valuesMs, 0.99),
  max: valuesMs.reduce((a, b) => Math.max(a, b), 0),
})

export const inMs = (valueMs: number): string => `${valueMs.toFixed(valueMs < 10 ? 2 : 0)} ms`
export const inMiB = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
export const inShare = (share: number): string => `${(share * 100).toFixed(1)} %`
export const inSpread = ({ p50, p99 }: Spread): string => `p50 ${inMs(p50)}, p99 ${inMs(p99)}`
