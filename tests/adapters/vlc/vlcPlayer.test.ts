import { describe, expect, it } from 'vitest'
import type { PlayerEvent } from '../../../adapters/player.ts'
import type { VlcHost } from '../../../adapters/vlc/vlcHost.ts'
import { noNews } from '../../../adapters/vlc/vlcNews.ts'
import { VlcPlayer } from '../../../adapters/vlc/vlcPlayer.ts'
import type { VlcReading, VlcRemote } from '../../../adapters/vlc/vlcRemote.ts'
import { success } from '../../../protocol/result.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

/** VLC's answer comes this long after it has acted. */
const ANSWER_MS = 21
/** Two that are due at one tick may come in any order; here one overtakes the other by far. */
const OVERTAKING_MS = 5

/** A VLC whose answers to questions overtake those to commands. */
function overtakingVlc() {
  const clock = createVirtualClock()
  const film = { shownMs: 1000, seenMs: 0, unrefreshedMs: null, vagueMs: 0, buffered: 1, lengthMs: 60_000 }
  let rate = 1
  let item: string | null = null
  const reading = (): VlcReading => ({
    earliestMs: clock.nowMs(),
    latestMs: clock.nowMs(),
    secondBegan: null,
    item,
    title: null,
    ...{ volumePercent: 100, audioDevice: null, foundRate: null },
    film: item === null ? null : { ...film, state: 'paused', rate, tracks: null },
  })
  const after = (ms: number, told: VlcReading) =>
    new Promise<ReturnType<typeof success<VlcReading>>>((resolve) => {
      clock.after(ms, () => resolve(success(told)))
    })
  const remote: VlcRemote = {
    read: () => after(OVERTAKING_MS, reading()),
    tell: (command) => {
      if (command.kind === 'load') item = 'a'
      const foundRate = command.kind === 'rate' ? rate : null
      if (command.kind === 'rate') rate = command.rate
      return after(ANSWER_MS, { ...reading(), foundRate })
    },
  }
  const host: VlcHost = {
    client: { heard: 0, pending: 0 },
    ...{ remote, clock, name: 'VLC', news: noNews, ended: new Promise(() => {}) },
    traits: { sensingMs: 1, messages: true, tracks: false, calmStrides: [1], expectLength: () => {} },
    identity: { pid: null, control: null, launched: true },
    complaintSince: () => null,
    onComplaint: () => () => {},
    dropped: [],
    autopsy: () => Promise.reject(new Error('It has not ended.')),
    release: async () => {},
    abandon: async () => {},
  }
  const press = (chosen: number) => void (rate = chosen)
  return { clock, player: new VlcPlayer(host), press }
}

describe('commands to VLC', () => {
  it('[VL22] what shows of a command before its own answer is not taken for the viewer’s doing', async () => {
    const { clock, player } = overtakingVlc()
    const events: PlayerEvent[] = []
    player.onEvent((event) => events.push(event))
    const loaded = player.load({ url: 'x', title: 'A film', startMs: 1000, subtitles: [] })
    await clock.advance(500)
    expect(await loaded).toMatchObject({ ok: true })
    // VLC is looked at every 321 ms: of so many commands some are under way then.
    const rates = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 1.5 : 1))
    for (const rate of rates) {
      const told = player.setRate(rate)
      await clock.advance(50)
      expect(await told).toEqual({ ok: true, value: undefined })
    }
    const told = events.filter((event) => event.kind === 'rate').map(({ rate }) => Math.round(rate * 10) / 10)
    expect(told).toEqual(rates)
    const closed = player.close()
    await clock.advance(1)
    await closed
  })

  it('[VL22] a rate that the viewer chose just before ours took its place is told, before ours', async () => {
    const { clock, player, press } = overtakingVlc()
    const events: PlayerEvent[] = []
    player.onEvent((event) => events.push(event))
    const loaded = player.load({ url: 'x', title: 'A film', startMs: 1000, subtitles: [] })
    await clock.advance(2000)
    expect(await loaded).toMatchObject({ ok: true })
    press(1.5)
    const told = player.setRate(1)
    await clock.advance(50)
    expect(await told).toMatchObject({ ok: true })
    expect(events.filter(({ kind }) => kind === 'rate')).toEqual([
      { kind: 'rate', rate: 1.5 },
      { kind: 'rate', rate: 1 },
    ])
    const closed = player.close()
    await clock.advance(1)
    await closed
  })
})
