import { describe, expect, it } from 'vitest'
import { createThroughput } from '../../../jellyfin/relay/throughput.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

function start() {
  const clock = createVirtualClock()
  const throughput = createThroughput(clock)
  const flow = throughput.begin()
  return {
    clock,
    throughput,
    flow,
    /** Chunks of 1000 bytes, one each `everyMs`. */
    async receive(chunks: number, everyMs: number) {
      for (let chunk = 0; chunk < chunks; chunk += 1) {
        await clock.advance(everyMs)
        flow.received(1000)
      }
    },
  }
}

describe('the measured throughput', () => {
  it('[RL3] is unknown before anything came', () => {
    expect(start().throughput.bytesPerSecond()).toBeNull()
  })

  it('[RL3] is what comes in a second', async () => {
    const { throughput, receive } = start()
    await receive(500, 2)
    expect(throughput.bytesPerSecond()).toBeCloseTo(500_000)
  })

  it('[RL3] counts the gaps of a slow line', async () => {
    const { throughput, receive } = start()
    await receive(5, 600)
    expect(throughput.bytesPerSecond()).toBeCloseTo(1000 / 0.6)
  })

  it('[RL3] forgets what is more than 5 s of work ago', async () => {
    const { throughput, receive } = start()
    await receive(1000, 1)
    await receive(600, 10)
    expect(throughput.bytesPerSecond()).toBeCloseTo(100_000)
  })

  it('[RL4] stays as it was while a player with a full cache takes what it plays', async () => {
    const { throughput, flow, clock, receive } = start()
    await receive(2000, 1)
    for (let chunk = 0; chunk < 100; chunk += 1) {
      flow.blocked()
      await clock.advance(60)
      flow.unblocked()
      flow.received(1000)
    }
    expect(throughput.bytesPerSecond()).toBeCloseTo(1_000_000)
  })

  it('[RL4] counts the short waits of a player that takes all it can', async () => {
    const { throughput, flow, clock } = start()
    for (let chunk = 0; chunk < 200; chunk += 1) {
      flow.blocked()
      await clock.advance(4)
      flow.unblocked()
      flow.received(1000)
    }
    expect(throughput.bytesPerSecond()).toBeCloseTo(250_000)
  })

  it('[RL3] does not count the time between two answers', async () => {
    const { throughput, clock, receive } = start()
    await receive(100, 1)
    await clock.advance(60_000)
    const next = throughput.begin()
    await clock.advance(1)
    next.received(1000)
    expect(throughput.bytesPerSecond()).toBeCloseTo(1_000_000)
  })
})
