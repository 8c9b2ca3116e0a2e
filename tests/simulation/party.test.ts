import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Action } from '../../protocol/action.ts'
import { startParty, type Guest, type Party } from './party.ts'
import { badLine } from './simulatedLine.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function act(guest: Guest, action: Action) {
  const acting = guest.companion.command({ kind: 'act', action })
  await party.world.advance(500)
  expect(await acting).toMatchObject({ ok: true })
}

/** Two guests whose machines count 60 ppm apart, and play. */
async function playingPair(seed: number, line = {}) {
  party = await startParty(seed)
  const ada = await party.invite({ name: 'Ada', skewPpm: 30, ...line })
  const bob = await party.invite({ name: 'Bob', skewPpm: -30, player: { skewPpm: 80 }, ...line })
  await act(ada, { kind: 'play' })
  return [ada, bob] as const
}

/** How long ago things happened, by the session clock as the guest knows it, ms. */
function agesOf(guest: Guest): number[] {
  const { clock, events } = guest.companion.state()
  const nowMs = guest.clock.nowMs() + (clock?.offsetMs ?? 0)
  return events.map((event) => nowMs - event.atMs)
}

const roomOf = (guest: Guest) => guest.companion.state().room
const seeds = [1, 2, 3, 4, 5]

describe('a party', () => {
  it.each(seeds)('[DR1] is in step to 2 ms on a good line, sound cards apart (seed %i)', async (seed) => {
    const pair = await playingPair(seed)
    await party.world.advance(3000)
    const { p95, p99 } = await party.watch(pair, 60_000)
    expect(p95).toBeLessThanOrEqual(2)
    expect(p99).toBeLessThanOrEqual(5)
  })

  it.each(seeds)('[DR1] is in step to 8 ms on a bad line (seed %i)', async (seed) => {
    const pair = await playingPair(seed, { line: badLine })
    await party.world.advance(10_000)
    const { p95 } = await party.watch(pair, 60_000)
    expect(p95).toBeLessThanOrEqual(8)
  })

  it('[CO1] is apart by no more than the bounds that its members show, however uneven the line', async () => {
    const uneven = { upMs: 60, downMs: 5, jitterMs: 4, stallShare: 0, stallMs: 0 }
    party = await startParty(6)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob', line: uneven })
    await act(ada, { kind: 'play' })
    await party.world.advance(10_000)
    const { max } = await party.watch([ada, bob], 20_000)
    const boundOf = (guest: Guest) => guest.companion.state().clock?.boundMs ?? 0
    expect(max).toBeLessThanOrEqual(boundOf(ada) + boundOf(bob) + 2)
    expect(max).toBeGreaterThan(10)
  })

  it('[CP2] starts together, from the first movement on', async () => {
    const pair = await playingPair(7)
    expect((await party.watch(pair, 1000)).max).toBeLessThanOrEqual(15)
  })

  it('[CP4] pauses on the same frame when a viewer pauses in the player', async () => {
    const [ada, bob] = await playingPair(8)
    await party.world.advance(5000)
    bob.player().userPause()
    await party.world.advance(1500)
    expect(roomOf(ada)?.timeline.playing).toBe(false)
    const positions = [ada, bob].map((guest) => guest.player().truePositionMs())
    expect(positions[0]).toBe(positions[1])
  })

  it('[CP8] starts with everyone when a viewer presses play in the player', async () => {
    const [ada, bob] = await playingPair(9)
    await act(ada, { kind: 'pause', positionMs: null })
    await party.world.advance(1000)
    bob.player().userPlay()
    await party.world.advance(800)
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 2000)).max).toBeLessThanOrEqual(15)
  })

  it('follows a seek in the player, all together, and plays on', async () => {
    const [ada, bob] = await playingPair(10)
    await party.world.advance(5000)
    ada.player().userSeek(200_000)
    await party.world.advance(2500)
    expect(bob.player().truePositionMs()).toBeGreaterThan(200_000)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('plays at another speed together', async () => {
    const [ada, bob] = await playingPair(11)
    await act(bob, { kind: 'rate', rate: 1.5 })
    await party.world.advance(5000)
    expect((await party.watch([ada, bob], 10_000)).p95).toBeLessThanOrEqual(3)
  })

  it('[CP7] puts a viewer back who may not, and the room does not notice', async () => {
    party = await startParty(12, { control: 'host' })
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await act(ada, { kind: 'play' })
    await party.world.advance(3000)
    const revision = roomOf(ada)?.timeline.revision
    const shown = vi.spyOn(bob.player(), 'showMessage')
    bob.player().userPause()
    await party.world.advance(1000)
    expect(roomOf(ada)?.timeline.revision).toBe(revision)
    expect(shown).toHaveBeenCalledWith(expect.stringContaining('role does not allow'), expect.any(Number))
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP6] asks the room for what was pressed twice in quick succession, in order', async () => {
    const [ada, bob] = await playingPair(20)
    await party.world.advance(3000)
    bob.player().userPause()
    await party.world.advance(30)
    bob.player().userPlay()
    await party.world.advance(3000)
    const did = ada.companion.state().events.map((event) => event.what)
    expect(did.slice(-2)).toEqual(['paused', 'played'])
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 3000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CP10] plays at exactly the rate of the room once a correction is over', async () => {
    const [ada, bob] = await playingPair(21)
    await party.world.advance(20_000)
    const rates: number[] = []
    for (let second = 0; second < 60; second += 1) {
      await party.world.advance(1000)
      rates.push(bob.companion.state().follow.rate)
    }
    expect(bob.companion.state().follow.corrections.rate).toBeGreaterThan(0)
    expect(rates.filter((rate) => rate === 1).length).toBeGreaterThan(30)
    expect(ada.companion.state().follow.corrections.seek).toBe(0)
  })

  it('[CP3] lets a late guest catch up alone within three seconds', async () => {
    const [ada, bob] = await playingPair(13)
    await party.world.advance(20_000)
    const before = ada.companion.state().follow.corrections
    const eve = await party.invite({ name: 'Eve' })
    await party.world.advance(3000)
    expect((await party.watch([ada, bob, eve], 5000)).max).toBeLessThanOrEqual(10)
    expect(ada.companion.state().follow.corrections.seek).toBe(before.seek)
  })

  it('waits for a guest that runs short of bytes, and goes on by itself', async () => {
    const [ada, bob] = await playingPair(14)
    await party.world.advance(5000)
    bob.player().stall(4000)
    await party.world.advance(2500)
    expect(roomOf(ada)).toMatchObject({
      timeline: { playing: false },
      phase: { kind: 'waiting', why: 'stall' },
    })
    await party.world.advance(5000)
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(2)
  })

  it('[CP13] goes on without a crashed player, and takes it back in place', async () => {
    const [ada, bob] = await playingPair(15)
    await party.world.advance(5000)
    bob.player().crash()
    await party.world.advance(500)
    expect(bob.companion.state()).toMatchObject({ player: { kind: 'gone', how: 'crashed' } })
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    const restarting = bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(3000)
    expect(await restarting).toMatchObject({ ok: true })
    expect((await party.watch([ada, bob], 5000)).max).toBeLessThanOrEqual(10)
  })

  it('[CP26] opens a stream anew that died, in place, and the others go on', async () => {
    const [ada, bob] = await playingPair(22)
    await party.world.advance(5000)
    bob.player().streamDies()
    await party.world.advance(500)
    expect(bob.companion.state().problem?.code).toBe('stream-failed')
    await party.world.advance(6000)
    expect(bob.companion.state()).toMatchObject({ problem: null, player: { kind: 'ready' } })
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CP28] takes a seek that lands short for a dead stream, never for a wish', async () => {
    const [ada, bob] = await playingPair(24)
    await party.world.advance(5000)
    const revision = roomOf(ada)?.timeline.revision
    const loads = vi.spyOn(bob.player(), 'load')
    const seeks = vi.spyOn(bob.player(), 'seek').mockImplementationOnce(async () => {
      bob.player().userSeek(2000)
      await new Promise<void>((resolve) => void party.world.after(100, resolve))
      return { ok: true, value: { positionMs: 2000 } }
    })
    await act(ada, { kind: 'seek', positionMs: 300_000 })
    await party.world.advance(6000)
    expect(seeks).toHaveBeenCalled()
    expect(loads).toHaveBeenCalledOnce()
    expect(ada.companion.state().events.filter(({ what }) => what === 'sought')).toHaveLength(1)
    expect(roomOf(ada)?.timeline.revision).toBe((revision ?? 0) + 2)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CP30] opens no room when the player cannot be started', async () => {
    party = await startParty(25)
    await expect(party.invite({ name: 'Ada', hasNoPlayer: true })).rejects.toThrow('no player')
    const bob = await party.invite({ name: 'Bob' })
    expect(roomOf(bob)?.hostId).toBe(bob.companion.state().memberId)
    expect(party.rooms()).toBe(1)
  })

  it('[CP14] [CP29] stays in step while the server is away for a minute, and resumes', async () => {
    const [ada, bob] = await playingPair(16)
    await party.world.advance(20_000)
    await party.killServer()
    expect((await party.watch([ada, bob], 60_000)).p95).toBeLessThanOrEqual(8)
    expect(ada.companion.state().session.kind).toBe('interrupted')
    const agesBefore = agesOf(ada)
    await party.restartServer()
    await party.world.advance(20_000)
    expect(ada.companion.state().session.kind).toBe('online')
    expect(roomOf(bob)?.members.map((member) => member.connection.kind)).toEqual(['present', 'present'])
    const [before = 0] = agesBefore
    expect(agesOf(ada)[0]).toBeCloseTo(before + 20_000, -2)
    expect(roomOf(bob)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CP9] keeps a pause made while the server is away to itself', async () => {
    const [ada, bob] = await playingPair(17)
    await party.world.advance(5000)
    bob.cutLine()
    await party.world.advance(10)
    bob.player().userPause()
    await party.world.advance(1000)
    expect(bob.companion.state().follow.mode).toBe('apart')
    await party.world.advance(10_000)
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    bob.player().userPlay()
    await party.world.advance(3000)
    expect((await party.watch([ada, bob], 5000)).max).toBeLessThanOrEqual(10)
  })

  it('[CP27] is back in step soon after a laptop slept for an hour', async () => {
    party = await startParty(18)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await act(ada, { kind: 'play' })
    await party.world.advance(10_000)
    const hourMs = 3_600_000
    bob.clock.sleepFor(hourMs)
    await party.world.advance(hourMs)
    expect(roomOf(ada)).toMatchObject({ timeline: { playing: true }, members: [{ name: 'Ada' }] })
    await party.world.advance(15_000)
    expect(bob.companion.state().session.kind).toBe('online')
    expect(roomOf(ada)?.members.map(({ name }) => name)).toEqual(['Ada', 'Bob'])
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CO5] is back in step soon after a laptop slept for a minute', async () => {
    const [ada, bob] = await playingPair(23)
    await party.world.advance(10_000)
    bob.clock.sleepFor(60_000)
    await party.world.advance(75_000)
    expect(bob.companion.state().session.kind).toBe('online')
    expect(roomOf(ada)?.timeline.playing).toBe(true)
    expect((await party.watch([ada, bob], 5000)).p95).toBeLessThanOrEqual(5)
  })

  it('[CP21] tells the library of start, progress and stop', async () => {
    const [ada] = await playingPair(19)
    await party.world.advance(5000)
    const closing = ada.companion.close()
    await party.world.advance(2000)
    await closing
    expect(ada.reports[0]).toBe('started')
    expect(ada.reports.slice(-2)).toEqual(['stopped', 'closed'])
  })
})
