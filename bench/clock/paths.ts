import type { ClockSample } from '../../sync/clockOffset.ts'
import type { Random } from '../support/seededRandom.ts'

/** A line between a companion and the session server: what every ping takes, and what it queues on top. */
export interface Path {
  readonly name: string
  readonly outMs: number
  readonly backMs: number
  /** Mean of the queueing in each direction, gamma distributed. */
  readonly jitterMs: number
}

/** The paths that the claims name (LAN, Wi-Fi, WAN), and one whose asymmetry no filter can see. */
export const paths: readonly Path[] = [
  { name: 'LAN', outMs: 0.5, backMs: 0.5, jitterMs: 0.3 },
  { name: 'Wi-Fi', outMs: 2, backMs: 2, jitterMs: 4 },
  { name: 'WAN', outMs: 20, backMs: 20, jitterMs: 8 },
  { name: 'WAN, asymmetric', outMs: 15, backMs: 30, jitterMs: 8 },
]

/** The session clock as the simulation knows it; the filters only see its time stamps. */
export interface TrueClock {
  readonly offsetMs: number
  readonly skew: number
}

export const trueSessionMs = (clock: TrueClock, localMs: number): number =>
  localMs + clock.offsetMs + clock.skew * localMs

/** One ping sent at `sentAtMs`; the server answers at once. */
export function ping(
  path: Path,
  clock: TrueClock,
  sending: { sentAtMs: number; random: Random },
): ClockSample {
  const { sentAtMs, random } = sending
  const receivedLocalMs = sentAtMs + path.outMs + queueing(path.jitterMs, random)
  const sessionMs = trueSessionMs(clock, receivedLocalMs)
  const arrivedAtMs = receivedLocalMs + path.backMs + queueing(path.jitterMs, random)
  return { clockId: 'true', sentAtMs, receivedAtMs: sessionMs, answeredAtMs: sessionMs, arrivedAtMs }
}

/** Gamma distributed with shape 1 (exponential): mostly short, with a long tail, as queues are. */
function queueing(meanMs: number, random: Random): number {
  return -Math.log(1 - random()) * meanMs
}
