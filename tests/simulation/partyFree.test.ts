import { afterEach, describe, expect, it } from 'vitest'
import { startParty, type Guest, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function playingPair(seed: number) {
  party = await startParty(seed)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob' })
  expect(await party.tell(ada, { kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  await party.world.advance(5000)
  return [ada, bob] as const
}

const free = { kind: 'free-play', isFree: true } as const
const back = { kind: 'free-play', isFree: false } as const
const roomOf = (guest: Guest) => guest.companion.state().room
const asksOf = (guest: Guest) => guest.companion.state().events.map(({ what }) => what)

describe('free play', () => {
  it('[CP65] leaves the player to its viewer, and asks the room for nothing they do', async () => {
    const [ada, bob] = await playingPair(81)
    expect(await party.tell(bob, free)).toMatchObject({ ok: true })
    const before = asksOf(ada)
    const revision = roomOf(ada)?.timeline.revision
    bob.player().userSeek(600_000)
    await party.world.advance(1000)
    bob.player().userRate(1.5)
    await party.world.advance(5000)
    bob.player().userPause()
    await party.world.advance(30_000)
    expect(bob.player().truePositionMs()).toBeGreaterThan(600_000)
    expect(bob.player().truePositionMs()).toBeLessThan(612_000)
    expect(asksOf(ada)).toEqual(before)
    expect(roomOf(ada)).toMatchObject({ timeline: { revision, playing: true }, phase: { kind: 'steady' } })
  })

  it('[CP65] is told to everyone, and where this viewer is, to their own library', async () => {
    const [ada, bob] = await playingPair(82)
    await party.tell(bob, free)
    bob.player().userSeek(600_000)
    await party.world.advance(3000)
    expect(bob.companion.state()).toMatchObject({ isFree: true, follow: { mode: 'free', driftMs: null } })
    expect(bob.companion.state().follow.positionMs).toBeGreaterThan(600_000)
    expect(roomOf(ada)?.members.map(({ isFree }) => isFree)).toEqual([false, true])
    expect(asksOf(ada).at(-1)).toBe('went-free')
  })

  it('[CP66] ends with one command: the player catches up alone, from wherever it is and at any speed', async () => {
    const [ada, bob] = await playingPair(83)
    const seeks = ada.companion.state().follow.corrections.seek
    for (const isPaused of [true, false]) {
      await party.tell(bob, free)
      bob.player().userSeek(600_000)
      bob.player().userRate(1.25)
      await party.world.advance(2000)
      if (isPaused) bob.player().userPause()
      await party.world.advance(2000)
      expect(await party.tell(bob, back)).toMatchObject({ ok: true })
      await party.world.advance(4000)
      expect((await party.watch([ada, bob], 10_000)).p95).toBeLessThanOrEqual(3)
      expect(bob.companion.state()).toMatchObject({ isFree: false, follow: { rate: 1 } })
    }
    expect(ada.companion.state().follow.corrections.seek).toBe(seeks)
    expect(roomOf(ada)?.members.map(({ isFree }) => isFree)).toEqual([false, false])
  })

  it('[CP66] ends on the film that the room has gone to meanwhile', async () => {
    const [ada, bob] = await playingPair(84)
    await party.tell(bob, free)
    await party.tell(ada, { kind: 'open-film', itemId: 'second', startMs: 0, insist: false })
    await party.world.advance(5000)
    expect(bob.companion.state().media).toMatchObject({ title: 'A simulated film' })
    expect(roomOf(ada)).toMatchObject({ timeline: { playing: true } })
    await party.tell(bob, back)
    await party.world.advance(4000)
    expect(bob.companion.state().media).toMatchObject({ title: 'The second film' })
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP67] needs no server, and is told to the room when it is there again', async () => {
    const [ada, bob] = await playingPair(85)
    bob.cutLine()
    await party.world.advance(100)
    expect(await party.tell(bob, free)).toMatchObject({ ok: true })
    bob.player().userPause()
    await party.world.advance(20_000)
    expect(bob.companion.state()).toMatchObject({ session: { kind: 'online' }, isFree: true })
    expect(roomOf(ada)?.members.map(({ isFree }) => isFree)).toEqual([false, true])
    expect(roomOf(ada)?.timeline.playing).toBe(true)
  })

  it('[CP65] is not ended by "resync everyone", nor by a player that is started again', async () => {
    const [ada, bob] = await playingPair(86)
    await party.tell(bob, free)
    bob.player().userPause()
    await party.tell(ada, { kind: 'act', action: { kind: 'resync' } })
    await party.world.advance(3000)
    bob.player().crash()
    await party.world.advance(2000)
    await party.tell(bob, { kind: 'restart-player' })
    await party.world.advance(3000)
    expect(bob.companion.state()).toMatchObject({ isFree: true, follow: { mode: 'free' } })
    await party.tell(bob, back)
    await party.world.advance(4000)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })
})
