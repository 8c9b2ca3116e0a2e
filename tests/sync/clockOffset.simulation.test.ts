import { describe, expect, it } from 'vitest'
import { clockErrors } from '../../bench/clock/clockErrors.ts'
import { filters } from '../../bench/clock/filters.ts'
import { paths } from '../../bench/clock/paths.ts'
import { quantile } from '../../sync/statistics.ts'

const seed = 20_261_120

function errorsOf(pathName: string, filterName: string): { p50: number; p95: number } {
  const path = paths.find(({ name }) => name === pathName)
  const filter = filters.find(({ name }) => name.startsWith(filterName))
  if (path === undefined || filter === undefined) throw new Error(`no ${pathName} or ${filterName}`)
  const errors = clockErrors({ path, filter, runs: 12, seed })
  return { p50: quantile(errors, 0.5), p95: quantile(errors, 0.95) }
}

// bench/results/clock.md has the figures of 100 runs; these are a third above them.
describe(`the session clock over simulated lines, seed ${seed}`, () => {
  it.each([
    ['LAN', 0.03, 0.07],
    ['Wi-Fi', 0.25, 0.8],
    ['WAN', 0.47, 1.45],
  ])('[CO7] is right within its figures over a line like %s', (path, p50, p95) => {
    const errors = errorsOf(path, 'Lockstep')
    expect(errors.p50).toBeLessThan(p50)
    expect(errors.p95).toBeLessThan(p95)
  })

  it.each(['min of 8 @60 s', 'min of 8 @5 s', 'EMA 0.4 @10 s'])(
    '[CO7] is at least twice as right as %s over each of them',
    (other) => {
      for (const path of ['LAN', 'Wi-Fi', 'WAN']) {
        expect(errorsOf(path, 'Lockstep').p50).toBeLessThan(errorsOf(path, other).p50 / 2)
      }
    },
  )

  it('[CO8] is wrong by half the asymmetry of a line, and by less than its bound', () => {
    const { p50, p95 } = errorsOf('WAN, asymmetric', 'Lockstep')
    expect(p50).toBeCloseTo(7.5, 0)
    expect(p95).toBeLessThan(22.5)
  })
})
