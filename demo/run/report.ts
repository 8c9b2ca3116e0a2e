import { z } from 'zod'
import { summarise, type Summary } from '../meter/differences.ts'

/** Null where a figure was not to be had: JSON knows no NaN, and 0 would be a claim. */
const figure = z.number().nullable()

/** Half, nineteen of twenty, all of the values were at most this, ms. */
export const spreadSchema = z.strictObject({ p50: figure, p95: figure, max: figure })

export type Spread = z.infer<typeof spreadSchema>

export const memberReportSchema = z.strictObject({
  name: z.string(),
  /** The player's own name and version. */
  player: z.string().nullable(),
  pid: z.int().nullable(),
  /** The player's control socket, for measuring it from outside. */
  ipc: z.string().nullable(),
  rttMs: figure,
  /** Half the smallest round trip: how far the session clock may be off, honestly. */
  offsetBoundMs: figure,
  /** Distance from where the room is, as the companion itself sees it. */
  driftMs: spreadSchema,
  corrections: z.strictObject({ rate: z.int(), seek: z.int() }),
})

export type MemberReport = z.infer<typeof memberReportSchema>

/** What `--json` prints, one line each. `bench:sync --json` prints these keys and more. */
export const demoReportSchema = z.strictObject({
  members: z.array(memberReportSchema),
  /** Distance between the players, measured from outside. */
  pairwiseMs: spreadSchema,
  /** How much later the last player set off than the first; null before the start. */
  startSpreadMs: figure,
  /** Length of the time that the figures stand for. */
  seconds: z.number(),
})

export type DemoReport = z.infer<typeof demoReportSchema>

/** To a hundredth of a millisecond; finer than that is not known. */
export const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 100) / 100

export function spreadOf(values: readonly number[]): Spread {
  const { p50, p95, max } = roundedSummary(summarise(values))
  return { p50, p95, max }
}

const roundedSummary = ({ p50, p95, p99, max }: Summary) => ({
  p50: rounded(p50),
  p95: rounded(p95),
  p99: rounded(p99),
  max: rounded(max),
})
