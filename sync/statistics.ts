/** The value below which the share `q` (0..1) of the values lies, interpolated between neighbours; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const place = (sorted.length - 1) * Math.min(Math.max(q, 0), 1)
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (above - below) * (place - Math.floor(place))
}

/** The middle value, the mean of the middle two; NaN of nothing. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Line {
  readonly slope: number
  /** `y` at `x` = 0. */
  readonly intercept: number
}

/** The least-squares line through the points; null for fewer than two places on the x axis. */
export function linearFit(points: readonly Point[]): Line | null {
  const meanX = mean(points.map((point) => point.x))
  const meanY = mean(points.map((point) => point.y))
  let spread = 0
  let product = 0
  for (const { x, y } of points) {
    // Centred sums: with clock readings of 1e9 ms the textbook form loses every digit that matters.
    spread += (x - meanX) ** 2
    product += (x - meanX) * (y - meanY)
  }
  if (!(spread > 0)) return null
  const slope = product / spread
  return { slope, intercept: meanY - slope * meanX }
}

function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}
