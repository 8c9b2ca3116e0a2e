import { afterEach, describe, expect, it } from 'vitest'
import type { CompanionCommand } from '../../protocol/companionCommand.ts'
import { eventSentence } from '../../companion/words/eventSentence.ts'
import type { GoverningDeed } from '../../protocol/governing.ts'
import { startParty, type Guest, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

const roomOf = (guest: Guest) => guest.companion.state().room
const idOf = (guest: Guest) => guest.companion.state().memberId ?? ''
const memberOf = (seen: Guest, guest: Guest) => roomOf(seen)?.members.find(({ id }) => id === idOf(guest))
const saysOf = (guest: Guest) => guest.companion.state().events.map(eventSentence)

async function threesome(seed: number, policy = {}) {
  party = await startParty(seed, policy)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob' })
  const eve = await party.invite({ name: 'Eve' })
  return [ada, bob, eve] as const
}

async function done(guest: Guest, command: CompanionCommand) {
  expect(await party.tell(guest, command)).toMatchObject({ ok: true })
  await party.world.advance(500)
}

const govern = (guest: Guest, deed: GoverningDeed) => done(guest, { kind: 'govern', deed })

describe('people in a room', () => {
  it('[CP70] get roles, lose the word, and hand the room over; everyone is told who did it', async () => {
    const [ada, bob, eve] = await threesome(91)
    await govern(ada, { kind: 'set-role', memberId: idOf(bob), role: 'controller' })
    expect(memberOf(eve, bob)).toMatchObject({ role: 'controller' })
    await govern(bob, { kind: 'mute', memberId: idOf(eve), muted: true })
    expect(await party.tell(eve, { kind: 'say', text: 'But' })).toMatchObject({ problem: { code: 'muted' } })
    await govern(ada, { kind: 'transfer-host', memberId: idOf(bob) })
    expect(roomOf(eve)?.hostId).toBe(idOf(bob))
    const refused = await party.tell(ada, { kind: 'govern', deed: { kind: 'ban', memberId: idOf(eve) } })
    expect(refused).toMatchObject({ problem: { code: 'not-permitted' } })
    expect(saysOf(eve)).toEqual(
      expect.arrayContaining(['Ada made Bob a controller', 'Bob muted Eve', 'Bob is the host now']),
    )
  })

  it('[CP71] who were put out are told so, have their film ended, and do not come back by themselves', async () => {
    const [ada, bob] = await threesome(92)
    await govern(ada, { kind: 'kick', memberId: idOf(bob) })
    await party.world.advance(30_000)
    expect(bob.companion.state()).toMatchObject({
      room: null,
      session: { kind: 'idle' },
      player: { kind: 'none' },
      problem: { code: 'kicked' },
    })
    expect(bob.reports.slice(-2)).toEqual(['stopped', 'closed'])
    expect(roomOf(ada)?.members.map(({ name }) => name)).toEqual(['Ada', 'Eve'])
  })

  it('[CP71] who were banned stay out until they are let in again', async () => {
    const [ada, bob] = await threesome(93)
    const code = roomOf(ada)?.code ?? ''
    const joining: CompanionCommand = {
      kind: 'join-room',
      server: 'ws://simulated',
      code,
      password: null,
      invitation: null,
    }
    await govern(ada, { kind: 'ban', memberId: idOf(bob) })
    expect(bob.companion.state()).toMatchObject({ room: null, problem: { code: 'banned' } })
    expect(roomOf(ada)?.bans).toMatchObject([{ name: 'Bob' }])
    const [ban] = roomOf(ada)?.bans ?? []
    await govern(ada, { kind: 'unban', personId: ban?.personId ?? '' })
    expect(await party.tell(bob, joining)).toMatchObject({ ok: true })
  })

  it('[CP72] raise a hand, ask for a pause and get it, react', async () => {
    const [ada, bob, eve] = await threesome(94, { control: 'controllers' })
    await done(ada, { kind: 'act', action: { kind: 'play' } })
    await done(bob, { kind: 'raise-hand', wants: 'pause' })
    expect(memberOf(ada, bob)?.hand).toMatchObject({ wants: 'pause' })
    await govern(ada, { kind: 'grant', memberId: idOf(bob) })
    expect(roomOf(eve)).toMatchObject({ timeline: { playing: false } })
    expect(memberOf(ada, bob)?.hand).toBeNull()
    await done(eve, { kind: 'raise-hand', wants: 'attention' })
    await done(eve, { kind: 'lower-hand', memberId: null })
    expect(memberOf(ada, eve)?.hand).toBeNull()
    await done(eve, { kind: 'react', reaction: '👏' })
    expect(ada.companion.state().reactions).toMatchObject([{ name: 'Eve', reaction: '👏' }])
    expect(ada.player().face.lines.at(-1)).toEqual({ kind: 'chat', name: 'Eve', text: '👏' })
  })

  it('[CP73] vote on a jump: it happens when enough are for it', async () => {
    const [ada, bob, eve] = await threesome(95, { control: 'vote' })
    const asked = await party.tell(bob, { kind: 'act', action: { kind: 'seek', positionMs: 90_000 } })
    expect(asked).toMatchObject({ ok: false, problem: { code: 'put-to-the-vote' } })
    expect(ada.companion.state().room?.ballot).toMatchObject({ name: 'Bob', needed: 2 })
    await done(eve, { kind: 'vote', inFavour: true })
    expect(roomOf(ada)).toMatchObject({ ballot: null, timeline: { positionMs: 90_000 } })
    expect(await party.tell(ada, { kind: 'vote', inFavour: true })).toMatchObject({
      problem: { code: 'no-vote' },
    })
  })
})

describe('a room', () => {
  it('[CP75] ends for everyone when its host ends it, who is told of no problem', async () => {
    const [ada, bob] = await threesome(97)
    expect(await party.tell(ada, { kind: 'govern', deed: { kind: 'end' } })).toMatchObject({ ok: true })
    await party.world.advance(3000)
    expect(ada.companion.state()).toMatchObject({ room: null, session: { kind: 'idle' } })
    expect(bob.companion.state()).toMatchObject({ room: null, problem: { code: 'room-ended' } })
    expect(party.rooms()).toBe(0)
  })

  it('[CP75] ends by itself when its time is over', async () => {
    const [ada, bob] = await threesome(98)
    await govern(ada, { kind: 'set-expiry', expiresInMs: 20_000 })
    expect(roomOf(bob)?.expiresAtMs).not.toBeNull()
    await party.world.advance(25_000)
    expect(bob.companion.state()).toMatchObject({ room: null, problem: { code: 'room-expired' } })
    expect(ada.companion.state()).toMatchObject({ room: null, problem: { code: 'room-expired' } })
  })

  it('[CP70] is locked, renamed and run by other rules, which faces show', async () => {
    const [ada, bob] = await threesome(99)
    await govern(ada, { kind: 'lock', locked: true })
    await expect(party.invite({ name: 'Mallory' })).rejects.toThrow('locked')
    await govern(ada, { kind: 'rename', name: 'Friday' })
    await govern(ada, { kind: 'change-policy', policy: { control: 'host' } })
    expect(roomOf(bob)).toMatchObject({ name: 'Friday', isLocked: true, policy: { control: 'host' } })
    expect(saysOf(bob)).toEqual(expect.arrayContaining(['Ada locked the room', 'Ada called the room Friday']))
    const refused = await party.tell(bob, { kind: 'act', action: { kind: 'play' } })
    expect(refused).toMatchObject({ problem: { code: 'not-permitted' } })
  })

  it('[CP76] takes the same commands in a line typed into the player as in a terminal', async () => {
    const [ada, bob] = await threesome(100)
    const type = async (guest: Guest, text: string) => {
      guest.player().face.userRequests({ kind: 'typed', text })
      await party.world.advance(1000)
    }
    await type(ada, '/mute ev')
    expect(roomOf(bob)?.members.map(({ isMuted }) => isMuted)).toEqual([false, false, true])
    await type(ada, '/kick nobody')
    expect(ada.player().face.lines.at(-1)?.text).toContain('Nobody here is called "nobody"')
    await type(bob, '/end')
    expect(bob.player().face.lines.at(-1)?.text).toMatch(/role/)
    await type(ada, '/password')
    expect(ada.player().face.lines.at(-1)?.text).toMatch(/password would be seen/i)
    await type(bob, 'hello')
    expect(ada.player().face.lines.at(-1)).toEqual({ kind: 'chat', name: 'Bob', text: 'hello' })
  })
})
