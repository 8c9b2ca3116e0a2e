import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import {
  addSample,
  emptyClockWindow,
  estimateClock,
  toLocalMs,
  toSessionMs,
  type ClockModel,
  type ClockSample,
  type ClockWindow,
} from '../../sync/clockOffset.ts'

interface Ping {
  offsetMs?: number
  outMs?: number
  backMs?: number
  clockId?: string
  skew?: number
}

/** What a ping shows when the session clock is `offsetMs` ahead and the line takes so long each way. */
function sampleAt(sentAtMs: number, given: Ping = {}): ClockSample {
  const { offsetMs = 1000, outMs = 5, backMs = 5, clockId = 'a', skew = 0 } = given
  const receivedAtMs = sentAtMs + outMs + offsetMs + skew * sentAtMs
  return {
    clockId,
    sentAtMs,
    receivedAtMs,
    answeredAtMs: receivedAtMs + 1,
    arrivedAtMs: sentAtMs + outMs + 1 + backMs,
  }
}

const gather = (samples: readonly ClockSample[]): ClockWindow => samples.reduce(addSample, emptyClockWindow)

const everySecond = (count: number, given: Ping = {}) =>
  Array.from({ length: count }, (_, index) => sampleAt(index * 1000, given))

function modelOf(window: ClockWindow): ClockModel {
  const model = estimateClock(window)
  if (model === null) throw new Error('no model')
  return model
}

describe('the window of clock samples', () => {
  it('[CO1] knows nothing without a sample, and something with one', () => {
    expect(estimateClock(emptyClockWindow)).toBeNull()
    expect(modelOf(gather([sampleAt(0)]))).toMatchObject({
      offsetMs: 1000,
      skew: 0,
      minRttMs: 10,
      boundMs: 5,
      samples: 1,
    })
  })

  it('[CO2] keeps the last sixty samples', () => {
    expect(gather(everySecond(75)).samples.map((sample) => sample.sentAtMs / 1000)).toEqual(
      Array.from({ length: 60 }, (_, index) => index + 15),
    )
  })

  it('[CO3] forgets the window when the clock id changes', () => {
    const window = gather([...everySecond(20), sampleAt(20_000, { clockId: 'b', offsetMs: 7 })])
    expect(window.samples).toHaveLength(1)
    expect(modelOf(window)).toMatchObject({ clockId: 'b', offsetMs: 7 })
  })

  it.each([
    ['a negative round trip', { ...sampleAt(20_000), arrivedAtMs: 19_000 }],
    ['an answer before the question', { ...sampleAt(20_000), answeredAtMs: 20_000 }],
    ['something that is no number', { ...sampleAt(20_000), receivedAtMs: Number.NaN }],
    ['infinity', { ...sampleAt(20_000), answeredAtMs: Infinity }],
  ])('[CO4] drops a sample that shows %s', (_what, sample) => {
    const window = gather(everySecond(20))
    expect(addSample(window, sample)).toBe(window)
  })

  it.each([3_600_000, -3_600_000, 25, -25])(
    '[CO5] starts anew with the first sample after the clocks moved apart by %d ms, as after a sleep',
    (jumpMs) => {
      const window = gather([...everySecond(60), sampleAt(60_000, { offsetMs: 1000 + jumpMs })])
      expect(window.samples).toHaveLength(1)
      expect(modelOf(window).offsetMs).toBe(1000 + jumpMs)
    },
  )

  it('[CO5] is not contradicted by delay, however long and one-sided', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            outMs: fc.double({ min: 1, max: 5000, noNaN: true }),
            backMs: fc.double({ min: 1, max: 5000, noNaN: true }),
          }),
          {
            minLength: 1,
            maxLength: 60,
          },
        ),
        fc.integer({ min: -100, max: 100 }),
        (delays, ppm) => {
          const samples = delays.map((delay, index) => sampleAt(index * 1000, { ...delay, skew: ppm * 1e-6 }))
          expect(gather(samples).samples).toHaveLength(delays.length)
        },
      ),
    )
  })

  it('[CO5] is not contradicted by skew over a minute without samples', () => {
    const window = gather([...everySecond(10, { skew: 100e-6 }), sampleAt(70_000, { skew: 100e-6 })])
    expect(window.samples).toHaveLength(11)
  })
})

describe('the model of the session clock', () => {
  it('[CO6] follows a clock that runs faster or slower', () => {
    for (const skew of [30e-6, -100e-6]) {
      const model = modelOf(gather(everySecond(60, { skew })))
      expect(model.skew).toBeCloseTo(skew, 6)
      expect(toSessionMs(model, 90_000)).toBeCloseTo(91_000 + 90_000 * skew, 1)
    }
  })

  it('[CO6] expects no skew until samples show it', () => {
    const early = [5, 9, 13, 5.4, 9].map((outMs, index) => sampleAt(index * 200, { outMs }))
    const plain = (1000 - 1000.2) / -600
    expect(plain).toBeGreaterThan(300e-6)
    expect(Math.abs(modelOf(gather(early)).skew)).toBeLessThan(20e-6)
  })

  it('[CO6] believes the shortest round trips', () => {
    const delayed = everySecond(12).map((sample, index) =>
      index % 4 === 0 ? sample : sampleAt(index * 1000, { outMs: 300 }),
    )
    expect(modelOf(gather(delayed)).offsetMs).toBeCloseTo(1000, 1)
  })

  it('[CO8] tells its bound, its usual round trip and its slow ones', () => {
    const lines = Array.from({ length: 60 }, (_, index) =>
      sampleAt(index * 1000, { outMs: index < 50 ? 5 : 25 }),
    )
    const model = modelOf(gather(lines))
    expect(model).toMatchObject({ boundMs: 5, minRttMs: 10, rttMs: 30 })
    expect(model.oneWayP95Ms).toBe(15)
  })

  it('[CO9] converts to the session clock and back without loss', () => {
    const instant = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(instant, instant, fc.integer({ min: -500, max: 500 }), (offsetMs, localMs, ppm) => {
        const model = { ...modelOf(gather([sampleAt(0)])), offsetMs, skew: ppm * 1e-6 }
        expect(toLocalMs(model, toSessionMs(model, localMs))).toBeCloseTo(localMs, 3)
      }),
    )
  })
})
