import { describe, expect, it } from 'vitest'
import { createRenewal } from '../../../companion/session/renewal.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** A renewal whose tries are noted; the server answers each that it takes with another hour. */
function renewing(answers: readonly boolean[]) {
  const clock = createVirtualClock()
  const triedAtMs: number[] = []
  const renewal = createRenewal(clock, () => {
    const isTaken = answers[triedAtMs.length] ?? true
    triedAtMs.push(clock.nowMs())
    if (isTaken) renewal.endsIn(60_000)
    return Promise.resolve(isTaken)
  })
  renewal.endsIn(60_000)
  return { clock, renewal, triedAtMs }
}

describe('the renewal of a session', () => {
  it('[AU33] begins when two thirds of its time are over, again and again', async () => {
    const { clock, renewal, triedAtMs } = renewing([])
    await clock.advance(130_000)
    expect(triedAtMs).toEqual([40_000, 80_000, 120_000])
    renewal.stop()
    expect(clock.pending()).toBe(0)
  })

  it('[AU33] is tried again while the session lasts', async () => {
    const { clock, renewal, triedAtMs } = renewing([false, false])
    await clock.advance(50_000)
    expect(triedAtMs).toEqual([40_000, 43_000, 46_000])
    renewal.stop()
  })

  it('[AU33] is not needed by a session that never ends', async () => {
    const { clock, renewal, triedAtMs } = renewing([])
    renewal.endsIn(null)
    await clock.advance(1_000_000)
    expect(triedAtMs).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})
