import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createStockPage, stockQuery } from '../../../adapters/vlc/stockPage.ts'
import { commandQuery, readSyncPage, strangeness } from '../../../adapters/vlc/syncPage.ts'
import { VlcClient } from '../../../adapters/vlc/vlcClient.ts'
import { createVlcClock } from '../../../adapters/vlc/vlcClock.ts'
import { createWallSeconds } from '../../../adapters/vlc/wallSeconds.ts'
import { BEAT_MS, PATIENT_BEATS, watchHeartbeat } from '../../../adapters/vlc/vlcHeartbeat.ts'
import { createOpening } from '../../../adapters/vlc/vlcOpening.ts'
import { presentable } from '../../../adapters/vlc/vlcProblems.ts'
import type { FilmReading, VlcReading } from '../../../adapters/vlc/vlcRemote.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { fakeVlc } from '../../support/fakeVlc.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

const answer = (body: object, sentAtMs = 1000) => ({
  status: 200,
  body: JSON.stringify(body),
  sentAtMs,
  receivedAtMs: sentAtMs + 21,
})

describe('our page', () => {
  const film = {
    state: 2,
    time: 5_256_123,
    rate: 1,
    cache: 1,
    length: 120_023_000,
    audio: 1,
    subtitle: -1,
    tracks: 2,
  }
  const page = {
    began: 500_000,
    seen: 500_600,
    unrefreshed: 500_000,
    mdate: 501_000,
    second: 1_700_000_000,
    item: 3,
    volume: 128,
    film,
  }

  it('[VL27] is read in ms, on the local clock, by the page that ran soonest after it was asked for', () => {
    const clock = createVlcClock()
    clock.met(400, 900.1)
    expect(readSyncPage(answer(page), clock, createWallSeconds())).toMatchObject({
      ...{ earliestMs: 1000.1, latestMs: 1001.1, item: '3', volumePercent: 50 },
      film: { state: 'playing', shownMs: 5256.123, seenMs: 1000.7, unrefreshedMs: 1000.1, lengthMs: 120_023 },
    })
  })

  it('[VL27] has the system’s clock where that is VLC’s, unless no page could have run by it', () => {
    const local = (aheadMs: number) => {
      const clock = createVlcClock(aheadMs)
      clock.met(5000.6, 100)
      clock.met(5100.4, 200)
      return clock.toLocalMs(6000)
    }
    expect(local(4900)).toBeCloseTo(1100, 5)
    expect(local(4900.5)).toBeCloseTo(1099.6, 5)
    expect(local(4800)).toBeCloseTo(1099.6, 5)
  })

  it('[VL21] tells tracks with what is chosen, and nothing open as such', () => {
    const audios = [{ id: 1, title: 'Track 1 - [English]' }]
    const read = (more: object) =>
      readSyncPage(answer({ ...page, ...more }), createVlcClock(), createWallSeconds())
    expect(read({ film: { ...film, audios, subtitles: [] } })?.film?.tracks).toEqual({
      ...{ print: '2 1 -1', audio: 1, subtitle: null },
      choices: [{ kind: 'audio', id: 1, title: 'Track 1 - [English]' }],
    })
    expect(read({ film: undefined, item: -1 })).toMatchObject({ item: null, film: null })
    expect(
      readSyncPage({ ...answer(page), body: '<h1>Error' }, createVlcClock(), createWallSeconds()),
    ).toBeNull()
  })

  it('[VL25] is said to be strange by where it is, not by what stands there', () => {
    const schema = z.object({ film: z.object({ state: z.number() }) })
    expect(strangeness(schema, '{"film":{"state":"My film"}}')).toBe(
      'film.state is not what it was (invalid_type)',
    )
    expect(strangeness(schema, '<h1>My film')).toBe('no JSON in 11 characters')
  })

  it('[VL24] is told everything in its own units', () => {
    expect(commandQuery({ kind: 'seek', positionMs: 12_345.6789 })).toEqual([['time', 12_345_679]])
    expect(commandQuery({ kind: 'track', track: 'subtitle', id: null })).toEqual([['subtitle', -1]])
    expect(commandQuery({ kind: 'volume', percent: 40 })).toEqual([['volume', 102]])
    expect(commandQuery({ kind: 'load', url: 'u', title: 't', options: ['a', 'b'] })).toEqual([
      ['load', 'u'],
      ['name', 't'],
      ['option', 'a'],
      ['option', 'b'],
    ])
  })
})

describe('the stock page', () => {
  it('[VL24] is told percents, and only what it does the same way twice', () => {
    expect(stockQuery({ kind: 'seek', positionMs: 40_007.69 }, 120_023)).toEqual([
      ['command', 'seek'],
      ['val', '33.33335277%'],
    ])
    expect(stockQuery({ kind: 'seek', positionMs: 1 }, null)).toBeNull()
    expect(stockQuery({ kind: 'pause' }, null)).toEqual([['command', 'pl_forcepause']])
    expect(stockQuery({ kind: 'play' }, null)).toEqual([['command', 'pl_forceresume']])
    expect(stockQuery({ kind: 'message', text: 'x', durationMs: 1 }, null)).toBeNull()
  })

  it('[VL24] is switched to full screen only when it is not', async () => {
    let fullscreen = false
    const vlc = await fakeVlc(({ url }) => {
      if (url?.includes('command=fullscreen')) fullscreen = !fullscreen
      const status = { version: '3.0.24', state: 'playing', time: 1, position: 0.1, length: 10, rate: 1 }
      return JSON.stringify({ ...status, volume: 256, currentplid: 3, fullscreen })
    })
    const client = new VlcClient({ host: '127.0.0.1', port: vlc.port, password: '' }, createSystemClock())
    const page = createStockPage(client)
    for (const wanted of [true, true, false]) {
      expect(await page.tell({ kind: 'fullscreen', fullscreen: wanted })).toMatchObject({ ok: true })
      expect(fullscreen).toBe(wanted)
    }
    expect(await page.read()).toMatchObject({
      value: { film: { state: 'playing', lengthMs: 10_500, vagueMs: 50 } },
    })
    client.close()
    await vlc.close()
  })
})

describe('a film that opens', () => {
  const film: FilmReading = {
    ...{ state: 'paused', shownMs: 0, seenMs: 0, unrefreshedMs: null, vagueMs: 0 },
    ...{ rate: 1, buffered: 1, lengthMs: 60_000, tracks: null },
  }
  const reading = (atMs: number, change: Partial<FilmReading> | null, item = '4'): VlcReading => ({
    ...{ earliestMs: atMs, latestMs: atMs, secondBegan: null, item, title: null },
    ...{ volumePercent: 100, audioDevice: null, foundRate: null },
    film: change === null ? null : { ...film, ...change },
  })
  const opening = (complained = false) =>
    createOpening({ itemBefore: '3', startMs: 0, beganAtMs: 0, complained: () => complained })

  it('[VL28] is open when it is paused with a full buffer twice in a row, and not the film from before', () => {
    const judge = opening()
    expect(judge(reading(10, {}, '3'))).toBe('wait')
    expect(judge(reading(30, { state: 'opening', buffered: 0 }))).toBe('wait')
    expect(judge(reading(50, {}))).toBe('wait')
    expect(judge(reading(70, { buffered: 0.5 }))).toBe('wait')
    expect(judge(reading(90, {}))).toBe('wait')
    expect(judge(reading(110, {}))).toMatchObject({ item: '4', film: { state: 'paused' } })
  })

  it('[VL28] is told to pause when it plays on by itself', () => {
    const judge = opening()
    expect(judge(reading(100, { state: 'playing' }))).toBe('wait')
    expect(judge(reading(900, { state: 'playing' }))).toBe('tell-to-pause')
  })

  it('[VL28] has failed when it is gone again, when VLC complains, or when it never shows up', () => {
    const judge = opening()
    judge(reading(100, { state: 'opening' }))
    expect(judge(reading(200, null))).toBe('failed')
    expect([100, 400].map((atMs) => opening(true)(reading(atMs, null)))).toEqual(['wait', 'failed'])
    expect([1000, 3000].map((atMs) => opening()(reading(atMs, null)))).toEqual(['wait', 'failed'])
  })

  it('[VL29] is ready near its end when no more bytes come', () => {
    const judge = createOpening({ itemBefore: null, startMs: 59_000, beganAtMs: 0, complained: () => false })
    const verdicts = [0.2, 0.4, 0.4, 0.4].map((buffered, index) => judge(reading(100 + index, { buffered })))
    expect(verdicts.map((verdict) => typeof verdict)).toEqual(['string', 'string', 'string', 'object'])
  })
})

describe('a silent VLC', () => {
  it('[VL26] hangs after ten beats with a question unanswered, and not while nobody asks', async () => {
    const clock = createVirtualClock()
    const client = { heard: 0, pending: 0 }
    let hung = false
    watchHeartbeat({ client, clock, patience: () => PATIENT_BEATS, onHung: () => (hung = true) })
    await clock.advance(5000)
    expect(hung).toBe(false)
    client.pending = 1
    await clock.advance(BEAT_MS * (PATIENT_BEATS - 1))
    client.heard += 1
    await clock.advance(BEAT_MS * PATIENT_BEATS)
    expect(hung).toBe(false)
    await clock.advance(BEAT_MS)
    expect(hung).toBe(true)
    expect(clock.pending()).toBe(0)
  })

  it('[VL11] is quoted without addresses and numbers of its objects', () => {
    const words = "[000055d1] main input error: VLC is unable to open the MRL 'http://127.0.0.1:5/secret'."
    expect(presentable(words)).toBe("main input error: VLC is unable to open the MRL 'the stream'.")
  })
})
