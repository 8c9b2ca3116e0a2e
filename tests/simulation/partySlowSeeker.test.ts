import { afterEach, expect, it } from 'vitest'
import type { RoomPolicy } from '../../protocol/policy.ts'
import { startParty, type Guest, type Party } from './party.ts'

let party: Party

afterEach(async () => {
  await party.close()
  expect(party.world.pending()).toBe(0)
})

/** As with a transcode, which the server begins anew at each seek. */
const SLOW_SEEK_MS = [3000, 4000, 5000] as const

/** How often the player was sent elsewhere from now on. */
function seeksOf(guest: Guest): () => number {
  let count = 0
  guest.player().onEvent(({ kind }) => (count += kind === 'seeking' ? 1 : 0))
  return () => count
}

const apartMs = (one: Guest, other: Guest) =>
  Math.abs(one.player().truePositionMs() - other.player().truePositionMs())
const happened = (guest: Guest) => guest.companion.state().events.map(({ what }) => what)

async function pairWith(seekMs: number, policy: Partial<RoomPolicy> = {}) {
  party = await startParty(70 + seekMs, policy)
  const ada = await party.invite({ name: 'Ada' })
  const bob = await party.invite({ name: 'Bob', player: { seekMs } })
  const acting = ada.companion.command({ kind: 'act', action: { kind: 'play' } })
  await party.world.advance(seekMs + 5000)
  expect(await acting).toMatchObject({ ok: true })
  return [ada, bob] as const
}

it.each(SLOW_SEEK_MS)(
  '[CP110] a player that takes %d ms to seek is waited for once, sent there once, and in step from the start',
  async (seekMs) => {
    const [ada, bob] = await pairWith(seekMs)
    const seeks = seeksOf(bob)
    const acting = ada.companion.command({ kind: 'act', action: { kind: 'seek', positionMs: 300_000 } })
    await party.world.advance(seekMs + 3000)
    expect(await acting).toMatchObject({ ok: true })
    const before = happened(ada)
    expect(ada.companion.state().room?.phase.kind).toBe('steady')
    const { max } = await party.watch([ada, bob], 60_000)
    expect(max).toBeLessThan(40)
    expect(seeks()).toBe(1)
    expect(happened(ada)).toEqual(before)
  },
)

it.each(SLOW_SEEK_MS)(
  '[CP110] one that takes %d ms and comes late finds its place without a loop of seeks, and the room goes on',
  async (seekMs) => {
    party = await startParty(90 + seekMs)
    const ada = await party.invite({ name: 'Ada' })
    const acting = ada.companion.command({ kind: 'act', action: { kind: 'play' } })
    await party.world.advance(20_000)
    expect(await acting).toMatchObject({ ok: true })
    const revision = ada.companion.state().room?.timeline.revision
    const bob = await party.invite({ name: 'Bob', player: { seekMs } })
    const seeks = seeksOf(bob)
    await party.world.advance(30_000)
    expect(apartMs(ada, bob)).toBeLessThan(10)
    expect(seeks()).toBeLessThanOrEqual(2)
    expect(ada.companion.state().room?.timeline.revision).toBe(revision)
    expect(happened(ada)).not.toContain('waiting')
  },
)

it.each(SLOW_SEEK_MS)(
  '[CP110] one that takes %d ms and fell two seconds behind comes back by speed, which costs less than a seek',
  async (seekMs) => {
    const [ada, bob] = await pairWith(seekMs, { pauseOnStall: false })
    const seeks = seeksOf(bob)
    const revision = ada.companion.state().room?.timeline.revision
    bob.player().stall(1900)
    await party.world.advance(90_000)
    expect(apartMs(ada, bob)).toBeLessThan(10)
    expect(seeks()).toBe(0)
    expect(ada.companion.state().room?.timeline.revision).toBe(revision)
  },
)
