/** The speeds a player can be told, absolute. */
export interface RateRange {
  readonly minimum: number
  readonly maximum: number
}

/** A change of speed that takes a drift away, and nothing more. */
export interface Pulse {
  /** Factor on the timeline's rate. */
  readonly rate: number
  readonly forMs: number
}

export interface PulseShape {
  /** Largest change of the timeline's rate, as a share of it. */
  readonly steepest: number
  readonly shortestMs: number
  readonly longestMs: number
  readonly timelineRate: number
  readonly range: RateRange
}

/**
 * VLC 3 plays at 1000/n with a whole n (0.98 becomes 0.980392); MPV takes any speed. Asking for those speeds only, a
 * pulse is what it was computed to be on either.
 */
const rateGrid = 1000

/**
 * The pulse whose integral is the drift: `timelineRate * (1 - rate) * forMs = driftMs`. It is exact however late the
 * player acts on a command, as both of its commands are equally late. A drift too large for one pulse gets the
 * steepest and longest. Null if the player cannot go further that way.
 */
export function shapePulse(driftMs: number, shape: PulseShape): Pulse | null {
  const { steepest, shortestMs, longestMs, timelineRate, range } = shape
  const size = Math.abs(driftMs) / timelineRate
  const wantedMs = Math.min(Math.max(size / steepest, shortestMs), longestMs)
  const change = Math.min(steepest, size / wantedMs) * Math.sign(driftMs)
  const told = gentlerOnGrid(timelineRate * (1 - change), timelineRate)
  if (told < range.minimum || told > range.maximum) return null
  const rate = told / timelineRate
  return { rate, forMs: Math.min(longestMs, size / Math.abs(1 - rate)) }
}

/**
 * The nearest speed on the grid that is no further from the timeline's rate. The wanted one if that would be less
 * than half the change: in a room at a rate off the grid, the nearest speed can be as good as none.
 */
function gentlerOnGrid(wanted: number, timelineRate: number): number {
  const steps = rateGrid / wanted
  const onGrid = rateGrid / (wanted < timelineRate ? Math.floor(steps) : Math.ceil(steps))
  const change = (onGrid - timelineRate) / (wanted - timelineRate)
  return change >= 0.5 ? onGrid : wanted
}
