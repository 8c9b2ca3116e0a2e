import { limitsFor, type Limits } from './limits.ts'
import type { BenchReport, Phases } from './report.ts'

/** One row of the results: what was measured, and what is claimed of it. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly claim: string
  /** Null where nothing is claimed. */
  readonly holds: boolean | null
}

/** All rows, in the order of the course. */
export function rowsOf(report: BenchReport): readonly Row[] {
  const { phases } = report
  const limits = limitsFor(report)
  return [
    ...steadyRows(phases, limits),
    ...movementRows('start', limits, [phases.start]),
    ...standingRows(phases, limits),
    ...movementRows('resume', limits, [...phases.resumes, phases.viewer.resume]),
    ...seekRows(phases, limits),
    ...lateRows(phases, limits),
  ]
}

function steadyRows({ steady }: Phases, limits: Limits): readonly Row[] {
  const { p50, p95, p99, max } = steady.pairwiseMs
  const { players } = steady
  const largest = Math.max(...players.map(({ largestSpeedPercent }) => largestSpeedPercent))
  const most = Math.max(...players.map(({ mostInOneSecond }) => mostInOneSecond))
  const cpu = players.map(({ companionCpuPercent }) => companionCpuPercent).filter((share) => share !== null)
  const { steadyP95, steadyP99, speedPercent, companionCpuPercent } = limits
  return [
    {
      what: 'playing: distance of the worst pair, p50 / p95 / p99 / max',
      measured: `${[p50, p95, p99, max].map(figure).join(' / ')} ms`,
      ...(steadyP99 === null
        ? claim(`p95 <= ${steadyP95} ms`, p95 <= steadyP95)
        : claim(`p95 <= ${steadyP95} ms, p99 <= ${steadyP99} ms`, p95 <= steadyP95 && p99 <= steadyP99)),
    },
    {
      what: 'playing, settled: largest change of speed; most corrections that began within one second',
      measured: `${figure(largest)} %; ${most}`,
      ...claim(`within ${speedPercent} %, at most one a second`, largest <= speedPercent + 1e-6 && most <= 1),
    },
    {
      what: 'playing: a companion’s processor time, worst of the members',
      measured: cpu.length === 0 ? '?' : `${figure(Math.max(...cpu))} % of a core`,
      ...claim(`<= ${companionCpuPercent} %`, cpu.length > 0 && Math.max(...cpu) <= companionCpuPercent),
    },
    ...requestRows(players, limits),
  ]
}

/** Of the players that are asked over a web interface. */
function requestRows(players: Phases['steady']['players'], limits: Limits): readonly Row[] {
  const asked = players.map(({ requestsPerSecond }) => requestsPerSecond).filter((count) => count !== null)
  if (asked.length === 0) return []
  return [
    {
      what: 'playing, settled: requests to a player’s web interface, most in any 10 s',
      measured: `${figure(Math.max(...asked))} a second`,
      ...claim(`<= ${limits.requestsPerSecond} a second`, Math.max(...asked) <= limits.requestsPerSecond),
    },
  ]
}

function movementRows(what: string, limits: Limits, movements: readonly Phases['start'][]): readonly Row[] {
  const spreads = movements.map(({ spreadMs }) => spreadMs)
  const inStep = movements.map(({ inStepMs }) => inStepMs)
  return [
    {
      what: `${what}: the last player sets off after the first by`,
      measured: `${each(spreads)} ms`,
      ...claim(`<= ${limits.startSpread} ms`, allWithin(spreads, limits.startSpread)),
    },
    {
      what: `${what}: within ${limits.startWithin} ms of each other, for good, after`,
      measured: `${each(inStep)} ms`,
      ...claim(`<= ${limits.startInStep} ms`, allWithin(inStep, limits.startInStep)),
    },
  ]
}

function standingRows({ pauses, viewer }: Phases, { standing }: Limits): readonly Row[] {
  const apart = [...pauses, viewer.pause].map(({ framesApart }) => framesApart)
  const least = apart.map((frames) => frames?.leastMs ?? null)
  const exact = apart.map((frames) => frames?.exactMs ?? null)
  return [
    {
      what: 'pause: the frames shown in the end are apart by at least; at most',
      measured: `${each(least)} ms; ${each(apart.map((frames) => frames?.mostMs ?? null))} ms`,
      ...claim(
        standing === 0
          ? 'at least 0 ms: the same frame'
          : `at least <= ${figure(standing)} ms: the same frame or its neighbour`,
        allWithin(least, standing),
      ),
    },
    {
      what: 'pause: those shown by players that tell their frame exactly, at least',
      measured: `${each(exact)} ms`,
      ...claim('0 ms: the same frame', allWithin(exact, 0)),
    },
    {
      what: 'pause: same frame everywhere after',
      measured: `${each(pauses.map(({ sameFrameMs }) => sameFrameMs))} ms`,
      ...unclaimed,
    },
    {
      what: 'a viewer pauses in their own player: everyone paused after; same frame after',
      measured: `${figure(viewer.pause.everyonePausedMs)} ms; ${figure(viewer.pause.sameFrameMs)} ms`,
      ...unclaimed,
    },
  ]
}

function seekRows({ seeks }: Phases, limits: Limits): readonly Row[] {
  const inStep = seeks.map(({ inStepMs }) => inStepMs)
  return [
    {
      what: 'jump while playing: everyone shows the new place after',
      measured: `${each(seeks.map(({ everyoneThereMs }) => everyoneThereMs))} ms`,
      ...unclaimed,
    },
    {
      what: `jump while playing: all play within ${limits.seekWithin} ms of each other, for good, that long after the last is there`,
      measured: `${each(inStep)} ms`,
      ...claim(`<= ${limits.seekInStep} ms`, allWithin(inStep, limits.seekInStep)),
    },
  ]
}

function lateRows({ lateJoiner }: Phases, limits: Limits): readonly Row[] {
  const { inStepMs, fromNothingMs, others } = lateJoiner
  return [
    {
      what: 'late joiner: within 10 ms of all others, for good, after its first frame; after its program was started',
      measured: `${figure(inStepMs)} ms; ${figure(fromNothingMs)} ms`,
      ...claim(`<= ${limits.lateJoiner} ms; -`, allWithin([inStepMs], limits.lateJoiner)),
    },
    {
      what: 'late joiner: meanwhile the others were paused; were apart at most',
      measured: `${others.pauses} times; ${figure(others.pairwiseMaxMs)} ms`,
      ...claim('never; -', others.pauses === 0),
    },
  ]
}

const claim = (words: string, holds: boolean) => ({ claim: words, holds })
const unclaimed = { claim: '', holds: null }

const allWithin = (values: readonly (number | null)[], limit: number): boolean =>
  values.length > 0 && values.every((value) => value !== null && value <= limit)

const each = (values: readonly (number | null)[]): string => values.map(figure).join(', ')

/** `?` where a figure was not to be had. */
export const figure = (value: number | null): string =>
  value === null || !Number.isFinite(value) ? '?' : String(Math.round(value * 100) / 100)
