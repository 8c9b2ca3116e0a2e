import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Film } from '../../../demo/films/film.ts'
import { readFrameCode } from '../../../demo/films/frameCode.ts'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { ticksOf } from '../../../demo/library/wording.ts'
import { ask, authorization, type Client, clientOf, field, names } from '../support/jellyfinClient.ts'
import { emptyBoxes, openLibrary, REAL_FILM_ID, realFilm, temporaryFolder } from '../support/shelf.ts'

/** A player that takes everything, and says so by naming no container and no codec. */
const EVERYTHING = {
  DirectPlayProfiles: [{ Type: 'Video' }],
  TranscodingProfiles: [
    { Type: 'Video', Protocol: 'hls', Container: 'ts', VideoCodec: 'h264', AudioCodec: 'aac' },
  ],
  SubtitleProfiles: [
    { Format: 'srt', Method: 'External' },
    { Format: 'srt', Method: 'Embed' },
    { Format: 'ass', Method: 'Embed' },
  ],
}
const ONLY_WEBM = { ...EVERYTHING, DirectPlayProfiles: [{ Type: 'Video', Container: 'webm' }] }

/** The number of the picture in a sheet of 10 by 10 thumbnails of 160 by 90. */
async function frameInThumbnail(jpeg: Buffer, index: number): Promise<number> {
  const crop = `crop=160:90:${(index % 10) * 160}:${Math.floor(index / 10) * 90}`
  const file = join(await temporaryFolder(), 'sheet.jpg')
  await writeFile(file, jpeg)
  const args = ['-v', 'error', '-i', file, '-vf', crop, '-f', 'rawvideo', '-pix_fmt', 'gray', '-']
  const { stdout } = await promisify(execFile)('ffmpeg', args, { encoding: 'buffer' })
  const code = readFrameCode({ width: 160, height: 90, luma: stdout })
  return code.kind === 'frame' ? code.frame : -1
}

describe.each(['', '/jellyfin'])('playing at %j', (basePath) => {
  let film: Film
  beforeAll(async () => {
    film = await realFilm()
  }, 60_000)

  const open = async (options = {}) => {
    const boxes = emptyBoxes().filter(({ recipe }) => recipe.id !== REAL_FILM_ID)
    const library = await openLibrary({ basePath, films: [...boxes, film], ...options })
    return { library, ada: await clientOf(library.url, ADA) }
  }
  const playbackInfo = (client: Client, filmId: string, body: unknown) =>
    client.post(`/Items/${itemIdOf(filmId)}/PlaybackInfo`, body)

  it('[DM9] lets a player that can take the file have it, others a transcode (J9)', async () => {
    const { ada } = await open()
    const direct = await playbackInfo(ada, 'night', { DeviceProfile: EVERYTHING })
    expect(field(direct.body, 'MediaSources', 0)).toMatchObject({
      SupportsDirectPlay: true,
      SupportsDirectStream: true,
    })
    expect(field(direct.body, 'MediaSources', 0)).not.toHaveProperty('TranscodingUrl')
    const other = await playbackInfo(ada, 'night', { DeviceProfile: ONLY_WEBM })
    expect(field(other.body, 'MediaSources', 0)).toMatchObject({
      SupportsDirectPlay: false,
      SupportsTranscoding: true,
      TranscodingSubProtocol: 'hls',
    })
    expect(field(other.body, 'MediaSources', 0, 'TranscodingUrl')).toContain(`ApiKey=${ada.token}`)
    const narrow = { DeviceProfile: EVERYTHING, MaxStreamingBitrate: 1000 }
    const slow = await playbackInfo(ada, 'night', narrow)
    expect(field(slow.body, 'MediaSources', 0, 'TranscodingUrl')).toContain('ContainerBitrateExceedsLimit')
  })

  it('[DM9] answers 200 with a reason, or with nothing supported, when there is no way (J9)', async () => {
    const { library, ada } = await open()
    const unknown = await playbackInfo(ada, 'night', { MediaSourceId: 'f'.repeat(32) })
    expect(unknown).toMatchObject({
      status: 200,
      body: { MediaSources: [], ErrorCode: 'NoCompatibleStream' },
    })
    library.changePolicy(ADA.id, { EnableVideoPlaybackTranscoding: false })
    const refused = await playbackInfo(ada, 'night', { DeviceProfile: ONLY_WEBM })
    const none = { SupportsDirectPlay: false, SupportsDirectStream: false, SupportsTranscoding: false }
    expect(field(refused.body, 'MediaSources', 0)).toMatchObject(none)
    expect(refused.body).not.toHaveProperty('ErrorCode')
    expect((await playbackInfo(await clientOf(library.url, GRACE), REAL_FILM_ID, {})).status).toBe(404)
  })

  it('[DM9] plays each version of a film from its own file, and alone when it is asked for (J9)', async () => {
    const files = emptyBoxes().map((box) => ({ ...box, file: film.file }))
    const { ada } = await open({ films: files })
    const versions = [itemIdOf('tide'), itemIdOf('tide-french')]
    const both = await playbackInfo(ada, 'tide', { DeviceProfile: EVERYTHING })
    expect([0, 1].map((at) => field(both.body, 'MediaSources', at, 'Id'))).toEqual(versions)
    const one = await playbackInfo(ada, 'tide', { MediaSourceId: itemIdOf('tide-french') })
    expect(field(one.body, 'MediaSources', 0, 'Name')).toBe('In French')
    expect(field(one.body, 'MediaSources', 1)).toBeUndefined()
    const found = await Promise.all(
      [...versions, 'f'.repeat(32)].map(async (id) => {
        const answer = await ada.get(`/Videos/${itemIdOf('tide')}/stream?static=true&mediaSourceId=${id}`)
        return [answer.status, answer.headers.get('content-type')]
      }),
    )
    expect(found).toEqual([
      [200, 'video/mp4'],
      [200, 'video/x-matroska'],
      [404, null],
    ])
  })

  it('[DM9] uses the profile that came with the capabilities, and names the token as its version does (J9)', async () => {
    const { ada } = await open({ version: '10.10' })
    await ada.post('/Sessions/Capabilities/Full', { DeviceProfile: ONLY_WEBM })
    const answer = await playbackInfo(ada, 'night', {})
    expect(field(answer.body, 'MediaSources', 0, 'TranscodingUrl')).toContain(`api_key=${ada.token}`)
  })

  it('[DM10] serves the file with ranges, to anybody who knows its id (J10)', async () => {
    const { library } = await open()
    const url = `${library.url}/Videos/${itemIdOf(REAL_FILM_ID)}/stream.mkv?static=true`
    const get = async (range?: string, method = 'GET') => {
      const response = await fetch(url, { method, headers: range === undefined ? {} : { range } })
      return { response, bytes: (await response.arrayBuffer()).byteLength }
    }
    const first = await get('bytes=0-99')
    expect([first.response.status, first.bytes]).toEqual([206, 100])
    expect(first.response.headers.get('content-range')).toBe(`bytes 0-99/${film.sizeBytes}`)
    expect(first.response.headers.get('content-type')).toBe('video/x-matroska')
    const last = await get('bytes=-100')
    expect([last.response.status, last.bytes]).toEqual([206, 100])
    expect((await get('bytes=99999999999-')).response.status).toBe(416)
    const whole = await get()
    expect([whole.response.status, whole.bytes]).toEqual([200, film.sizeBytes])
    expect((await get('bytes=0-1,5-6')).bytes).toBe(film.sizeBytes)
    const head = await get(undefined, 'HEAD')
    expect([head.response.status, head.bytes]).toEqual([200, 0])
    expect(head.response.headers.get('content-length')).toBe(String(film.sizeBytes))
    expect((await ask(`${library.url}/Videos/${'f'.repeat(32)}/stream`)).status).toBe(404)
  })

  it('[DM30] asks for token and rights where Jellyfin does: file and download', async () => {
    const { library, ada } = await open()
    const [grace, keeper] = [await clientOf(library.url, GRACE), await clientOf(library.url, KEEPER)]
    const at = (end: string) => `/Items/${itemIdOf(REAL_FILM_ID)}/${end}`
    expect((await ask(library.url + at('File'))).status).toBe(401)
    expect((await grace.get(at('File'))).status).toBe(404)
    expect((await ada.get(at('File'))).status).toBe(200)
    expect((await ada.get(at('Download'))).status).toBe(403)
    expect((await keeper.get(at('Download'))).status).toBe(200)
  })

  it('[DM11] resumes what was left in the middle, and ticks off what was nearly seen (J11)', async () => {
    const { ada } = await open()
    const stops = { night: 0.04, tide: 0.5, tongues: 0.95 }
    for (const [filmId, part] of Object.entries(stops)) {
      const seconds = emptyBoxes().find(({ recipe }) => recipe.id === filmId)?.recipe.seconds ?? 0
      const report = { ItemId: itemIdOf(filmId), PositionTicks: Math.round(ticksOf(seconds * 1000) * part) }
      expect((await ada.post('/Sessions/Playing', { ...report, PositionTicks: 0 })).status).toBe(204)
      expect((await ada.post('/Sessions/Playing/Progress', report)).status).toBe(204)
      expect((await ada.post('/Sessions/Playing/Stopped', report)).status).toBe(204)
    }
    const state = async (filmId: string) =>
      field((await ada.get(`/Items/${itemIdOf(filmId)}`)).body, 'UserData')
    expect(await state('night')).toMatchObject({ PlaybackPositionTicks: 0, Played: false })
    expect(await state('tide')).toMatchObject({
      PlaybackPositionTicks: ticksOf(180_000),
      Played: false,
      PlayedPercentage: 50,
    })
    expect(await state('tongues')).toMatchObject({ PlaybackPositionTicks: 0, Played: true })
    expect(names(await ada.get('/UserItems/Resume'))).toEqual(['The Patient Tide'])
  })

  it('[DM11] counts a stop without a place as seen, and a failed one not at all (J11)', async () => {
    const { ada } = await open()
    const night = { ItemId: itemIdOf('night') }
    await ada.post('/Sessions/Playing/Stopped', { ...night, Failed: true })
    expect((await ada.get(`/Items/${night.ItemId}`)).body).toMatchObject({ UserData: { Played: false } })
    await ada.post('/Sessions/Playing/Stopped', night)
    expect((await ada.get(`/Items/${night.ItemId}`)).body).toMatchObject({ UserData: { Played: true } })
  })

  it('[DM12] refuses a stop before the beginning (J12)', async () => {
    const { ada } = await open()
    const report = { ItemId: itemIdOf('night'), PositionTicks: -1 }
    expect((await ada.post('/Sessions/Playing/Stopped', report)).status).toBe(400)
  })

  it('[DM31] transcodes what it promised: a playlist of the whole film, segments on demand, none without a token', async () => {
    const { library, ada } = await open()
    const info = await playbackInfo(ada, REAL_FILM_ID, { DeviceProfile: ONLY_WEBM })
    const master = new URL(library.url + String(field(info.body, 'MediaSources', 0, 'TranscodingUrl')))
    const line = async (url: URL, matches: RegExp) => {
      const text = String((await ask(url.href)).body)
      return text.split('\n').filter((candidate) => matches.test(candidate))
    }
    const [variant = ''] = await line(master, /^main/)
    const playlist = new URL(variant, master)
    const segments = await line(playlist, /^hls1/)
    expect(segments.length).toBe(film.recipe.seconds / 3)
    const segment = new URL(segments[50] ?? '', playlist)
    const made = await fetch(segment)
    expect([made.status, made.headers.get('content-type')]).toEqual([200, 'video/mp2t'])
    // Every packet of a transport stream begins with this byte.
    expect(Buffer.from(await made.arrayBuffer())[188]).toBe(0x47)
    segment.searchParams.delete('ApiKey')
    expect((await ask(segment.href)).status).toBe(401)
    const playSession = String(field(info.body, 'PlaySessionId'))
    expect((await ada.delete(`/Videos/ActiveEncodings?playSessionId=${playSession}`)).status).toBe(204)
  })

  it('[DM32] believes in a transcode only while it runs one, and continues positions between reports', async () => {
    const { ada } = await open()
    await ada.post('/Sessions/Playing', {
      ItemId: itemIdOf('night'),
      PlayMethod: 'Transcode',
      PositionTicks: 0,
    })
    const session = field((await ada.get('/Sessions')).body, 0)
    expect(session).toMatchObject({
      PlayState: { PlayMethod: 'DirectPlay' },
      NowPlayingItem: { Id: itemIdOf('night') },
    })
    expect(field(session, 'PlayState', 'PositionTicks')).toBeGreaterThan(0)
  })

  it('[DM33] needs a header and no token before signing in, and a token for nearly all else', async () => {
    const { library } = await open()
    const headers = { authorization: authorization('nobody') }
    for (const path of [
      '/Users/Me',
      '/Items',
      '/UserViews',
      '/Sessions',
      `/Items/${itemIdOf('night')}/PlaybackInfo`,
    ]) {
      expect((await ask(library.url + path, { headers })).status).toBe(401)
    }
  })

  it('[DM29] has small pictures of moments, on sheets', async () => {
    const { library, ada } = await open()
    const id = itemIdOf(REAL_FILM_ID)
    const facts = field((await ada.get(`/Items/${id}`)).body, 'Trickplay', id, '160')
    expect(facts).toMatchObject({
      Width: 160,
      Height: 90,
      TileWidth: 10,
      Interval: 10_000,
      ThumbnailCount: 31,
    })
    const sheet = `/Videos/${id}/Trickplay/160/0.jpg`
    const jpeg = await fetch(library.url + sheet, {
      headers: { authorization: authorization('x', ada.token) },
    })
    expect(jpeg.headers.get('content-type')).toBe('image/jpeg')
    const moment = await frameInThumbnail(Buffer.from(await jpeg.arrayBuffer()), 12)
    expect(moment).toBe((12 * 10_000 * 25) / 1000)
    expect((await ada.get(sheet.replace('/0.', '/1.'))).status).toBe(404)
    expect((await ask(library.url + sheet)).status).toBe(401)
  })
})
