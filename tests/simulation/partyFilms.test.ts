import { afterEach, describe, expect, it, vi } from 'vitest'
import { startParty, type Guest, type GuestOptions, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function playingPair(seed: number, bobs: Partial<GuestOptions> = {}) {
  party = await startParty(seed)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob', ...bobs })
  expect(await party.tell(ada, { kind: 'act', action: { kind: 'play' } })).toMatchObject({ ok: true })
  await party.world.advance(3000)
  return [ada, bob] as const
}

const open = (itemId: string, insist = false) => ({ kind: 'open-film', itemId, startMs: 0, insist }) as const
const queue = (itemId: string) => ({ kind: 'queue-film', itemId }) as const
const roomOf = (guest: Guest) => guest.companion.state().room
const mediaOf = (guest: Guest) => guest.companion.state().media

describe('another film', () => {
  it('[CP60] is opened by everyone in the player that is there, and played in step', async () => {
    const [ada, bob] = await playingPair(61)
    const player = bob.player()
    const loads = vi.spyOn(player, 'load')
    expect(await party.tell(ada, open('second'))).toMatchObject({ ok: true })
    await party.world.advance(3000)
    expect(bob.player()).toBe(player)
    expect(loads).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ url: 'http://127.0.0.1/second', title: 'The second film' }),
    )
    expect([mediaOf(ada), mediaOf(bob)]).toMatchObject([
      { kind: 'open', title: 'The second film' },
      { kind: 'open', title: 'The second film' },
    ])
    expect(roomOf(bob)).toMatchObject({ media: { itemId: 'second' }, timeline: { playing: true } })
    expect((await party.watch([ada, bob], 10_000)).p95).toBeLessThanOrEqual(2)
    expect(bob.player().truePositionMs()).toBeLessThan(20_000)
  })

  it('[CP60] ends the former one with its stop report, before anything is told of the next', async () => {
    const [ada, bob] = await playingPair(62)
    await party.tell(ada, open('second'))
    await party.world.advance(3000)
    const told = bob.reports.filter((what) => !what.startsWith('progressed'))
    expect(told.slice(0, 2)).toEqual(['started', 'stopped'])
    expect(told.slice(2).toSorted()).toEqual(['closed', 'started second'])
  })

  it('[CP107] is the next episode where the queue is empty, and none where nothing follows', async () => {
    const [ada, bob] = await playingPair(64)
    await party.tell(ada, open('second'))
    await party.world.advance(3000)
    expect(await party.tell(bob, { kind: 'act', action: { kind: 'next' } })).toMatchObject({ ok: true })
    await party.world.advance(5000)
    expect(roomOf(ada)).toMatchObject({ media: { itemId: 'third' }, queue: [] })
    expect(await party.tell(bob, { kind: 'act', action: { kind: 'next' } })).toMatchObject({ ok: false })
    expect(roomOf(ada)).toMatchObject({ media: { itemId: 'third' } })
  })

  it('[CP60] follows at the end of a film by itself, from the queue', async () => {
    const [ada, bob] = await playingPair(63)
    await party.tell(ada, open('short'))
    await party.tell(bob, queue('third'))
    expect(roomOf(ada)?.queue).toMatchObject([{ media: { itemId: 'third' }, addedBy: 'Bob' }])
    await party.world.advance(45_000)
    expect(roomOf(bob)).toMatchObject({ media: { itemId: 'third' }, queue: [], timeline: { playing: true } })
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP61] that a library does not have leaves its member in the room, told why, and nobody waits', async () => {
    const lacks = new Set(['second'])
    const [ada, bob] = await playingPair(64, { shelf: { lacks } })
    expect(await party.tell(ada, open('second', true))).toMatchObject({ ok: true })
    await party.world.advance(3000)
    expect(bob.companion.state()).toMatchObject({
      session: { kind: 'online' },
      media: { kind: 'missing', title: 'The second film', problem: { code: 'item-not-found' } },
    })
    expect(roomOf(ada)).toMatchObject({ timeline: { playing: true }, phase: { kind: 'steady' } })
    expect(roomOf(ada)?.members[1]?.presence.trouble).toContain('not in your library')
    expect(bob.player().face.lines.some(({ text }) => text.includes('not in your library'))).toBe(true)
    lacks.clear()
    expect(await party.tell(bob, { kind: 'restart-player' })).toMatchObject({ ok: true })
    await party.world.advance(3000)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP61] is shown again to a member who could not see the one before', async () => {
    const [ada, bob] = await playingPair(65, { shelf: { lacks: new Set(['second']) } })
    await party.tell(ada, open('second', true))
    await party.world.advance(2000)
    await party.tell(ada, open('third'))
    await party.world.advance(4000)
    expect(mediaOf(bob)).toMatchObject({ kind: 'open', title: 'The third film' })
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP61] that nobody could have joined with keeps them out of nothing', async () => {
    party = await startParty(66)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob', shelf: { lacks: new Set(['film']) } })
    expect(mediaOf(bob)).toMatchObject({ kind: 'missing' })
    await party.tell(ada, open('second'))
    await party.tell(ada, { kind: 'act', action: { kind: 'play' } })
    await party.world.advance(4000)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP62] is told to be longer or shorter here than in the room', async () => {
    party = await startParty(67)
    await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob', shelf: { longerMs: 4000 } })
    const eve = await party.invite({ name: 'Eve', shelf: { longerMs: -2500 } })
    expect(mediaOf(bob)).toMatchObject({ kind: 'open', warning: { code: 'runtime-differs' } })
    expect(bob.player().face.lines.some(({ text }) => text.includes('4.0 s longer'))).toBe(true)
    expect(mediaOf(eve)).toMatchObject({ kind: 'open', warning: null })
  })

  it('[CP63] that is overtaken by another one is closed, and only the last is shown', async () => {
    const [ada, bob] = await playingPair(68, { shelf: { findMs: 700 } })
    await party.tell(ada, open('second', true))
    await party.world.advance(300)
    await party.tell(ada, open('third', true))
    await party.world.advance(5000)
    expect(mediaOf(bob)).toMatchObject({ kind: 'open', title: 'The third film' })
    expect(bob.reports).not.toContain('started second')
    expect(
      bob.reports.filter((what) => what.endsWith('second')).every((what) => what === 'closed second'),
    ).toBe(true)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP64] is asked about first: whoever cannot see it is named', async () => {
    const [ada, bob] = await playingPair(69, { shelf: { lacks: new Set(['second']) } })
    const refused = await party.tell(ada, open('second'))
    expect(refused).toMatchObject({
      ok: false,
      problem: { code: 'not-everyone-can-see', sentence: 'Bob cannot see this film.' },
    })
    expect(roomOf(bob)).toMatchObject({ media: { itemId: 'film' }, timeline: { playing: true } })
    expect((await party.watch([ada, bob], 3000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP60] is there for whoever comes back after the line was cut', async () => {
    const [ada, bob] = await playingPair(70)
    bob.cutLine()
    await party.tell(ada, open('second', true))
    await party.world.advance(20_000)
    expect(bob.companion.state().session.kind).toBe('online')
    expect(mediaOf(bob)).toMatchObject({ kind: 'open', title: 'The second film' })
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP60] leaves a player closed that its viewer closed, until they want it back', async () => {
    const [ada, bob] = await playingPair(71)
    bob.player().userCloses()
    await party.world.advance(3000)
    await party.tell(ada, open('second'))
    await party.world.advance(3000)
    expect(bob.companion.state()).toMatchObject({ player: { kind: 'gone' }, media: { kind: 'open' } })
    await party.tell(bob, { kind: 'restart-player' })
    await party.world.advance(3000)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })
})
