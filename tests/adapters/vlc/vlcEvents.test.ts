import { beforeEach, describe, expect, it } from 'vitest'
import type { PlayerEvent } from '../../../adapters/player.ts'
import { createPlayerEventStream } from '../../../adapters/playerEventStream.ts'
import { moving, still, whereAt } from '../../../adapters/vlc/motion.ts'
import { takeReading } from '../../../adapters/vlc/vlcEvents.ts'
import type { VlcParts } from '../../../adapters/vlc/vlcParts.ts'
import { takeVolume } from '../../../adapters/vlc/vlcExtras.ts'
import { createVlcMirror } from '../../../adapters/vlc/vlcMirror.ts'
import type { VlcMirror } from '../../../adapters/vlc/vlcMirror.ts'
import type { FilmReading, VlcReading } from '../../../adapters/vlc/vlcRemote.ts'

const LENGTH_MS = 60_000
const media = { url: 'http://127.0.0.1/film', title: 'A film', startMs: 0, subtitles: [] }

/** A VLC that plays from 10 s on at instant 0, as its readings tell. */
describe('what VLC shows', () => {
  let mirror: VlcMirror
  let events: PlayerEvent[]
  let complaint: string | null
  let parts: VlcParts
  beforeEach(() => {
    mirror = createVlcMirror()
    events = []
    complaint = null
    const stream = createPlayerEventStream()
    stream.onEvent((event) => events.push(event))
    parts = { mirror, stream, complaintSince: () => complaint }
    Object.assign(mirror, {
      ...{ own: { item: '3', media }, paused: false, lengthMs: LENGTH_MS },
      motion: moving({ positionMs: 10_000, uncertaintyMs: 1, atMs: 0, rate: 1 }),
      shown: { positionMs: 10_000, atMs: 0 },
    })
  })

  const reading = (
    atMs: number,
    film: Partial<FilmReading> | null,
    more: Partial<VlcReading> = {},
  ): VlcReading => ({
    ...{
      earliestMs: atMs,
      latestMs: atMs,
      secondBegan: null,
      item: '3',
      title: 'A film',
      volumePercent: 100,
      audioDevice: null,
      foundRate: null,
    },
    film:
      film === null
        ? null
        : {
            ...{ state: 'playing', shownMs: 10_000, seenMs: atMs, unrefreshedMs: null, vagueMs: 0, rate: 1 },
            ...{ buffered: 1, lengthMs: LENGTH_MS, tracks: null },
            ...film,
          },
    ...more,
  })
  const show = (atMs: number, film: Partial<FilmReading> | null, more: Partial<VlcReading> = {}) =>
    takeReading(parts, reading(atMs, film, more))
  /** A refresh at an instant, seen at once. */
  const refresh = (atMs: number, positionMs: number) =>
    show(atMs, { shownMs: positionMs, unrefreshedMs: atMs - 0.2 })
  const playOn = () => [256, 512, 768].forEach((atMs) => refresh(atMs, 10_000 + atMs))
  const kinds = () => events.map(({ kind }) => kind)

  it('[VL21] is nothing to tell while it fits what was expected', () => {
    playOn()
    expect(events).toEqual([])
    expect(whereAt(mirror.motion, 1000).positionMs).toBeCloseTo(11_000, 0)
  })

  it('[VL21] is the pause of a viewer, in the middle of the time since VLC was asked', () => {
    playOn()
    show(1000, { state: 'paused', shownMs: 10_768 })
    expect(events).toMatchObject([{ kind: 'paused', paused: true }])
    expect(whereAt(mirror.motion, 5000)).toMatchObject({ positionMs: expect.closeTo(10_884, 0) as number })
    expect(whereAt(mirror.motion, 5000).uncertaintyMs).toBeGreaterThan(100)
  })

  it.each([
    ['early', 10_790],
    ['late', 10_990],
  ])(
    '[VL21] is the pause of a viewer and no jump, where VLC refreshed its position %s since it was asked',
    (_when, refreshedMs) => {
      playOn()
      show(1000, { state: 'paused', shownMs: refreshedMs })
      show(1200, { state: 'paused', shownMs: refreshedMs })
      expect(kinds()).toEqual(['paused'])
      expect(whereAt(mirror.motion, 5000).positionMs).toBeGreaterThanOrEqual(refreshedMs)
      expect(whereAt(mirror.motion, 5000).positionMs).toBeLessThanOrEqual(11_000)
    },
  )

  it('[VL21] is a pause and a jump by a viewer, where both are seen at once', () => {
    playOn()
    show(1000, { state: 'paused', shownMs: 33_000 })
    expect(kinds()).toEqual(['paused', 'seeking', 'sought'])
  })

  it('[VL21] is the resume of a viewer, which after a seek begins 10 ms late', () => {
    Object.assign(mirror, {
      paused: true,
      landed: true,
      motion: still(20_000, 1),
      shown: { positionMs: 0, atMs: 0 },
    })
    show(300, { state: 'playing', shownMs: 0 })
    expect(events).toEqual([{ kind: 'paused', paused: false, positionMs: 20_000 }])
    expect(whereAt(mirror.motion, 1150).positionMs).toBeCloseTo(20_000 + 1000 - 10.4, 0)
  })

  it.each([
    ['ahead', 40_000],
    ['back', 5000],
  ])(
    '[VL21] is a jump %s by a viewer while playing: told when it began, and where it went on',
    (_way, targetMs) => {
      playOn()
      show(900, { shownMs: targetMs })
      expect(kinds()).toEqual(['seeking'])
      refresh(1200, targetMs + 100)
      expect(kinds()).toEqual(['seeking', 'sought'])
      expect(whereAt(mirror.motion, 2200).positionMs).toBeCloseTo(targetMs + 1100, 0)
    },
  )

  it('[VL21] is a jump by a viewer while paused, told at once', () => {
    Object.assign(mirror, { paused: true, motion: still(20_000, 1), shown: { positionMs: 20_000, atMs: 0 } })
    show(300, { state: 'paused', shownMs: 33_000 })
    expect(events).toEqual([{ kind: 'seeking' }, { kind: 'sought', positionMs: 33_000 }])
  })

  it('[VL35] is what a film in pieces tells once a second, and nothing of what it repeats meanwhile', () => {
    mirror.coarse = true
    const truth = (atMs: number) => 10_000 + atMs
    for (let atMs = 250; atMs < 8000; atMs += 250) {
      const secondMs = Math.floor((atMs - 100) / 1000) * 1000 + 100
      const noise = (atMs % 500) / 500
      const secondBegan = { notBeforeMs: secondMs - 5, notAfterMs: secondMs + 5 }
      show(atMs, { shownMs: Math.max(10_000, truth(secondMs) + noise) }, { secondBegan })
    }
    expect(events).toEqual([])
    expect(Math.abs(whereAt(mirror.motion, 8000).positionMs - truth(8000))).toBeLessThan(60)
  })

  it('[VL35] is no place in such a film what shows once more when it begins, from before it was placed', () => {
    const second = (ms: number) => ({ secondBegan: { notBeforeMs: ms - 50, notAfterMs: ms + 50 } })
    Object.assign(mirror, {
      ...{ coarse: true, commandedAtMs: 940, shown: { positionMs: 3300, atMs: 940 } },
      motion: moving({ positionMs: 3300, uncertaintyMs: 1, atMs: 940, rate: 1 }),
    })
    show(1100, { shownMs: 230 }, second(1000))
    show(1420, { shownMs: 3400 }, second(1000))
    show(2100, { shownMs: 4400 }, second(2000))
    show(3100, { shownMs: 5400 }, second(3000))
    expect(events).toEqual([])
    expect(Math.abs(whereAt(mirror.motion, 3100).positionMs - 5460)).toBeLessThan(120)
  })

  it('[VL35] is so without the time of day, too, and where it really landed elsewhere it is believed the second time', () => {
    Object.assign(mirror, {
      ...{ coarse: true, commandedAtMs: 940, shown: { positionMs: 3300, atMs: 940 } },
      motion: moving({ positionMs: 3300, uncertaintyMs: 1, atMs: 940, rate: 1 }),
    })
    show(1300, { shownMs: 3300 })
    show(1700, { shownMs: 160 })
    show(2000, { shownMs: 160 })
    expect(whereAt(mirror.motion, 2000).positionMs).toBeCloseTo(4360, 0)
    show(2700, { shownMs: 1160 })
    expect(events).toEqual([])
    expect(Math.abs(whereAt(mirror.motion, 2700).positionMs - 1500)).toBeLessThan(400)
  })

  it('[VL35] is a jump in such a film, but not what it tells of before our own', () => {
    mirror.coarse = true
    const second = (ms: number) => ({ secondBegan: { notBeforeMs: ms, notAfterMs: ms } })
    show(1100, { shownMs: 11_000 }, second(1000))
    show(2100, { shownMs: 12_000 }, second(2000))
    show(2400, { shownMs: 60_000 }, second(2000))
    expect(kinds()).toEqual(['seeking'])
    show(2700, { shownMs: 57_300 }, second(2000))
    show(3100, { shownMs: 60_650 }, second(3000))
    expect(kinds()).toEqual(['seeking', 'sought'])
    expect(Math.abs(whereAt(mirror.motion, 3100).positionMs - 60_700)).toBeLessThan(120)
  })

  it('[VL22] is no jump where VLC refreshes late after a seek of ours, or lands a little elsewhere', () => {
    Object.assign(mirror, {
      paused: true,
      landed: true,
      motion: still(20_000, 1),
      shown: { positionMs: 0, atMs: 0 },
    })
    show(300, { state: 'paused', shownMs: 19_990 })
    expect(events).toEqual([])
    Object.assign(mirror, {
      paused: false,
      motion: moving({ positionMs: 20_000, uncertaintyMs: 1, atMs: 400, rate: 1 }),
    })
    refresh(660, 22_000)
    expect(events).toEqual([])
    expect(whereAt(mirror.motion, 660).positionMs).toBeCloseTo(22_000, 0)
  })

  it('[VL21] is a rate that a viewer chose, but not the one that VLC was told', () => {
    Object.assign(mirror, { rate: 1000 / 1020, toldRate: 0.98 })
    show(100, { rate: 0.98 })
    show(200, { rate: 0.980_392 })
    expect(events).toEqual([])
    show(300, { rate: 1.5 })
    expect(events).toEqual([{ kind: 'rate', rate: 1.5 }])
  })

  it('[VL22] says nothing when it was asked before our last command, or in the middle of one', () => {
    mirror.commandedAtMs = 500
    show(400, { state: 'paused' })
    Object.assign(mirror, { commandedAtMs: 0, busy: true })
    show(600, { state: 'paused' })
    expect(events).toEqual([])
  })

  it('[VL21] is a shortage of bytes: by its own word, or because the position stands', () => {
    playOn()
    show(1100, { shownMs: 10_768, buffered: 0.2 })
    refresh(3000, 10_900)
    show(3300, { shownMs: 10_900, buffered: null })
    show(4000, { shownMs: 10_900, buffered: null })
    refresh(6000, 11_000)
    expect(events).toEqual([true, false, true, false].map((buffering) => ({ kind: 'buffering', buffering })))
    expect(whereAt(mirror.motion, 7000).positionMs).toBeCloseTo(12_000, 0)
  })

  it('[VL29] is no shortage near the end, where the buffer cannot be full', () => {
    Object.assign(mirror, {
      motion: moving({ positionMs: 55_000, uncertaintyMs: 1, atMs: 0, rate: 1 }),
      shown: { positionMs: 55_000, atMs: 0 },
    })
    show(200, { shownMs: 55_000, buffered: 0.4 })
    expect(events).toEqual([])
  })

  it('[VL21] is the end where the film was nearly over, once, and no pause', () => {
    mirror.motion = moving({ positionMs: 59_000, uncertaintyMs: 1, atMs: 0, rate: 1 })
    show(1100, null)
    show(1400, null)
    expect(events).toEqual([{ kind: 'ended' }])
    expect(mirror).toMatchObject({ ended: true, paused: false })
  })

  it('[VL21] is a stream that died where VLC complained, else a film that the viewer closed', () => {
    complaint = 'http stream error: connection reset by http://127.0.0.1:5/secret'
    show(300, null)
    Object.assign(mirror, { streamDead: false })
    complaint = 'avcodec decoder error: cannot decode one frame'
    show(600, null)
    expect(events).toMatchObject([
      { kind: 'stream-failed', problem: { code: 'stream-failed' } },
      { kind: 'stream-failed', problem: { code: 'media-closed' } },
    ])
    expect(JSON.stringify(events)).not.toContain('secret')
  })

  it('[VL21] is our film again when the viewer starts it from the playlist', () => {
    show(300, null)
    events.length = 0
    show(900, { shownMs: 700 })
    expect(events).toEqual([{ kind: 'sought', positionMs: 700 }])
    expect(mirror).toMatchObject({ streamDead: false, ended: false })
  })

  it("[VL21] is somebody else's film: told once, and then none of our business", () => {
    show(300, { shownMs: 0 }, { item: '4', title: 'Holidays' })
    show(600, { state: 'paused', shownMs: 0 }, { item: '4' })
    expect(events).toEqual([{ kind: 'foreign-media', title: 'Holidays' }])
  })

  it('[VL30] is a volume: a change is told, what we set is known, an output without one says nothing', () => {
    const hear = (volumePercent: number) => takeVolume(parts, { ...reading(0, null), volumePercent })
    hear(0)
    hear(0)
    expect(events).toEqual([])
    mirror.volume = { shownPercent: 0, wantedPercent: 40, muted: false }
    hear(39.8)
    expect(events).toEqual([])
    hear(75)
    expect(events).toEqual([{ kind: 'volume', percent: 75, muted: false }])
  })
})
