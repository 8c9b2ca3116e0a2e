import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PlayerEvent } from '../../../adapters/player.ts'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import type { SimulatedTraits } from '../../../adapters/simulated/simulatedTraits.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import type { VirtualClock } from '../../support/virtualClock.ts'

const MEDIA = { url: 'film', title: 'A film', startMs: 0, subtitles: [] }

let clock: VirtualClock
let players: SimulatedPlayer[]
beforeEach(() => {
  clock = createVirtualClock()
  players = []
})
afterEach(async () => {
  for (const player of players) await player.close()
  expect(clock.pending(), 'timers left behind').toBe(0)
})

const startPlayer = async (traits: Partial<SimulatedTraits> = {}) => {
  const player = new SimulatedPlayer(clock, traits)
  players.push(player)
  const loaded = player.load(MEDIA)
  await clock.advance(500)
  expect(await loaded).toMatchObject({ ok: true })
  return player
}
const playFor = async (player: SimulatedPlayer, ms: number) => {
  const playing = player.play()
  await clock.advance(1)
  await playing
  await clock.advance(ms - 1)
}
const sense = async (player: SimulatedPlayer) => {
  const observing = player.observe()
  await clock.advance(1)
  const observation = await observing
  if (!observation.ok) throw new Error(observation.problem.sentence)
  return observation.value
}

it('[PL50] does the same again with the same seed, and something else with another', async () => {
  const observed = async (seed: number) => {
    const player = await startPlayer({ seed })
    await playFor(player, 1000)
    return (await sense(player)).positionMs
  }
  const [one, again, other] = [await observed(1), await observed(1), await observed(2)]
  expect(again).toBeCloseTo(one, 9)
  expect(other).not.toBeCloseTo(one, 3)
})

it('[PL51] runs as fast as its own clock', async () => {
  const player = await startPlayer({ skewPpm: 100 })
  await playFor(player, 100_000)
  expect(player.truePositionMs()).toBeCloseTo(100_010, 0)
})

it('[PL52] hears a change of rate after its delay', async () => {
  const player = await startPlayer({ rateDelayMs: 300 })
  await playFor(player, 1000)
  const set = player.setRate(2)
  await clock.advance(300)
  await set
  expect(player.truePositionMs()).toBeCloseTo(1300, 0)
  await clock.advance(1000)
  expect(player.truePositionMs()).toBeCloseTo(3300, 0)
})

it('[PL53] stands still while it is short of bytes, without being paused', async () => {
  const player = await startPlayer()
  const events: PlayerEvent[] = []
  player.onEvent((event) => events.push(event))
  await playFor(player, 1000)
  player.stall(2000)
  expect(await sense(player)).toMatchObject({ buffering: true, paused: false })
  await clock.advance(3000)
  expect(player.truePositionMs()).toBeCloseTo(2000, -1)
  expect(events.filter(({ kind }) => kind === 'buffering')).toMatchObject([
    { buffering: true },
    { buffering: false },
  ])
})

it('[PL54] refuses a rate when it has none', async () => {
  const player = await startPlayer({ rate: null })
  expect(player.capabilities.rate).toBeNull()
  expect(await player.setRate(1.1)).toMatchObject({ ok: false })
})

it('[PL55] observes within the uncertainty that it tells', async () => {
  const player = await startPlayer()
  await playFor(player, 1000)
  for (let index = 0; index < 200; index += 1) {
    const { positionMs, uncertaintyMs, observedAtMs } = await sense(player)
    const truthMs = player.truePositionMs() - (clock.nowMs() - observedAtMs)
    expect(Math.abs(positionMs - truthMs)).toBeLessThan(uncertaintyMs)
  }
})

it('[PL56] tells a stream that dies, and waits for bytes that do not come', async () => {
  const player = await startPlayer()
  const events: PlayerEvent[] = []
  player.onEvent((event) => events.push(event))
  await playFor(player, 1000)
  player.streamDies()
  await clock.advance(5000)
  expect(events.at(-1)?.kind).toBe('stream-failed')
  expect((await sense(player)).buffering).toBe(true)
})
