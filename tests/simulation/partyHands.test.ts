import { afterEach, describe, expect, it } from 'vitest'
import type { RoomPolicy } from '../../protocol/policy.ts'
import { startParty, type Guest, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

const FRAME_MS = 1000 / 24

async function pausedPair(seed: number, policy: Partial<RoomPolicy> = {}) {
  party = await startParty(seed, policy)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob' })
  await party.world.advance(3000)
  return [ada, bob] as const
}

const happened = (guest: Guest) =>
  guest.companion
    .state()
    .events.filter(({ what }) => !['created', 'joined'].includes(what))
    .map(({ name, what }) => `${name} ${what}`)
const positionMs = (guest: Guest) => guest.player().truePositionMs()

describe('a viewer with a hand on the player', () => {
  it('[CP43] who steps by frames in a pause shows that frame to everyone, and asks once', async () => {
    const [ada, bob] = await pausedPair(51)
    const fromMs = positionMs(bob)
    for (let step = 1; step <= 3; step += 1) {
      bob.player().userSeek(fromMs + step * FRAME_MS)
      await party.world.advance(150)
    }
    await party.world.advance(2000)
    expect(happened(ada)).toEqual(['Bob sought'])
    expect(positionMs(bob)).toBeCloseTo(fromMs + 3 * FRAME_MS, 0)
    expect(positionMs(ada)).toBeCloseTo(positionMs(bob), 0)
  })

  it('[CP108] goes on from the speed that the room has got in the pause', async () => {
    const [ada, bob] = await pausedPair(54)
    const rateOf = (guest: Guest) => guest.companion.state().follow.rate
    ada.player().userRate(1.5)
    await party.world.advance(1000)
    expect(rateOf(bob)).toBe(1.5)
    ada.player().userRate(1)
    await party.world.advance(1000)
    bob.player().userRate(1.5)
    await party.world.advance(1000)
    expect(happened(ada)).toEqual(['Ada changed-rate', 'Ada changed-rate', 'Bob changed-rate'])
    expect(rateOf(ada)).toBe(1.5)
  })

  it('[CP43] who steps back to where they stood asks for nothing', async () => {
    const [ada, bob] = await pausedPair(52)
    const fromMs = positionMs(bob)
    bob.player().userSeek(fromMs + FRAME_MS)
    await party.world.advance(150)
    bob.player().userSeek(fromMs)
    await party.world.advance(2000)
    expect(happened(ada)).toEqual([])
    expect(positionMs(bob)).toBeCloseTo(fromMs, 0)
  })

  it('[CP43] who may not is put back to the frame', async () => {
    const [ada, bob] = await pausedPair(53, { control: 'host' })
    const fromMs = positionMs(bob)
    bob.player().userSeek(fromMs + FRAME_MS)
    await party.world.advance(3000)
    expect(happened(ada)).toEqual([])
    expect(positionMs(bob)).toBeCloseTo(fromMs, 0)
    expect(bob.player().message).toMatch(/host/i)
  })

  it('[CP44] who opens something else reads how to come back, and what they do there is theirs', async () => {
    const [ada, bob] = await pausedPair(54)
    const acting = ada.companion.command({ kind: 'act', action: { kind: 'play' } })
    await party.world.advance(3000)
    await acting
    bob.player().userOpens('Another film')
    await party.world.advance(1000)
    expect(bob.player().message).toMatch(/something else/i)
    bob.player().userPause()
    await party.world.advance(3000)
    expect(happened(ada).filter((what) => what.startsWith('Bob'))).toEqual([])
    const back = bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(5000)
    expect(await back).toMatchObject({ ok: true })
    expect(Math.abs(positionMs(ada) - positionMs(bob))).toBeLessThan(10)
  })
})
