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
  /** How much the point counts, 1 / variance of its `y`; 1 if absent. */
  readonly weight?: number
}

export interface Line {
  readonly slope: number
  /** `y` at `x` = 0. */
  readonly intercept: number
}

/**
 * The least-squares line through the points; null if nothing determines it. `stiffness` is what speaks for a slope
 * of 0 beforehand, as 1 / variance of the usual slopes: few or noisy points then bend the line little.
 */
export function linearFit(points: readonly Point[], stiffness = 0): Line | null {
  const weights = points.map((point) => point.weight ?? 1)
  const meanX = weightedMean(
    points.map((point) => point.x),
    weights,
  )
  const meanY = weightedMean(
    points.map((point) => point.y),
    weights,
  )
  let spread = stiffness
  let product = 0
  for (const { x, y, weight = 1 } of points) {
    // Centred sums: with clock readings of 1e9 ms the textbook form loses every digit that matters.
    spread += weight * (x - meanX) ** 2
    product += weight * (x - meanX) * (y - meanY)
  }
  if (points.length === 0 || !(spread > 0)) return null
  const slope = product / spread
  return { slope, intercept: meanY - slope * meanX }
}

function weightedMean(values: readonly number[], weights: readonly number[]): number {
  let sum = 0
  let total = 0
  for (const [index, value] of values.entries()) {
    const weight = weights[index] ?? 0
    sum += weight * value
    total += weight
  }
  return sum / total
}
