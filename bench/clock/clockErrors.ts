import { seededRandom } from '../support/seededRandom.ts'
import type { ClockFilter } from './filters.ts'
import { ping, trueSessionMs, type Path } from './paths.ts'

export interface Simulation {
  readonly path: Path
  readonly filter: ClockFilter
  readonly runs: number
  readonly seed: number
}

/** Free-running PC clocks differ by about this much. */
const skew = 30e-6
/** Judged once the slowest filter compared is full (eight minutes), and for another eight. */
const judgedFromMs = 480_000
const judgedUntilMs = 960_000
/** Between two pings too: what matters is the clock at any instant. */
const judgedEveryMs = 1700
/** Neighbouring seeds of this generator begin alike. */
const seedStride = 104_729

/** How far the filter's session clock was from the true one, ms, without its sign. */
export function clockErrors({ path, filter, runs, seed }: Simulation): number[] {
  const errors: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom((seed + run) * seedStride)
    const clock = { offsetMs: (random() - 0.5) * 1e9, skew: run % 2 === 0 ? skew : -skew }
    const running = filter.start()
    const samples = sampleTimes(filter).map((sentAtMs) => ping(path, clock, { sentAtMs, random }))
    let taken = 0
    for (let atMs = judgedFromMs; atMs < judgedUntilMs; atMs += judgedEveryMs) {
      for (; (samples[taken]?.arrivedAtMs ?? Infinity) <= atMs; taken += 1) {
        const sample = samples[taken]
        if (sample !== undefined) running.take(sample)
      }
      errors.push(Math.abs(running.sessionMs(atMs) - trueSessionMs(clock, atMs)))
    }
  }
  return errors
}

function sampleTimes(filter: ClockFilter): number[] {
  return Array.from(
    { length: Math.floor(judgedUntilMs / filter.everyMs) },
    (_, index) => index * filter.everyMs,
  )
}
