import type { DemoReport } from '../../demo/run/report.ts'
import type { Summary } from '../../demo/meter/differences.ts'
import type { DemoPlayer } from '../../demo/run/players/demoPlayer.ts'
import type { LineQuality } from '../support/lineQuality.ts'
import type { Machine } from '../support/machine.ts'
import type { LateJoinerFigures } from './phases/lateJoiner.ts'
import type { MovementFigures } from './phases/movement.ts'
import type { SeekFigures } from './phases/seeking.ts'
import type { StandingFigures } from './phases/standing.ts'
import type { SteadyFigures } from './phases/steady.ts'

/** What each phase of the course gave. */
export interface Phases {
  readonly start: MovementFigures
  readonly steady: SteadyFigures
  readonly pauses: readonly StandingFigures[]
  readonly resumes: readonly MovementFigures[]
  readonly seeks: readonly SeekFigures[]
  /** A viewer pauses in the player itself, and goes on there. */
  readonly viewer: { readonly pause: StandingFigures; readonly resume: MovementFigures }
  readonly lateJoiner: LateJoinerFigures
}

/** All of `bench:sync --json`: the keys of the demo, more exactly, and what they were measured with. */
export type BenchReport = Omit<DemoReport, 'pairwiseMs'> & {
  readonly pairwiseMs: Summary
  readonly command: string
  /** ISO 8601, the day. */
  readonly date: string
  readonly machine: Machine
  /** Of each member from the start. */
  readonly players: readonly DemoPlayer[]
  readonly line: (LineQuality & { readonly seed: number }) | null
  readonly phases: Phases
}

/** JSON with figures to a hundredth, and null for those that were not to be had. */
export const reportJson = (report: BenchReport, indent?: number): string =>
  JSON.stringify(
    report,
    (_key, value: unknown) => (typeof value === 'number' ? hundredths(value) : value),
    indent,
  )

const hundredths = (value: number): number | null =>
  Number.isFinite(value) ? Math.round(value * 100) / 100 : null
