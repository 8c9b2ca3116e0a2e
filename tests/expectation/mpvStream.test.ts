import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { launchMpv } from '../../adapters/mpv/launchMpv.ts'
import type { PlayerAdapter, PlayerEvent } from '../../adapters/player.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { serveMedia } from '../support/mediaServer.ts'
import type { MediaServer, MediaServerOptions } from '../support/mediaServer.ts'
import { HEADLESS, connectTo, sleep } from '../support/realMpv.ts'
import { makeTinyFilm } from '../support/tinyFilm.ts'
import type { TinyFilm, TinyFilmOptions } from '../support/tinyFilm.ts'

const clock = createSystemClock()

describe('a film that comes over the network', () => {
  let film: TinyFilm
  let server: MediaServer
  let player: PlayerAdapter
  let events: PlayerEvent[]
  beforeAll(async () => {
    film = await makeTinyFilm({ seconds: 60 })
  })
  afterAll(() => film.remove())
  afterEach(async () => {
    await player.close()
    await server.close()
  })

  const open = async (options: MediaServerOptions = {}) => {
    server = await serveMedia(film.path, options)
    const launched = await launchMpv({ clock, extraArgs: HEADLESS })
    if (!launched.ok) throw new Error(launched.problem.sentence)
    player = launched.value
    events = []
    player.onEvent((event) => events.push(event))
    return player.load(media())
  }
  const media = () => ({ url: server.url, title: 'A film', startMs: 0, subtitles: [] })
  const told = (kind: PlayerEvent['kind']) => events.filter((event) => event.kind === kind)

  it('[PL1] is opened when there are bytes enough to move: it plays on without a stall', async () => {
    expect(await open({ bytesPerSecond: 60_000 })).toMatchObject({ ok: true })
    events.length = 0
    await player.play()
    await sleep(2000)
    expect(told('buffering')).toEqual([])
    const observation = await player.observe()
    expect(observation.ok && observation.value.positionMs).toBeGreaterThan(1500)
  })

  it('[PL56] tells a stream that dies in the middle, in words of MPV and without its address', async () => {
    expect(await open({ bytesPerSecond: 40_000 })).toMatchObject({ ok: true })
    await player.play()
    await sleep(500)
    server.die()
    await expect.poll(() => told('stream-failed').length, { timeout: 30_000, interval: 50 }).toBe(1)
    expect(told('ended')).toEqual([])
    const failed = events.find((event) => event.kind === 'stream-failed')
    expect(failed?.problem.sentence).toContain("MPV's last words")
    expect(failed?.problem.sentence).not.toContain('127.0.0.1')
    expect(await player.observe()).toMatchObject({ ok: true, value: { buffering: true, ended: false } })

    server.revive()
    expect(await player.load({ ...media(), startMs: 20_000 })).toMatchObject({ ok: true })
    await player.play()
    await sleep(500)
    expect(await player.observe()).toMatchObject({ ok: true, value: { buffering: false } })
  })

  it('[PL53] tells when it runs out of bytes and when it goes on', async () => {
    expect(await open({ bytesPerSecond: 12_000 })).toMatchObject({ ok: true })
    events.length = 0
    await player.play()
    await expect.poll(() => told('buffering').length, { timeout: 20_000, interval: 50 }).toBeGreaterThan(1)
    expect(told('buffering').slice(0, 2)).toEqual([
      { kind: 'buffering', buffering: true },
      { kind: 'buffering', buffering: false },
    ])
    expect(told('paused').some((event) => event.kind === 'paused' && event.paused)).toBe(false)
  })

  it('[PL16] opens although one of its subtitles cannot be had, and takes the others', async () => {
    await open()
    const path = `${film.path}.srt`
    await writeFile(path, '1\n00:00:00,000 --> 00:00:09,000\nGood evening.\n')
    const [there, missing] = [await serveMedia(path), await serveMedia(path)]
    missing.die()
    const english = { url: there.url, title: 'English', language: 'eng', selected: true }
    const german = { url: missing.url, title: 'Deutsch', language: 'deu', selected: false }
    expect(await player.load({ ...media(), subtitles: [german, english] })).toMatchObject({ ok: true })
    const subtitles = () =>
      events
        .flatMap((event) => (event.kind === 'tracks' ? [event.tracks] : []))
        .at(-1)
        ?.filter(({ kind }) => kind === 'subtitle')
    await expect.poll(subtitles).toMatchObject([{ title: 'English', language: 'eng', selected: true }])
    await Promise.all([there.close(), missing.close()])
  })

  it('[PL58] is shown while a subtitle is still awaited, and MPV is not taken for hung', async () => {
    await open()
    const mute = createServer(() => {})
    await new Promise<void>((resolve) => void mute.listen(0, '127.0.0.1', resolve))
    const address = mute.address()
    const port = typeof address === 'object' ? address?.port : 0
    const slow = { url: `http://127.0.0.1:${port}/a.srt`, title: 'Slow', language: null, selected: true }
    expect(await player.load({ ...media(), subtitles: [slow] })).toMatchObject({ ok: true })
    expect(await player.seek(5000)).toMatchObject({ ok: true })
    await player.play()
    await sleep(2500)
    const sensed = await player.observe()
    expect(sensed.ok && sensed.value.positionMs).toBeGreaterThan(7000)
    expect(told('gone')).toEqual([])
    mute.close()
  })

  it("[PL56] tells that the viewer closed the film with MPV's own stop", async () => {
    await open()
    const viewer = await connectTo(player.identity.control ?? '', clock)
    await viewer.request(['stop'])
    await expect.poll(() => told('stream-failed').length, { timeout: 3000 }).toBe(1)
    expect(events.find((event) => event.kind === 'stream-failed')).toMatchObject({
      problem: { code: 'media-closed' },
    })
    viewer.close()
  })
})

/** A film from the disk, and a player for it; both are gone after the test, however it ends. */
async function open(options: TinyFilmOptions) {
  const film = await makeTinyFilm(options)
  onTestFinished(() => film.remove())
  const launched = await launchMpv({ clock, extraArgs: HEADLESS })
  if (!launched.ok) throw new Error(launched.problem.sentence)
  const player = launched.value
  onTestFinished(() => player.close())
  return { film, player }
}

describe('a recording that begins long after zero', () => {
  it('[PL57] is in container time: opened, sought and ended there', async () => {
    const { film, player } = await open({ seconds: 10, beginsAtSeconds: 100 })
    const events: PlayerEvent[] = []
    player.onEvent((event) => events.push(event))
    const opened = await player.load({ url: film.path, title: 'Late', startMs: 103_000, subtitles: [] })
    expect(opened.ok && Math.abs(opened.value.positionMs - 103_000)).toBeLessThan(50)
    const sought = await player.seek(109_500)
    expect(sought.ok && Math.abs(sought.value.positionMs - 109_500)).toBeLessThan(50)
    await player.play()
    await expect.poll(() => events.some(({ kind }) => kind === 'ended'), { timeout: 5000 }).toBe(true)
    expect(events.some(({ kind }) => kind === 'stream-failed')).toBe(false)
  })
})

describe('a film without sound', () => {
  it('[PL25] is sensed by its frames, as well as by sound but for some ms', async () => {
    const { film, player } = await open({ seconds: 15, sound: false })
    const landed = await player.load({ url: film.path, title: 'Silent', startMs: 2000, subtitles: [] })
    await player.observe()
    const startedAtMs = clock.nowMs()
    await player.play()
    await sleep(700)
    const errors: number[] = []
    for (let index = 0; index < 20; index += 1) {
      await sleep(70)
      const sensed = await player.observe()
      if (!sensed.ok || !landed.ok) throw new Error('The player does not play.')
      const { positionMs, observedAtMs, uncertaintyMs } = sensed.value
      expect(uncertaintyMs).toBeLessThan(10)
      errors.push(Math.abs(positionMs - landed.value.positionMs - (observedAtMs - startedAtMs)))
    }
    expect(errors.toSorted((one, other) => one - other)[10]).toBeLessThan(8)
  })
})
