import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import { mediaSchema } from '../../protocol/media.ts'
import { must, openFixture, problemOf, type Fixture } from './support/libraryFixture.ts'

const open = ({ library }: Fixture, film: string, maxBitrate: number | null = null) =>
  library.open({ itemId: itemIdOf(film), maxBitrate })

describe('opening an item', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[JF20] plays the file itself on Jellyfin %s',
    async (version) => {
      const fixture = await openFixture({ version, basePath: '/jellyfin' })
      const opened = must(await open(fixture, 'night'))
      expect(opened.delivery).toEqual({ kind: 'direct' })
      expect(opened.streamUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/1\/stream\.mkv$/)
      expect(opened.bitrate).toBeGreaterThan(0)
      const answer = await fetch(opened.streamUrl)
      expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), fixture.bytes)).toBe(0)
    },
  )

  it('[JF20] names the media so that a room can carry it', async () => {
    const fixture = await openFixture()
    const { media } = must(await open(fixture, 'tide'))
    expect(mediaSchema.parse(media)).toEqual(media)
    expect(media).toMatchObject({
      serverId: fixture.demo.serverId,
      itemId: itemIdOf('tide'),
      title: 'The Patient Tide',
      runtimeMs: 360_000,
    })
  })

  it('[JF21] takes a transcode when the file is above the bitrate limit, and says why', async () => {
    const fixture = await openFixture()
    const opened = must(await open(fixture, 'night', 20_000))
    expect(opened.delivery).toEqual({ kind: 'transcode', reasons: ['ContainerBitrateExceedsLimit'] })
    expect(opened.streamUrl).toMatch(/\/master\.m3u8$/)
  })

  it('[JF22] says so when nothing can be played', async () => {
    const fixture = await openFixture()
    fixture.demo.changePolicy(ADA.id, { EnableVideoPlaybackTranscoding: false })
    expect(problemOf(await open(fixture, 'night', 20_000)).code).toBe('stream-not-compatible')
  })

  it('[JF22] says so when the server knows no source', async () => {
    const fixture = await openFixture()
    fixture.proxy.intercept((request, response) => {
      if (!request.url?.endsWith('/PlaybackInfo')) return false
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ MediaSources: [], ErrorCode: 'NoCompatibleStream' }))
      return true
    })
    expect(problemOf(await open(fixture, 'night')).code).toBe('stream-not-compatible')
  })

  it('[JF22] honours that a user may not play, which the server leaves to its clients', async () => {
    const fixture = await openFixture()
    fixture.demo.changePolicy(ADA.id, { EnableMediaPlayback: false })
    expect(problemOf(await open(fixture, 'night')).code).toBe('playback-forbidden')
  })

  it('[JF22] does not open a series', async () => {
    const { library } = await openFixture()
    const series = must(await library.search('lighthouse', { start: 0, limit: 1 })).items[0]
    const problem = problemOf(await library.open({ itemId: series?.id ?? '', maxBitrate: null }))
    expect(problem.code).toBe('item-not-playable')
  })

  it('[JF23] gives the subtitles that are no part of the file', async () => {
    const fixture = await openFixture()
    const { subtitles } = must(await open(fixture, 'tongues'))
    expect(subtitles.map(({ language, title }) => [language, title])).toEqual([
      ['deu', 'Zählwerk - deu - SRT'],
      ['eng', 'Counting, styled - eng - ASS'],
    ])
    const text = await (await fetch(subtitles[0]?.url ?? '')).text()
    expect(text).toContain('Eins')
  })

  it('[JF23] leaves subtitles of other hosts out', async () => {
    const fixture = await openFixture()
    fixture.proxy.intercept((request, response) => {
      if (!request.url?.endsWith('/PlaybackInfo')) return false
      const external = { Type: 'Subtitle', Index: 3, DeliveryMethod: 'External', IsExternalUrl: true }
      const streams = [{ ...external, DeliveryUrl: 'https://subtitles.example/de.srt' }]
      const source = { Id: 'a'.repeat(32), SupportsDirectPlay: true, MediaStreams: streams }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ MediaSources: [source], PlaySessionId: 'p' }))
      return true
    })
    expect(must(await open(fixture, 'night')).subtitles).toEqual([])
  })

  it('[JF24] forgets the addresses when it is closed', async () => {
    const fixture = await openFixture()
    const opened = must(await open(fixture, 'night'))
    await opened.close(null)
    expect((await fetch(opened.streamUrl)).status).toBe(404)
  })

  it('[JF24] ends a transcode when it is closed', async () => {
    const fixture = await openFixture()
    const opened = must(await open(fixture, 'night', 20_000))
    await opened.close(null)
    const ended = fixture.proxy.requests.filter(({ method }) => method === 'DELETE')
    expect(ended.map(({ path }) => path)).toEqual(['/Videos/ActiveEncodings'])
    expect(ended[0]?.query.get('playSessionId')).toMatch(/./)
    expect(ended[0]?.query.get('deviceId')).toBe(fixture.credentials.deviceId)
  })

  it('[JF24] closes what is open with the library', async () => {
    const fixture = await openFixture()
    const opened = must(await open(fixture, 'night'))
    opened.playback.started({ positionMs: 90_000, paused: false, volumePercent: null, muted: false })
    await fixture.library.close()
    expect(fixture.proxy.requests.at(-1)).toMatchObject({
      path: '/Sessions/Playing/Stopped',
      body: { PositionTicks: 900_000_000 },
    })
    expect((await fetch(opened.streamUrl)).status).toBe(404)
  })
})
