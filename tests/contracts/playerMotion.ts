import { expect, it } from 'vitest'
import { FILM_MS, FIRST_FRAME_MS, FRAME_MS, projected } from './playerTrial.ts'
import type { PlayerTrial } from './playerTrial.ts'

/** How a player moves, and how well it says where it is (rules PL1 to PL11). */
export function describeMotion(trial: () => PlayerTrial) {
  it('[PL1] opens a film paused on the frame of the start asked for, and says which', async () => {
    const { load, observe } = trial()
    const { positionMs } = await load(5000)
    expect(positionMs).toBeGreaterThan(4997)
    expect(positionMs).toBeLessThan(5000 + FRAME_MS + 1)
    const observation = await observe()
    expect(observation).toMatchObject({ paused: true, seeking: false, buffering: false, ended: false })
    expect(observation.positionMs).toBeCloseTo(positionMs, 1)
  })

  it('[PL1] takes a negative start for the beginning', async () => {
    const { load } = trial()
    const { positionMs } = await load(-4000)
    expect(positionMs).toBeLessThan(FIRST_FRAME_MS)
  })

  it('[PL2] plays from where it stood, at the speed of the clock', async () => {
    const { fixture, player, settle, load, observe, measuredRate } = trial()
    const { positionMs } = await load(3000)
    const beforeMs = fixture.nowMs()
    await settle(player.play())
    await fixture.pass(400)
    const observation = await observe()
    expect(observation.paused).toBe(false)
    expect(projected(observation, beforeMs)).toBeGreaterThan(positionMs - 150)
    expect(projected(observation, beforeMs)).toBeLessThan(positionMs + 50)
    expect(await measuredRate()).toBeCloseTo(1, 1)
  })

  it('[PL3] stands still once pause() has resolved', async () => {
    const { fixture, player, settle, load, observe } = trial()
    await load()
    await settle(player.play())
    await fixture.pass(300)
    await settle(player.pause())
    const first = await observe()
    await fixture.pass(300)
    const later = await observe()
    expect(first.paused).toBe(true)
    expect(later.positionMs).toBeCloseTo(first.positionMs, 5)
  })

  it('[PL4] takes play() and pause() twice as once', async () => {
    const { player, settle, load, observe, told, expectSoon } = trial()
    await load()
    await settle(player.play())
    await settle(player.play())
    expect((await observe()).paused).toBe(false)
    // A player need not tell of what was undone before it came to tell it.
    await expectSoon(() => told('paused').at(-1)?.paused === false)
    await settle(player.pause())
    await settle(player.pause())
    expect((await observe()).paused).toBe(true)
    await expectSoon(() => told('paused').at(-1)?.paused === true)
    expect(told('paused').slice(-2)).toMatchObject([{ paused: false }, { paused: true }])
  })

  it('[PL5] seeks exactly while paused, and stays paused on the frame it names', async () => {
    const { player, settle, load, observe } = trial()
    await load()
    const { positionMs } = await settle(player.seek(12_345))
    expect(positionMs).toBeGreaterThan(12_342)
    expect(positionMs).toBeLessThan(12_345 + FRAME_MS + 1)
    const observation = await observe()
    expect(observation.paused).toBe(true)
    expect(observation.positionMs).toBeCloseTo(positionMs, 1)
  })

  it('[PL6] goes on playing after a seek while playing', async () => {
    const { fixture, player, settle, load, observe } = trial()
    await load()
    await settle(player.play())
    await fixture.pass(200)
    const { positionMs } = await settle(player.seek(15_000))
    expect(Math.abs(positionMs - 15_000)).toBeLessThan(2 * FRAME_MS)
    await fixture.pass(400)
    const observation = await observe()
    expect(observation.paused).toBe(false)
    expect(observation.positionMs).toBeGreaterThan(15_100)
    expect(observation.positionMs).toBeLessThan(17_000)
  })

  it('[PL7] takes a negative position for the beginning and one beyond the end for the last frame', async () => {
    const { player, settle, load } = trial()
    await load(5000)
    expect((await settle(player.seek(-3000))).positionMs).toBeLessThan(FIRST_FRAME_MS)
    const { positionMs } = await settle(player.seek(FILM_MS + 60_000))
    expect(positionMs).toBeGreaterThan(FILM_MS - 3 * FRAME_MS)
    expect(positionMs).toBeLessThan(FILM_MS + 50)
  })

  it('[PL8] lands two seeks on the way at the same time where the later one wants', async () => {
    const { player, settle, load } = trial()
    await load()
    const [, second] = await Promise.all([settle(player.seek(5000)), settle(player.seek(20_000))])
    expect(Math.abs(second.positionMs - 20_000)).toBeLessThan(2 * FRAME_MS)
  })

  it('[PL9] plays at the rate set, once its delay is over', async () => {
    const { fixture, player, settle, load, observe, told, measuredRate } = trial()
    await load()
    await settle(player.play())
    await settle(player.setRate(1.5))
    await fixture.pass((player.capabilities.rate?.delayMs ?? 0) + 300)
    expect((await observe()).rate).toBeCloseTo(1.5, 2)
    expect(await measuredRate()).toBeCloseTo(1.5, 1)
    expect(told('rate').map(({ rate }) => rate.toFixed(2))).toEqual(['1.50'])
  })

  it('[PL10] dates an observation between the asking and the answer, with an uncertainty', async () => {
    const { fixture, player, settle, load, observe } = trial()
    await load()
    await settle(player.play())
    await fixture.pass(300)
    const beforeMs = fixture.nowMs()
    const observation = await observe()
    expect(observation.observedAtMs).toBeGreaterThanOrEqual(beforeMs)
    expect(observation.observedAtMs).toBeLessThanOrEqual(fixture.nowMs())
    expect(observation.uncertaintyMs).toBeGreaterThan(0)
  })

  it('[PL10] senses a straight line: every observation fits the others within their uncertainties', async () => {
    const { fixture, player, settle, load, observe } = trial()
    await load()
    await settle(player.play())
    await fixture.pass(player.capabilities.settleMs)
    const first = await observe()
    const errors: number[] = []
    for (let index = 0; index < 20; index += 1) {
      await fixture.pass(50)
      const later = await observe()
      const uncertainty = first.uncertaintyMs + later.uncertaintyMs
      errors.push(Math.abs(projected(first, later.observedAtMs) - later.positionMs) / uncertainty)
    }
    expect(errors.toSorted((one, other) => one - other)[10]).toBeLessThan(1)
  })

  it('[PL11] answers several observers at once with one request', async () => {
    const { load, observe } = trial()
    await load()
    const both = await Promise.all([observe(), observe()])
    expect(both[0]).toEqual(both[1])
  })
}
