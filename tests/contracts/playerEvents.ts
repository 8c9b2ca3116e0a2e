import { expect, it } from 'vitest'
import type { PlayerEvent } from '../../adapters/player.ts'
import { CHAPTER_MS, FILM_MS, FIRST_FRAME_MS, FRAME_MS, projected } from './playerTrial.ts'
import type { PlayerTrial } from './playerTrial.ts'

/** What a player tells (rules PL12 to PL20, PL87). */
export function describeEvents(trial: () => PlayerTrial) {
  it('[PL12] tells a pause and a resume by the viewer, with the place', async () => {
    const { fixture, load, observe, told, expectSoon } = trial()
    await load(2000)
    await fixture.viewer.play()
    await expectSoon(() => told('paused').some(({ paused }) => !paused))
    expect((await observe()).paused).toBe(false)
    await fixture.pass(300)
    await fixture.viewer.pause()
    await expectSoon(() => told('paused').at(-1)?.paused === true)
    const { positionMs } = told('paused').at(-1) ?? { positionMs: null }
    expect(Math.abs((positionMs ?? 0) - (await observe()).positionMs)).toBeLessThan(FRAME_MS + 1)
  })

  it('[PL13] tells a seek by the viewer: that it began, then where it landed', async () => {
    const { fixture, events, load, told, expectSoon } = trial()
    await load()
    events.length = 0
    await fixture.viewer.seek(10_000)
    await expectSoon(() => told('sought').length > 0)
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind === 'seeking' || kind === 'sought')
    expect(kinds).toEqual(['seeking', 'sought'])
    expect(Math.abs((told('sought')[0]?.positionMs ?? 0) - 10_000)).toBeLessThan(2 * FRAME_MS)
  })

  it.each(['while it plays', 'while it is paused'])(
    '[PL66] tells the next chapter, gone to by its key %s, as one seek to where it begins',
    async (when) => {
      const { fixture, player, settle, events, load, told, expectSoon } = trial()
      const { nextChapter } = fixture.viewer
      if (nextChapter === undefined) return
      await load(3000)
      if (when === 'while it plays') await settle(player.play())
      await fixture.pass(1000)
      events.length = 0
      await nextChapter()
      await expectSoon(() => told('sought').length > 0)
      await fixture.pass(700)
      expect(told('paused')).toEqual([])
      expect(told('sought')).toHaveLength(1)
      expect(Math.abs((told('sought')[0]?.positionMs ?? 0) - CHAPTER_MS)).toBeLessThan(500)
    },
  )

  it('[PL14] tells the end once, is not paused by it, and plays again after a seek back', async () => {
    const { fixture, player, settle, load, observe, told, expectSoon } = trial()
    await load(FILM_MS - 700)
    await settle(player.play())
    await expectSoon(() => told('ended').length > 0)
    await fixture.pass(200)
    expect(told('ended')).toHaveLength(1)
    expect(told('stream-failed')).toEqual([])
    expect(await observe()).toMatchObject({ ended: true, paused: false })
    await settle(player.seek(1000))
    await fixture.pass(300)
    const observation = await observe()
    expect(observation.ended).toBe(false)
    expect(observation.positionMs).toBeGreaterThan(1100)
  })

  it('[PL15] tells that the viewer opened something else', async () => {
    const { fixture, load, told, expectSoon } = trial()
    await load()
    await fixture.viewer.opensSomethingElse()
    await expectSoon(() => told('foreign-media').length > 0)
    expect(told('foreign-media')).toHaveLength(1)
  })

  it('[PL15] does not take its own films for something else, one after the other', async () => {
    const { fixture, load, told } = trial()
    await load()
    await load(3000)
    await fixture.pass(100)
    expect(told('foreign-media')).toEqual([])
    expect(told('stream-failed')).toEqual([])
  })

  it('[PL16] fails to open what cannot be opened, says so, and opens the next film', async () => {
    const { fixture, player, load, told } = trial()
    const failed = await fixture.settle(player.load({ ...fixture.media, url: fixture.brokenUrl }))
    expect(failed).toMatchObject({ ok: false, problem: { code: 'stream-failed' } })
    await fixture.pass(100)
    expect(told('stream-failed')).toEqual([])
    expect((await load()).positionMs).toBeLessThan(FIRST_FRAME_MS)
  })

  it('[PL17] tells the volume that was set', async () => {
    const { player, settle, told, expectSoon } = trial()
    await settle(player.setVolume(40))
    await settle(player.setMuted(true))
    await expectSoon(() => told('volume').at(-1)?.muted === true)
    expect(told('volume').at(-1)).toEqual({ kind: 'volume', percent: 40, muted: true })
  })

  it('[PL18] tells the tracks of a film, and who is chosen', async () => {
    const { fixture, player, settle, load, told, expectSoon } = trial()
    await load()
    if (!player.capabilities.tracks) {
      expect(await fixture.settle(player.selectTrack('audio', null))).toMatchObject({ ok: false })
      return
    }
    await expectSoon(
      () =>
        told('tracks')
          .at(-1)
          ?.tracks.some((track) => track.selected) ?? false,
    )
    await settle(player.selectTrack('audio', null))
    const chosen = () =>
      told('tracks')
        .at(-1)
        ?.tracks.filter(({ kind, selected }) => kind === 'audio' && selected)
    await expectSoon(() => chosen()?.length === 0)
  })

  it('[PL87] tells each sound device once, and shifts the sound at the cost of at most one jump as large', async () => {
    const { fixture, player, settle, load, observe, told, measuredRate } = trial()
    await load()
    await settle(player.play())
    await fixture.pass(1500)
    const before = await observe()
    await settle(player.setSoundDelay(-150))
    await fixture.pass(1500)
    const after = await observe()
    expect(Math.abs(projected(before, after.observedAtMs) - after.positionMs)).toBeLessThan(150 + 100)
    expect(await measuredRate()).toBeCloseTo(1, 0)
    await settle(player.setSoundDelay(0))
    const devices = told('audio-device').map(({ device }) => device.id)
    expect(devices).toEqual([...new Set(devices)])
  })

  it('[PL19] shows a message, whatever is in it', async () => {
    const { fixture, player, load } = trial()
    await load()
    const shown = player.showMessage('Ann paused ${pause} {\\b1}\n"', 500)
    expect(await fixture.settle(shown)).toMatchObject({ ok: true })
  })

  it('[PL20] tells nothing to a listener that has left', async () => {
    const { player, settle, load, told, expectSoon } = trial()
    await load()
    const heard: PlayerEvent[] = []
    const cancel = player.onEvent((event) => heard.push(event))
    cancel()
    cancel()
    await settle(player.play())
    await expectSoon(() => told('paused').at(-1)?.paused === false)
    expect(heard).toEqual([])
  })
}
