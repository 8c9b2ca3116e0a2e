import type { BenchReport, Phases } from './report.ts'

/** One row of the results: what was measured, and what is claimed of it. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly claim: string
  /** Null where nothing is claimed. */
  readonly holds: boolean | null
}

/** In ms; the claims about a bad line are for 40 ± 20 ms each way with 1 % stalls. */
const limits = {
  steadyP95: 2,
  steadyP99: 5,
  steadyP95OnABadLine: 8,
  startWithin: 5,
  startSpread: 15,
  startInStep: 1000,
  seekInStep: 1500,
  lateJoiner: 3000,
  speedPercent: 1,
  companionCpuPercent: 5,
}

/**
 * How close players have to be to count as in step after a start. On a bad line nobody can ask for more than is
 * claimed for steady play there: what keeps the players apart is how well their clocks are known.
 */
export const startWithinMs = (isBadLine: boolean): number =>
  isBadLine ? limits.steadyP95OnABadLine : limits.startWithin

/** All rows, in the order of the course. */
export function rowsOf(report: BenchReport): readonly Row[] {
  const { phases } = report
  const withinMs = startWithinMs(report.line !== null)
  return [
    ...steadyRows(report),
    ...movementRows('start', withinMs, [phases.start]),
    ...standingRows(phases),
    ...movementRows('resume', withinMs, [...phases.resumes, phases.viewer.resume]),
    ...seekRows(phases),
    ...lateRows(phases),
  ]
}

function steadyRows({ phases, line }: BenchReport): readonly Row[] {
  const { p50, p95, p99, max } = phases.steady.pairwiseMs
  const { players } = phases.steady
  const largest = Math.max(...players.map(({ largestSpeedPercent }) => largestSpeedPercent))
  const most = Math.max(...players.map(({ mostInOneSecond }) => mostInOneSecond))
  const cpu = players.map(({ companionCpuPercent }) => companionCpuPercent).filter((share) => share !== null)
  const { steadyP95, steadyP99, steadyP95OnABadLine, speedPercent, companionCpuPercent } = limits
  return [
    {
      what: 'playing: distance of the worst pair, p50 / p95 / p99 / max',
      measured: `${[p50, p95, p99, max].map(figure).join(' / ')} ms`,
      ...(line === null
        ? claim(`p95 <= ${steadyP95} ms, p99 <= ${steadyP99} ms`, p95 <= steadyP95 && p99 <= steadyP99)
        : claim(`p95 <= ${steadyP95OnABadLine} ms`, p95 <= steadyP95OnABadLine)),
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
  ]
}

function movementRows(what: string, withinMs: number, movements: readonly Phases['start'][]): readonly Row[] {
  const spreads = movements.map(({ spreadMs }) => spreadMs)
  const inStep = movements.map(({ inStepMs }) => inStepMs)
  return [
    {
      what: `${what}: the last player sets off after the first by`,
      measured: `${each(spreads)} ms`,
      ...claim(`<= ${limits.startSpread} ms`, allWithin(spreads, limits.startSpread)),
    },
    {
      what: `${what}: within ${withinMs} ms of each other, for good, after`,
      measured: `${each(inStep)} ms`,
      ...claim(`<= ${limits.startInStep} ms`, allWithin(inStep, limits.startInStep)),
    },
  ]
}

function standingRows({ pauses, viewer }: Phases): readonly Row[] {
  const apart = [...pauses, viewer.pause].map(({ framesApartMs }) => framesApartMs)
  return [
    {
      what: 'pause: the frames shown in the end are apart by',
      measured: `${each(apart)} ms`,
      ...claim('0 ms: the same frame', allWithin(apart, 0.5)),
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

function seekRows({ seeks }: Phases): readonly Row[] {
  const inStep = seeks.map(({ inStepMs }) => inStepMs)
  return [
    {
      what: 'jump while playing: everyone shows the new place after',
      measured: `${each(seeks.map(({ everyoneThereMs }) => everyoneThereMs))} ms`,
      ...unclaimed,
    },
    {
      what: 'jump while playing: all play within 10 ms of each other, for good, that long after the last is there',
      measured: `${each(inStep)} ms`,
      ...claim(`<= ${limits.seekInStep} ms`, allWithin(inStep, limits.seekInStep)),
    },
  ]
}

function lateRows({ lateJoiner }: Phases): readonly Row[] {
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
