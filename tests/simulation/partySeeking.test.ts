import { afterEach, describe, expect, it } from 'vitest'
import { seekRestMs } from '../../companion/follow/gathering.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import { startParty, type Guest, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function playingPair(seed: number, policy: Partial<RoomPolicy> = {}) {
  party = await startParty(seed, policy)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob' })
  const acting = ada.companion.command({ kind: 'act', action: { kind: 'play' } })
  await party.world.advance(3000)
  expect(await acting).toMatchObject({ ok: true })
  return [ada, bob] as const
}

/** Holds an arrow key as MPV repeats it: five seconds on each time, after 200 ms, then every 25 ms. */
async function holdArrow(guest: Guest, presses: number): Promise<number> {
  const player = guest.player()
  let targetMs = player.truePositionMs()
  for (let press = 0; press < presses; press += 1) {
    targetMs += 5000
    player.userSeek(targetMs)
    await party.world.advance(press === 0 ? 200 : 25)
  }
  return targetMs
}

const sought = (guest: Guest) => guest.companion.state().events.filter(({ what }) => what === 'sought')
const positionMs = (guest: Guest) => guest.player().truePositionMs()

describe('a viewer who seeks in the player', () => {
  it('[CP42] asks the room once, however long an arrow key is held, for where they stopped', async () => {
    const [ada, bob] = await playingPair(41)
    const targetMs = await holdArrow(bob, 30)
    expect(sought(ada)).toEqual([])
    await party.world.advance(3000)
    expect(sought(ada)).toHaveLength(1)
    expect(sought(ada)[0]?.amount).toBeCloseTo(targetMs, -2)
    expect(Math.abs(positionMs(ada) - positionMs(bob))).toBeLessThan(5)
    expect(positionMs(ada)).toBeGreaterThan(targetMs)
  })

  it('[CP42] waits no longer than a held key takes to repeat', async () => {
    const [ada, bob] = await playingPair(42)
    await holdArrow(bob, 1)
    await party.world.advance(seekRestMs)
    expect(sought(ada)).toHaveLength(1)
  })

  it('[CP42] asks for nothing when they come back to where the room is', async () => {
    const [ada, bob] = await playingPair(43)
    bob.player().userSeek(positionMs(bob) + 5000)
    await party.world.advance(150)
    bob.player().userSeek(positionMs(ada))
    await party.world.advance(3000)
    expect(sought(ada)).toEqual([])
    expect(Math.abs(positionMs(ada) - positionMs(bob))).toBeLessThan(5)
  })

  it('[CP42] has what they do next done after the seek', async () => {
    const [ada, bob] = await playingPair(44)
    const targetMs = await holdArrow(bob, 3)
    await party.world.advance(50)
    bob.player().userPause()
    await party.world.advance(3000)
    const happened = ada.companion.state().events.map(({ what }) => what)
    expect(happened.slice(-2)).toEqual(['sought', 'paused'])
    expect(positionMs(ada)).toBeCloseTo(positionMs(bob), 0)
    expect(Math.abs(positionMs(ada) - targetMs)).toBeLessThan(1500)
  })

  it('[CP42] is put back once, and told why once, when they may not', async () => {
    const [ada, bob] = await playingPair(45, { control: 'host' })
    await holdArrow(bob, 30)
    await party.world.advance(3000)
    expect(sought(ada)).toEqual([])
    expect(Math.abs(positionMs(ada) - positionMs(bob))).toBeLessThan(5)
  })

  it('[CP42] is not disturbed by what others do meanwhile, and then has the last word', async () => {
    const [ada, bob] = await playingPair(46)
    const holding = holdArrow(bob, 30)
    const acting = ada.companion.command({ kind: 'act', action: { kind: 'seek', positionMs: 100_000 } })
    const targetMs = await holding
    await party.world.advance(3000)
    expect(await acting).toMatchObject({ ok: true })
    expect(sought(ada).map(({ name }) => name)).toEqual(['Ada', 'Bob'])
    expect(positionMs(ada)).toBeGreaterThan(targetMs)
  })
})
