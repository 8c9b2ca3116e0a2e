import type { DemoPlayer } from '../../demo/run/players/demoPlayer.ts'

/** What is claimed, in ms unless the name says otherwise; null where nothing is. */
export interface Limits {
  readonly steadyP95: number
  readonly steadyP99: number | null
  /** How close is in step after a start. */
  readonly startWithin: number
  readonly startSpread: number
  /** How close is in step after a jump. */
  readonly seekWithin: number
  /** After a start, until in step for good. */
  readonly startInStep: number
  /** After a jump, until in step for good. */
  readonly seekInStep: number
  readonly lateJoiner: number
  /** How far apart the frames are at the least that are shown in a pause. */
  readonly standing: number
  readonly speedPercent: number
  readonly companionCpuPercent: number
  readonly requestsPerSecond: number
}

/** Of the demo's films; VLCs may show the neighbouring one. */
const frameMs = 1000 / 24

const mpvAlone: Limits = {
  steadyP95: 2,
  steadyP99: 5,
  startWithin: 5,
  startSpread: 15,
  seekWithin: 10,
  startInStep: 1000,
  seekInStep: 1500,
  lateJoiner: 3000,
  standing: 0,
  speedPercent: 1,
  companionCpuPercent: 5,
  requestsPerSecond: 4,
}

/** With a VLC among them that serves our page. */
const withVlc: Limits = {
  ...mpvAlone,
  steadyP95: 8,
  steadyP99: null,
  startWithin: 8,
  startSpread: 40,
  startInStep: 3000,
  seekInStep: 2000,
  standing: frameMs,
  companionCpuPercent: 2,
}

/** With a VLC among them that has only the page that it comes with. */
const withPlainVlc: Limits = { ...withVlc, steadyP95: 25, startWithin: 25, seekWithin: 25 }

/**
 * On a bad line, which is 40 ± 20 ms each way with 1 % stalls, nobody can ask for more after a start than is claimed for
 * steady play there: what keeps the players apart is how well their clocks are known.
 */
const onBadLine = { steadyP95: 8, steadyP99: null, startWithin: 8 }

export interface Conditions {
  readonly players: readonly DemoPlayer[]
  readonly line: object | null
}

export function limitsFor({ players, line }: Conditions): Limits {
  if (players.includes('vlc-plain')) return withPlainVlc
  const limits = players.includes('vlc') ? withVlc : mpvAlone
  return line === null ? limits : { ...limits, ...onBadLine }
}
