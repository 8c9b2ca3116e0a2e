import { describe, expect, it } from 'vitest'
import { createSharedClock } from '../../../companion/room/sharedClock.ts'
import type { ClockModel } from '../../../sync/clockOffset.ts'

const model = (clockId: string, offsetMs: number): ClockModel => ({
  clockId,
  referenceLocalMs: 0,
  offsetMs,
  skew: 0,
  boundMs: 1,
  minRttMs: 2,
  rttMs: 2,
  oneWayP95Ms: 1,
  samples: 10,
})

describe('the shared clock', () => {
  it('[CP15] keeps the former clock until the room is told by the new one', () => {
    const shared = createSharedClock()
    shared.learn(model('a', 100))
    shared.adopt()
    shared.learn(model('b', 9000))
    expect(shared.model()?.clockId).toBe('a')
    shared.adopt()
    expect(shared.model()).toMatchObject({ clockId: 'b', offsetMs: 9000 })
  })

  it('[CP14] goes on with the last model while nothing is known anew', () => {
    const shared = createSharedClock()
    shared.learn(model('a', 100))
    shared.adopt()
    shared.learn(model('a', 101))
    shared.learn(null)
    expect(shared.model()).toMatchObject({ clockId: 'a', offsetMs: 101 })
  })
})
