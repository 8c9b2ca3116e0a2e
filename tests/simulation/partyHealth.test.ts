import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Action } from '../../protocol/action.ts'
import { startParty, type Guest, type Party } from './party.ts'

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

async function playingPair(seed: number) {
  party = await startParty(seed)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob' })
  await act(ada, { kind: 'play' })
  await party.world.advance(5000)
  return [ada, bob] as const
}

const healthOf = (guest: Guest) => guest.companion.state().health
const kindOf = (guest: Guest) => guest.companion.state().player.kind
const isPlaying = (guest: Guest) => guest.companion.state().room?.timeline.playing
const inStep = async (pair: readonly Guest[]) => (await party.watch(pair, 5000)).p95

describe('the health of a party', () => {
  it.each(['crash', 'hang'] as const)(
    '[HL2] starts a player again by itself, in place, after a %s; the others go on',
    async (accident) => {
      const [ada, bob] = await playingPair(41)
      bob.player()[accident]()
      for (let waited = 0; kindOf(bob) !== 'gone' && waited < 3000; waited += 100) {
        await party.world.advance(100)
      }
      expect(healthOf(bob)).toMatchObject([
        {
          what: `player-${accident === 'crash' ? 'crashed' : 'hung'}`,
          wayBack: { kind: 'retrying', attempt: 1 },
        },
      ])
      await party.world.advance(4000)
      expect(healthOf(bob)).toEqual([])
      expect(isPlaying(ada)).toBe(true)
      expect(await inStep([ada, bob])).toBeLessThanOrEqual(5)
    },
  )

  it('[HL2] leaves a player alone that is lost again and again, [HL4] until a person starts it', async () => {
    const [ada, bob] = await playingPair(42)
    for (const waitMs of [2000, 5000, 16_000]) {
      bob.player().crash()
      await party.world.advance(waitMs + 1000)
      expect(kindOf(bob)).toBe('ready')
    }
    bob.player().crash()
    await party.world.advance(60_000)
    expect(healthOf(bob)).toMatchObject([
      { what: 'player-crashed', wayBack: { kind: 'command', command: 'restart-player' } },
    ])
    void bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(3000)
    expect([kindOf(bob), healthOf(bob)]).toEqual(['ready', []])
    bob.player().crash()
    await party.world.advance(100)
    expect(healthOf(bob)).toMatchObject([{ wayBack: { kind: 'retrying', attempt: 1 } }])
    await party.world.advance(4000)
    expect(await inStep([ada, bob])).toBeLessThanOrEqual(5)
  })

  it('[HL3] does not open a window again that the viewer closed', async () => {
    const [, bob] = await playingPair(43)
    bob.player().userCloses()
    await party.world.advance(60_000)
    expect(healthOf(bob)).toMatchObject([{ what: 'player-closed', wayBack: { kind: 'command' } }])
    expect(kindOf(bob)).toBe('gone')
  })

  it('[HL4] starts a lost player at once when a person asks, and once only', async () => {
    const [, bob] = await playingPair(44)
    bob.player().crash()
    await party.world.advance(500)
    void bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(400)
    const started = bob.player()
    expect(kindOf(bob)).not.toBe('gone')
    await party.world.advance(5000)
    expect(bob.player()).toBe(started)
  })

  it('[HL14] leaves another film alone, holds nobody up for it, and comes back when asked', async () => {
    const [ada, bob] = await playingPair(45)
    const commands = ['seek', 'setRate', 'pause', 'play'] as const
    bob.player().userOpens('Holidays')
    const spies = commands.map((command) => vi.spyOn(bob.player(), command))
    await act(ada, { kind: 'seek', positionMs: 600_000 })
    await party.world.advance(5000)
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    expect(isPlaying(ada)).toBe(true)
    expect(healthOf(bob)).toMatchObject([{ what: 'other-film', wayBack: { command: 'restart-player' } }])
    expect(ada.companion.state().room?.members.map(({ presence }) => presence.trouble)).toContain(
      'Something else is open in the player.',
    )
    void bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(4000)
    expect(healthOf(bob)).toEqual([])
    expect(await inStep([ada, bob])).toBeLessThanOrEqual(5)
  })

  it('[HL13] says how often a stream was opened anew, and tries at once when asked', async () => {
    const [, bob] = await playingPair(46)
    const load = vi.spyOn(bob.player(), 'load')
    load.mockResolvedValue({ ok: false, problem: { code: 'stream-failed', sentence: 'No.', nextStep: '' } })
    bob.player().streamDies()
    await party.world.advance(30_000)
    expect(healthOf(bob)).toMatchObject([{ what: 'stream-lost', wayBack: { kind: 'retrying' } }])
    load.mockRestore()
    void bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(900)
    expect([kindOf(bob), healthOf(bob)]).toEqual(['ready', []])
  })

  it('[HL10] goes on in step without sound, tries it again by itself, and tells when it is back', async () => {
    const [ada, bob] = await playingPair(47)
    const choose = vi.spyOn(bob.player(), 'selectTrack')
    const show = vi.spyOn(bob.player(), 'showMessage')
    bob.player().impair('no-sound')
    await party.world.advance(500)
    expect(healthOf(bob)).toMatchObject([
      { what: 'no-sound', severity: 'impaired', wayBack: { kind: 'retrying', attempt: 1 } },
    ])
    expect(show).toHaveBeenCalledWith(expect.stringContaining('lost a part'), expect.any(Number))
    expect(await inStep([ada, bob])).toBeLessThanOrEqual(2)
    expect(choose).toHaveBeenCalledWith('audio', expect.any(Number))
    bob.player().restore('no-sound')
    await party.world.advance(500)
    expect(healthOf(bob)).toEqual([])
  })

  it('[HL4] replaces a player that shows no picture when a person asks', async () => {
    const [ada, bob] = await playingPair(48)
    const blind = bob.player()
    blind.impair('no-picture')
    await party.world.advance(500)
    void bob.companion.command({ kind: 'restart-player' })
    await party.world.advance(4000)
    expect(bob.player()).not.toBe(blind)
    expect(healthOf(bob)).toEqual([])
    expect(await inStep([ada, bob])).toBeLessThanOrEqual(5)
  })
})
