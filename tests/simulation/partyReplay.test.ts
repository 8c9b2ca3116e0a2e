import { afterEach, describe, expect, it } from 'vitest'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { catchUpSpeed } from '../../companion/follow/replay.ts'
import { startParty, type Guest, type GuestOptions, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

async function tell(guest: Guest, command: CompanionCommand) {
  const telling = guest.companion.command(command)
  await party.world.advance(500)
  return await telling
}

/** A pair that has played for a minute; Bob's player is as given. */
async function playingPair(player: GuestOptions['player'] = {}) {
  party = await startParty(1)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob', player })
  await tell(ada, { kind: 'act', action: { kind: 'play' } })
  await party.world.advance(60_000)
  return [ada, bob] as const
}

const replay = { kind: 'replay', byMs: null } as const
const positionMs = (guest: Guest) => guest.player().truePositionMs()
const behindMs = (ada: Guest, bob: Guest) => positionMs(ada) - positionMs(bob)
const eventsOf = (guest: Guest) => guest.companion.state().events.map(({ what }) => what)
const presenceOf = (guest: Guest, name: string) =>
  guest.companion.state().room?.members.find((member) => member.name === name)?.presence

describe('a replay in a party', () => {
  it('[CP90] is watched ten seconds behind, and is back in step a minute and a half later', async () => {
    const [ada, bob] = await playingPair()
    expect(await tell(bob, replay)).toMatchObject({ ok: true })
    expect(behindMs(ada, bob)).toBeGreaterThan(9000)
    await party.world.advance(5000)
    const [beforeMs, behind] = [positionMs(bob), behindMs(ada, bob)]
    await party.world.advance(10_000)
    expect((positionMs(bob) - beforeMs) / 10_000).toBeCloseTo(catchUpSpeed, 1)
    expect(bob.companion.state().follow.behindMs).toBeCloseTo(behindMs(ada, bob), -2)
    expect(behindMs(ada, bob)).toBeLessThan(behind)
    await party.world.advance(80_000)
    const { p95 } = await party.watch([ada, bob], 20_000)
    expect(p95).toBeLessThanOrEqual(2)
    expect(bob.companion.state().follow).toMatchObject({ behindMs: 0, rate: 1, lastSeekReason: null })
  })

  it('[CP95] is silent: no event, no wait, no trouble, and nobody else moves', async () => {
    const [ada, bob] = await playingPair()
    const before = eventsOf(ada)
    const { corrections } = ada.companion.state().follow
    await tell(bob, replay)
    bob.player().stall(3000)
    for (let second = 0; second < 20; second += 1) {
      await party.world.advance(1000)
      expect(ada.companion.state().room?.phase.kind).toBe('steady')
      expect(presenceOf(ada, 'Bob')).toMatchObject({ buffering: false, trouble: null })
    }
    expect(eventsOf(ada)).toEqual(before)
    expect(ada.companion.state().follow.corrections.seek).toBe(corrections.seek)
  })

  it('[CP91] goes further back each time, and [CP94] ends at once', async () => {
    const [ada, bob] = await playingPair()
    await tell(bob, replay)
    await tell(bob, replay)
    await party.world.advance(500)
    expect(behindMs(ada, bob)).toBeGreaterThan(19_000)
    await tell(bob, { kind: 'end-replay' })
    await party.world.advance(2000)
    expect(Math.abs(behindMs(ada, bob))).toBeLessThan(20)
  })

  it('[CP91] goes further back even when it is asked for twice in a moment', async () => {
    const [ada, bob] = await playingPair()
    void bob.companion.command(replay)
    await party.world.advance(20)
    await tell(bob, replay)
    await party.world.advance(1000)
    expect(behindMs(ada, bob)).toBeGreaterThan(19_000)
    expect(bob.companion.state().follow.mode).toBe('following')
  })

  it('[CP92] stands while the room stands, holds no start up, and goes on afterwards', async () => {
    const [ada, bob] = await playingPair()
    await tell(bob, replay)
    await tell(ada, { kind: 'act', action: { kind: 'pause', positionMs: null } })
    await party.world.advance(2000)
    const [placeMs, behind] = [positionMs(bob), behindMs(ada, bob)]
    expect(behind).toBeGreaterThan(8000)
    await party.world.advance(5000)
    expect(positionMs(bob)).toBe(placeMs)
    const startedAtMs = party.world.nowMs()
    await tell(ada, { kind: 'act', action: { kind: 'play' } })
    expect(ada.companion.state().room?.timeline.playing).toBe(true)
    expect(party.world.nowMs() - startedAtMs).toBeLessThan(1000)
    await party.world.advance(5000)
    expect(behindMs(ada, bob)).toBeLessThan(behind - 300)
    expect(behindMs(ada, bob)).toBeGreaterThan(behind - 1500)
  })

  it('[CP92] ends when the room jumps, and is there with everyone', async () => {
    const [ada, bob] = await playingPair()
    await tell(bob, replay)
    await tell(ada, { kind: 'act', action: { kind: 'seek', positionMs: 600_000 } })
    await party.world.advance(3000)
    expect(bob.companion.state().follow.behindMs).toBe(0)
    expect(Math.abs(behindMs(ada, bob))).toBeLessThan(20)
  })

  it('[CP93] of a player without speeds ends with a jump', async () => {
    const [ada, bob] = await playingPair({ rate: null })
    await tell(bob, replay)
    await party.world.advance(7000)
    expect(behindMs(ada, bob)).toBeCloseTo(10_000, -3)
    await party.world.advance(5000)
    expect(Math.abs(behindMs(ada, bob))).toBeLessThan(200)
  })

  it('[CP90] is refused where nothing plays', async () => {
    party = await startParty(2)
    const ada = await party.invite({ name: 'Ada' })
    expect(await tell(ada, replay)).toMatchObject({ ok: false, problem: { code: 'nothing-to-replay' } })
  })
})

describe('somebody who is not ready', () => {
  it('[CP96] is waited for with the next start, until they are', async () => {
    party = await startParty(3)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await tell(bob, { kind: 'set-ready', ready: false })
    await tell(ada, { kind: 'act', action: { kind: 'play' } })
    await party.world.advance(3000)
    expect(ada.companion.state().room?.phase).toMatchObject({
      kind: 'waiting',
      waitingFor: [bob.companion.state().memberId],
    })
    await tell(bob, { kind: 'set-ready', ready: true })
    await party.world.advance(1000)
    expect(ada.companion.state().room?.timeline.playing).toBe(true)
  })

  it('[CP96] is waited for no longer than for anybody, and is ready once the room plays', async () => {
    party = await startParty(4)
    const ada = await party.invite({ name: 'Ada' })
    const bob = await party.invite({ name: 'Bob' })
    await tell(bob, { kind: 'set-ready', ready: false })
    await tell(ada, { kind: 'act', action: { kind: 'play' } })
    await party.world.advance(20_000)
    expect(bob.companion.state().personal.ready).toBe(true)
    expect(Math.abs(behindMs(ada, bob))).toBeLessThan(20)
  })
})

describe('the face in the player', () => {
  it('[CP101] goes back, comes back and says so while it lasts', async () => {
    const [ada, bob] = await playingPair()
    const { face } = bob.player()
    expect(face.note()).toBeNull()
    face.userRequests({ kind: 'asked', what: 'replay' })
    await party.world.advance(2000)
    expect(behindMs(ada, bob)).toBeGreaterThan(9000)
    expect(face.note()).toMatch(/^(9|10) s behind the room, catching up$/)
    face.userRequests({ kind: 'asked', what: 'back' })
    await party.world.advance(2000)
    expect(Math.abs(behindMs(ada, bob))).toBeLessThan(20)
    expect(face.note()).toBeNull()
    expect(ada.player().face.note()).toBeNull()
  })

  it('[CP101] says that the viewer is not ready, and moves their own offset', async () => {
    party = await startParty(5)
    const ada = await party.invite({ name: 'Ada' })
    const { face } = ada.player()
    face.userRequests({ kind: 'asked', what: 'ready' })
    await party.world.advance(500)
    expect(ada.companion.state().personal.ready).toBe(false)
    expect(face.note()).toContain('not ready')
    face.userRequests({ kind: 'offset', byMs: -10 })
    await party.world.advance(500)
    expect(ada.companion.state().offsetMs).toBe(-10)
    expect(face.lines.at(-1)).toEqual({ kind: 'event', text: 'Own offset -10 ms' })
  })
})

describe('the own offset', () => {
  const headphones = { id: 'pulse/headphones', title: 'Headphones' }
  const speakers = { id: 'pulse/speakers', title: 'Speakers' }

  it('[CP102] is remembered for each sound device, and changes with it', async () => {
    const [ada, bob] = await playingPair()
    bob.player().userHearsOn(headphones)
    await tell(bob, { kind: 'set-offset', offsetMs: 200 })
    await party.world.advance(8000)
    expect(behindMs(ada, bob)).toBeCloseTo(-200, -1)
    expect(bob.companion.state()).toMatchObject({ offsetMs: 200, personal: { audioDevice: 'Headphones' } })
    bob.player().userHearsOn(speakers)
    await party.world.advance(8000)
    expect(behindMs(ada, bob)).toBeCloseTo(0, -1)
    expect(bob.companion.state().offsetMs).toBe(0)
    bob.player().userHearsOn(headphones)
    await party.world.advance(8000)
    expect(behindMs(ada, bob)).toBeCloseTo(-200, -1)
  })
})
