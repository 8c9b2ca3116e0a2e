import { seededRandom } from '../../bench/support/seededRandom.ts'

/** What a browser that plays a film tells a session server about once a second, and where its film truly was. */
export interface BrowserReport {
  /** By the browser's own clock. */
  readonly sentAtMs: number
  /** By the server's clock. */
  readonly receivedAtMs: number
  readonly positionMs: number
}

export interface Browser {
  readonly seed: number
  readonly durationMs: number
  /** How coarsely `currentTime` is told: a frame, in some browsers. */
  readonly grainMs?: number
  /** The film falls behind by `ms` at each of these instants, and nobody says so. */
  readonly stalls?: readonly { readonly atMs: number; readonly ms: number }[]
  /** The film is elsewhere from an instant on, and nobody says so. */
  readonly jumps?: readonly { readonly atMs: number; readonly byMs: number }[]
  /** How much faster than the server's clock the film runs. */
  readonly skewPpm?: number
  /** The browser's clock is set by this much in the middle. */
  readonly clockStepMs?: number
}

/** The browser's clock began this much before the server's. */
const clockAheadMs = 1.7e12

export interface Playing {
  readonly reports: readonly BrowserReport[]
  /** Where the film truly is at an instant of the server's clock. */
  truthAt(atMs: number): number
}

/**
 * Reports every 1 to 2 s, as the timers of the page have it: told coarsely and a little late by the page, on a line
 * with 5 to 60 ms of delay on which one frame in twenty is held back for up to 600 ms.
 */
export function playInBrowser({ seed, durationMs, ...given }: Browser): Playing {
  const { grainMs = 42, stalls = [], jumps = [], skewPpm = 40, clockStepMs = 0 } = given
  const random = seededRandom(seed * 7919)
  const truthAt = (atMs: number) =>
    atMs * (1 + skewPpm * 1e-6) -
    stalls.reduce((lost, stall) => lost + Math.min(Math.max(0, atMs - stall.atMs), stall.ms), 0) +
    jumps.reduce((moved, jump) => moved + (atMs >= jump.atMs ? jump.byMs : 0), 0)
  const reports: BrowserReport[] = []
  let freeAtMs = 0
  for (let atMs = 1000; atMs < durationMs; atMs += 1000 + random() * 1000) {
    const positionMs = Math.floor(truthAt(atMs - random() * 12) / grainMs) * grainMs
    const heldMs = random() < 0.05 ? random() * 600 : 0
    freeAtMs = Math.max(freeAtMs, atMs + 5 + random() * 55 + heldMs)
    const stepMs = atMs > durationMs / 2 ? clockStepMs : 0
    reports.push({ sentAtMs: Math.floor(atMs + clockAheadMs + stepMs), receivedAtMs: freeAtMs, positionMs })
  }
  return { reports, truthAt }
}
