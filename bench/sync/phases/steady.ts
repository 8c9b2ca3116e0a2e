import { differences, summarise, type Summary } from '../../../demo/meter/differences.ts'
import type { PlayerChange } from '../../../demo/meter/playerProbe.ts'
import { within, type TimeWindow } from '../../../demo/meter/trace.ts'
import { memberReport } from '../../../demo/run/memberFigures.ts'
import type { Party } from '../../../demo/run/party.ts'
import type { MemberReport } from '../../../demo/run/report.ts'
import { sleep } from '../../../demo/run/waiting.ts'
import { processorTimeMs } from '../../support/processorTime.ts'
import { countRequests, type RequestCount } from '../../support/requestCount.ts'
import type { MemberProcess } from '../../../demo/run/memberProcess.ts'
import type { Clock } from '../../../sync/clock.ts'

/** How it was to be in step. */
export interface SteadyFigures {
  readonly pairwiseMs: Summary
  readonly samples: number
  readonly seconds: number
  readonly players: readonly PlayerFigures[]
  /** What the meter itself took of one core. */
  readonly meterCpuPercent: number
}

export interface PlayerFigures {
  readonly name: string
  /** Changes of speed that the player really made, once settled: there and back again are two. */
  readonly speedChanges: number
  /** The most departures from normal speed that began within one second. */
  readonly mostInOneSecond: number
  /** The largest departure from normal speed, in percent. */
  readonly largestSpeedPercent: number
  /** Corrections by the companion's own count. */
  readonly corrections: { readonly rate: number; readonly seek: number }
  /** What its companion took of one core; null where the system does not tell. */
  readonly companionCpuPercent: number | null
  /** The most requests per second to its web interface, 10 s average; null without one, or where nobody can tell. */
  readonly requestsPerSecond: number | null
}

/** Measuring begins 3 s after the start; in the first 5 s a player may hurry (sync/steering.ts, `hurryForMs`). */
const SETTLING_MS = 2000

export interface SteadyResult {
  readonly figures: SteadyFigures
  /** The members by their own account, over the same time. */
  readonly members: readonly MemberReport[]
}

/** Leaves the players alone and watches. */
export async function measureSteady(party: Party, seconds: number): Promise<SteadyResult> {
  const before = await snapshot(party)
  await sleep(party.clock, SETTLING_MS)
  const requests = party.seats.map(({ member }) => requestsTo(member, party.clock))
  await sleep(party.clock, seconds * 1000 - SETTLING_MS)
  for (const count of requests) count?.stop()
  const after = await snapshot(party)
  const window = { fromMs: before.atMs, toMs: after.atMs }
  const apart = differences(party.traces(), window).map(({ apartMs }) => apartMs)
  const tookMs = after.atMs - before.atMs
  const members = party.seats.map(({ member, drifts }) =>
    memberReport({ name: member.name, state: member.state(), drifts }, window),
  )
  const figures = {
    pairwiseMs: summarise(apart),
    samples: apart.length,
    seconds: tookMs / 1000,
    players: party.seats.map(({ member: { name } }, index) => ({
      name,
      ...speedFigures(changesOf(party, name, { ...window, fromMs: window.fromMs + SETTLING_MS })),
      corrections: {
        rate: (after.rates[index] ?? 0) - (before.rates[index] ?? 0),
        seek: (after.seeks[index] ?? 0) - (before.seeks[index] ?? 0),
      },
      companionCpuPercent: share(before.cpuMs[index] ?? null, after.cpuMs[index] ?? null, tookMs),
      requestsPerSecond: requests[index]?.mostPerSecond() ?? null,
    })),
    meterCpuPercent: (100 * (after.ownCpuMs - before.ownCpuMs)) / tookMs,
  }
  return { figures, members }
}

/** Null for a player that is not controlled over a port. */
function requestsTo({ state }: MemberProcess, clock: Clock): RequestCount | null {
  const { player } = state()
  const port = player.kind === 'ready' ? /:(\d+)$/.exec(player.control ?? '')?.[1] : undefined
  return port === undefined ? null : countRequests(Number(port), clock)
}

async function snapshot({ clock, seats }: Party) {
  const own = process.cpuUsage()
  const corrections = seats.map(({ member }) => member.state().follow.corrections)
  return {
    atMs: clock.nowMs(),
    ownCpuMs: (own.user + own.system) / 1000,
    cpuMs: await Promise.all(seats.map(({ member }) => processorTimeMs(member.pid))),
    rates: corrections.map(({ rate }) => rate),
    seeks: corrections.map(({ seek }) => seek),
  }
}

const share = (beforeMs: number | null, afterMs: number | null, tookMs: number): number | null =>
  beforeMs === null || afterMs === null ? null : (100 * (afterMs - beforeMs)) / tookMs

export const changesOf = (
  { recorder }: Pick<Party, 'recorder'>,
  name: string,
  window: TimeWindow,
): readonly PlayerChange[] =>
  within(recorder.recordings().find((recording) => recording.name === name)?.changes ?? [], window)

/** What the speed changes of one player amount to. */
export function speedFigures(changes: readonly PlayerChange[]) {
  const speeds = changes.filter((change) => change.kind === 'speed')
  const departures = speeds.filter(({ speed }) => speed !== 1)
  const inOneSecond = departures.map(
    ({ atMs }) => departures.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1000).length,
  )
  return {
    speedChanges: speeds.length,
    mostInOneSecond: Math.max(0, ...inOneSecond),
    largestSpeedPercent: Math.max(0, ...speeds.map(({ speed }) => 100 * Math.abs(speed - 1))),
  }
}
