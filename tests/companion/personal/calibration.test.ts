import { expect, it } from 'vitest'
import { SimulatedPlayer } from '../../../adapters/simulated/simulatedPlayer.ts'
import { startCalibration } from '../../../companion/calibration/calibration.ts'
import { createPreferenceStore } from '../../../companion/personal/preferenceStore.ts'
import { createSoundDesk } from '../../../companion/personal/soundDesk.ts'
import { calibrationLines } from '../../../companion/cli/view/calibrationFace.ts'
import { largestOffsetMs } from '../../../protocol/personal.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const headphones = { id: 'pulse/headphones', title: 'Headphones' }

async function begin(preferences = createPreferenceStore()) {
  const clock = createVirtualClock()
  const player = new SimulatedPlayer(clock, { durationMs: 120_000 })
  const starting = startCalibration({ launchPlayer: async () => success(player), preferences })
  await clock.advance(1000)
  const started = await starting
  if (!started.ok) throw new Error(started.problem.sentence)
  const settled = async <Value>(work: Promise<Value>) => {
    await clock.advance(10)
    return await work
  }
  return { clock, player, preferences, calibration: started.value, settled }
}

it('[CP103] plays the clip again and again, and shifts the sound against the picture by what is heard too late', async () => {
  const { clock, player, calibration, settled } = await begin()
  await clock.advance(125_000)
  expect(player.truePositionMs()).toBeGreaterThan(1000)
  expect(player.truePositionMs()).toBeLessThan(10_000)
  expect(await settled(calibration.comesLate(120))).toMatchObject({ ok: true })
  expect(player.soundDelayMs()).toBe(-120)
  await settled(calibration.comesLate(-20))
  expect(calibration.state()).toMatchObject({ soundLateMs: 100, isKept: false })
  await settled(calibration.comesLate(5000))
  expect(player.soundDelayMs()).toBe(-largestOffsetMs)
  await settled(calibration.clear())
  expect(player.soundDelayMs()).toBe(0)
  await settled(calibration.close())
})

it('[CP103] remembers the result for the device, begins there the next time, and leaves it alone otherwise', async () => {
  const { player, preferences, calibration, settled, clock } = await begin()
  player.userHearsOn(headphones)
  await settled(calibration.comesLate(180))
  expect(preferences.recall().devices).toEqual({})
  calibration.keep()
  expect(preferences.recall().devices).toEqual({ 'pulse/headphones': { offsetMs: 0, soundLateMs: 180 } })
  await settled(calibration.close())
  const next = await begin(preferences)
  next.player.userHearsOn(headphones)
  await next.clock.advance(10)
  expect(next.calibration.state()).toEqual({ soundLateMs: 180, device: 'Headphones', isKept: true })
  expect(next.player.soundDelayMs()).toBe(-180)
  await next.settled(next.calibration.close())
  expect(clock.pending()).toBe(0)
})

it('[CP103] ends with its player', async () => {
  const { player, calibration, clock } = await begin()
  const ends: string[] = []
  calibration.onEnd(({ sentence }) => ends.push(sentence))
  player.userCloses()
  await clock.advance(10)
  expect(ends).toHaveLength(1)
})

it.each([
  // Sound that is late is sent out earlier, and nothing else changes.
  [180, { soundDelayMs: -180, aheadMs: 30 }],
  // Where the picture is late, the sound waits for it, and both are ahead of the room by that.
  [-90, { soundDelayMs: 90, aheadMs: 120 }],
])('[CP104] makes up for sound that is %i ms late, beside the own offset', async (soundLateMs, expected) => {
  const clock = createVirtualClock()
  const player = new SimulatedPlayer(clock)
  const preferences = createPreferenceStore()
  preferences.keep((all) => ({ ...all, devices: { [headphones.id]: { offsetMs: 30, soundLateMs } } }))
  const told: number[] = []
  const desk = createSoundDesk({
    preferences,
    givenOffsetMs: null,
    player: () => player,
    tell: (offsetMs, aheadMs) => told.push(offsetMs, aheadMs),
    tellDevice: () => {},
  })
  desk.hear(headphones)
  await clock.advance(10)
  expect({ soundDelayMs: player.soundDelayMs(), aheadMs: desk.aheadMs() }).toEqual(expected)
  expect(told).toEqual([30, expected.aheadMs])
})

it('[CP104] leaves the sound as the viewer shifted it in the player, where nothing was calibrated', async () => {
  const clock = createVirtualClock()
  const player = new SimulatedPlayer(clock)
  void player.setSoundDelay(70)
  await clock.advance(10)
  const desk = createSoundDesk({
    preferences: createPreferenceStore(),
    givenOffsetMs: 200,
    player: () => player,
    tell: () => {},
    tellDevice: () => {},
  })
  desk.hear(headphones)
  desk.attend()
  await clock.advance(10)
  expect(player.soundDelayMs()).toBe(70)
  expect(desk.aheadMs()).toBe(200)
})

it('[CL98] says where the sound is, what it is remembered for, and what the keys do, within the terminal', () => {
  const lines = calibrationLines({ soundLateMs: -40, device: 'Headphones', isKept: false }, 40)
  const text = lines.map((line) => line.map((one) => one.text).join('')).join('\n')
  expect(text).toContain('the sound waits 40 ms for the picture')
  expect(text).toContain('Headphones')
  expect(text).toMatch(/enter .*remember/)
})
