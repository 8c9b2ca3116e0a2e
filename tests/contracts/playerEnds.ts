import { expect, it } from 'vitest'
import type { PlayerGone } from '../../adapters/player.ts'
import type { PlayerTrial } from './playerTrial.ts'

/** How a player ends (rules PL21 to PL24). */
export function describeEnds(trial: () => PlayerTrial) {
  const expectGoneAs = async (how: PlayerGone, doing: 'closes' | 'crash' | 'hang') => {
    const { fixture, player, events, settle, load, told, expectSoon } = trial()
    const gone = () => told('gone')[0]
    await load()
    await settle(player.play())
    await fixture.pass(100)
    const beforeMs = fixture.nowMs()
    await fixture.viewer[doing]()
    await expectSoon(() => gone() !== undefined)
    expect(gone()).toMatchObject({ how })
    expect(gone()?.problem.sentence).not.toBe('')
    expect(fixture.nowMs() - beforeMs).toBeLessThan(2000)
    const atOnceMs = fixture.nowMs()
    expect(await fixture.settle(player.play())).toMatchObject({ ok: false })
    expect(await fixture.settle(player.observe())).toMatchObject({ ok: false })
    expect(fixture.nowMs() - atOnceMs).toBeLessThan(50)
    expect(events.at(-1)?.kind).toBe('gone')
  }

  it('[PL21] tells within 2 s that the viewer closed it, then refuses every command at once', () =>
    expectGoneAs('closed', 'closes'))

  it('[PL22] tells within 2 s that it crashed, then refuses every command at once', () =>
    expectGoneAs(trial().fixture.crashTold ?? 'crashed', 'crash'))

  it('[PL23] tells within 2 s that it hangs, then refuses every command at once', () =>
    expectGoneAs('hung', 'hang'))

  it('[PL24] ends or lets go on close(), which may be said twice, and tells it last', async () => {
    const { fixture, player, events, load } = trial()
    await load()
    await Promise.all([fixture.settle(player.close()), fixture.settle(player.close())])
    expect(events.at(-1)).toMatchObject({ kind: 'gone', how: 'detached' })
    expect(await fixture.settle(player.seek(1000))).toMatchObject({ ok: false })
  })
}
