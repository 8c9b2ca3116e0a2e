/** A heap right after a collection. */
export interface HeapLook {
  readonly atMs: number
  readonly heapBytes: number
}

export interface HeapTrend {
  /** Bytes an hour, and how sure that is. */
  readonly slope: number
  readonly standardError: number
}

/** Least squares over time. */
export function heapTrend(looks: readonly HeapLook[]): HeapTrend {
  const points = looks.map(({ atMs, heapBytes }) => ({ x: atMs / 3_600_000, y: heapBytes }))
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)]
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0)
  return { slope, standardError: Math.sqrt(rest / (points.length - 2) / spread) }
}

/** Whether it does not grow, as far as ten looks and more can tell: within two standard errors, or 1 % of it an hour. */
export function isFlat({ slope, standardError }: HeapTrend, looks: readonly HeapLook[]): boolean {
  const hundredth = (looks[0]?.heapBytes ?? 0) / 100
  return looks.length >= 10 && slope <= Math.max(2 * standardError, hundredth)
}
