import { describe, expect, it } from 'vitest'
import { linearFit, median, quantile } from '../../sync/statistics.ts'

describe('statistics', () => {
  it('[CO1] interpolates a quantile between its neighbours, whatever the order', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5)
    expect(quantile([4, 1, 3, 2], 0)).toBe(1)
    expect(quantile([4, 1, 3, 2], 1)).toBe(4)
    expect(quantile([7], 0.95)).toBe(7)
    expect(median([9, 1, 5])).toBe(5)
  })

  it('[CO1] has no quantile of nothing', () => {
    expect(quantile([], 0.5)).toBeNaN()
    expect(median([])).toBeNaN()
  })

  it('[CO1] fits a line through clock readings far from zero without losing microseconds', () => {
    const points = [0, 1, 2, 3].map((n) => ({ x: 4e9 + n * 1000, y: 17 + n * 1000 * 30e-6 }))
    const line = linearFit(points)
    expect(line?.slope).toBeCloseTo(30e-6, 10)
    expect((line?.intercept ?? 0) + (line?.slope ?? 0) * 4e9).toBeCloseTo(17, 5)
  })

  it('[CO1] fits no line through one place', () => {
    expect(linearFit([])).toBeNull()
    expect(
      linearFit([
        { x: 1, y: 1 },
        { x: 1, y: 2 },
      ]),
    ).toBeNull()
  })
})
