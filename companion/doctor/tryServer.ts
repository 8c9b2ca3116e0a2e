import type { Identity } from '../../protocol/identity.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import { sessionPath } from '../../protocol/session.ts'
import type { Clock } from '../../sync/clock.ts'
import { addSample, emptyClockWindow, estimateClock, type ClockSample } from '../../sync/clockOffset.ts'
import { quantile } from '../../sync/statistics.ts'
import { openLine, type OpenWire } from '../session/line.ts'
import type { ClockFigures } from './judge.ts'
import { hostKind } from './report.ts'

export interface ServerTrialOptions {
  /** As people write it, without the protocol's path. */
  readonly url: string
  /** What it is shown; null = nothing but a name. */
  readonly identity: Identity | null
  readonly openWire: OpenWire
  readonly clock: Clock
  readonly app: { readonly name: string; readonly version: string }
}

/** Twenty quick samples take 1.2 s, then one comes a second. */
const listenMs = 3000

/** Asks a session server for the time as a member does, without entering any room. */
export async function tryServer(options: ServerTrialOptions): Promise<Result<ClockFigures, Problem>> {
  const { url, identity, openWire, clock, app } = options
  const samples: ClockSample[] = []
  const line = await openLine({
    ...{ openWire, clock, app, name: 'Lockstep doctor', identity },
    url: url.replace(/\/$/, '') + sessionPath,
    onMessage: () => {},
    onSample: (sample) => samples.push(sample),
    onClose: () => {},
  })
  if (!line.ok) return line
  await new Promise<void>((resolve) => void clock.after(listenMs, resolve))
  line.value.close()
  const model = estimateClock(samples.reduce(addSample, emptyClockWindow))
  if (model === null) return failure(noTime)
  const trips = samples.map(roundTripMs)
  const jitterMs = quantile(trips, 0.95) - Math.min(...trips)
  return success({ where: hostKind(url), rttMs: model.rttMs, boundMs: model.boundMs, jitterMs })
}

const roundTripMs = ({ sentAtMs, receivedAtMs, answeredAtMs, arrivedAtMs }: ClockSample): number =>
  arrivedAtMs - sentAtMs - (answeredAtMs - receivedAtMs)

const noTime: Problem = {
  code: 'no-time',
  sentence: 'The session server does not tell the time.',
  nextStep: 'Check that the address is that of a session server of Lockstep.',
}
