import { describe, expect, it } from 'vitest'
import { quantile } from '../../sync/statistics.ts'
import { startParty, type Guest } from './party.ts'
import { seededRandom } from './random.ts'
import { hostInBrowser, type WebHost } from './webHost.ts'

/** A room that somebody hosts from a browser, with two companions in it. */
async function roomOfBrowser(seed: number) {
  const party = await startParty(seed)
  const host = await hostInBrowser(party.world, party.server(), seededRandom(seed + 1))
  const room = party.server().codeOf(host.roomId)
  const guests = [await party.invite({ name: 'Ann', room }), await party.invite({ name: 'Bob', room })]
  await party.world.advance(3000)
  const close = async () => {
    host.close()
    await party.close()
  }
  return { party, world: party.world, host, guests, close }
}

const corrections = (guest: Guest) => guest.companion.state().follow.corrections
const apart = (host: WebHost, guest: Guest) => guest.player().truePositionMs() - host.truePositionMs()

describe('a room that a browser hosts', () => {
  it('[OW63] drives companions smoothly: few corrections in five minutes, no seek, close to each other', async () => {
    const { party, world, host, guests, close } = await roomOfBrowser(5)
    host.play()
    await world.advance(20_000)
    const before = guests.map(corrections)
    const revision = guests[0]?.companion.state().room?.timeline.revision ?? 0
    const distances: number[] = []
    for (let minute = 0; minute < 5; minute += 1) {
      for (let second = 0; second < 60; second += 5) {
        await world.advance(5000)
        for (const guest of guests) distances.push(Math.abs(apart(host, guest)))
      }
    }
    for (const [index, guest] of guests.entries()) {
      const { rate, seek } = corrections(guest)
      expect(seek - (before[index]?.seek ?? 0)).toBe(0)
      expect(rate - (before[index]?.rate ?? 0)).toBeLessThan(30)
    }
    expect((guests[0]?.companion.state().room?.timeline.revision ?? 0) - revision).toBeLessThanOrEqual(3)
    expect(quantile(distances, 0.95)).toBeLessThan(120)
    const spread = await party.watch(guests, 10_000)
    expect(spread.p95).toBeLessThan(5)
    await close()
  }, 120_000)

  it('[OW63] takes companions along when the browser pauses, jumps or stalls without a word', async () => {
    const { world, host, guests, close } = await roomOfBrowser(9)
    host.play()
    await world.advance(15_000)
    for (const guest of guests) expect(Math.abs(apart(host, guest))).toBeLessThan(150)
    host.seek(120_000)
    await world.advance(8000)
    for (const guest of guests) expect(Math.abs(apart(host, guest))).toBeLessThan(150)
    host.stall(900)
    await world.advance(25_000)
    for (const guest of guests) expect(Math.abs(apart(host, guest))).toBeLessThan(150)
    host.pause()
    await world.advance(3000)
    for (const guest of guests) expect(Math.abs(apart(host, guest))).toBeLessThan(45)
    await close()
  }, 60_000)
})
