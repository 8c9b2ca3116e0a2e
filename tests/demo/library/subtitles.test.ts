import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { blockFont } from '../../../demo/films/blockFont.ts'
import { subtitleFile } from '../../../demo/films/subtitleFile.ts'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA } from '../../../demo/library/people.ts'
import { ticksOf } from '../../../demo/library/wording.ts'
import { ask, clientOf, field } from '../support/jellyfinClient.ts'
import { emptyBoxes, openLibrary, temporaryFolder } from '../support/shelf.ts'

const PROFILE = {
  DirectPlayProfiles: [{ Type: 'Video' }],
  SubtitleProfiles: ['srt', 'ass'].flatMap((Format) => [
    { Format, Method: 'Embed' },
    { Format, Method: 'External' },
  ]),
}

/** The film with external subtitles, and those really there. */
async function filmWithSubtitles() {
  const film = emptyBoxes().find(({ recipe }) => recipe.id === 'tongues')
  if (!film) throw new Error('the recipes lack a film with subtitles')
  const folder = await temporaryFolder()
  const external = film.recipe.subtitles.filter(({ form }) => form === 'external')
  const subtitleFiles = external.map(({ format }, index) => join(folder, `${index}.${format}`))
  for (const [index, file] of subtitleFiles.entries()) {
    const subtitle = external[index]
    if (subtitle) await writeFile(file, subtitleFile(subtitle, film.recipe.seconds))
  }
  return { ...film, subtitleFiles }
}

async function open() {
  const library = await openLibrary({ films: [await filmWithSubtitles()] })
  const ada = await clientOf(library.url, ADA)
  const info = await ada.post(`/Items/${itemIdOf('tongues')}/PlaybackInfo`, { DeviceProfile: PROFILE })
  const stream = (index: number) => field(info.body, 'MediaSources', 0, 'MediaStreams', index)
  const attachment = () => field(info.body, 'MediaSources', 0, 'MediaAttachments', 0)
  return { library, ada, stream, attachment }
}

it('[DM43] numbers tracks as in the file, external subtitles last, each with its way to the player', async () => {
  const { stream } = await open()
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((index) => field(stream(index), 'Index'))).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7,
  ])
  expect(stream(3)).toMatchObject({ Type: 'Subtitle', IsExternal: false, DeliveryMethod: 'Embed' })
  expect(stream(6)).toMatchObject({
    Codec: 'subrip',
    Language: 'deu',
    IsExternal: true,
    DeliveryMethod: 'External',
  })
})

it('[DM43] serves external subtitles to anybody, in the form asked for', async () => {
  const { library, stream } = await open()
  const url = library.url + String(field(stream(6), 'DeliveryUrl'))
  const srt = await ask(url)
  expect([srt.status, srt.headers.get('content-type')]).toEqual([200, 'application/x-subrip; charset=utf-8'])
  expect(srt.body).toContain('Zählwerk (deu): 10 s')
  expect((await ask(url.replace('Stream.srt', 'Stream.vtt').replace(/\?.*/, ''))).body).toContain('WEBVTT')
  expect((await ask(library.url + String(field(stream(7), 'DeliveryUrl')))).body).toContain('Dialogue:')
  expect((await ask(url.replace('/6/', '/99/'))).status).toBe(404)
})

it('[DM43] shifts subtitles to the place where playing starts', async () => {
  const { library, stream } = await open()
  const path = String(field(stream(6), 'DeliveryUrl')).replace('/6/0/', `/6/${ticksOf(20_000)}/`)
  const text = String((await ask(library.url + path)).body)
  expect(text).toMatch(/00:00:00,000 --> 00:00:03,000\s+Zählwerk \(deu\): 20 s/)
})

it('[DM111] tells the font that a film carries, and serves it to anybody', async () => {
  const { library, attachment } = await open()
  expect(attachment()).toMatchObject({ Index: 6, FileName: 'LockstepBlocks.ttf' })
  const url = library.url + String(field(attachment(), 'DeliveryUrl'))
  const font = await fetch(url)
  expect(Buffer.from(await font.arrayBuffer())).toEqual(blockFont())
  expect((await fetch(url.replace(/6$/, '7'))).status).toBe(404)
})

it('[DM112] tells subtitles of pictures as such: within the film or within its picture, never by an address', async () => {
  const { stream, ada } = await open()
  expect(stream(5)).toMatchObject({ Codec: 'PGSSUB', IsTextSubtitleStream: false })
  expect(stream(5)).not.toHaveProperty('DeliveryUrl')
  const profile = {
    TranscodingProfiles: [{ Type: 'Video', Protocol: 'hls', Container: 'ts' }],
    SubtitleProfiles: [{ Format: 'pgssub', Method: 'External' }],
  }
  const body = { DeviceProfile: profile, SubtitleStreamIndex: 5 }
  const info = await ada.post(`/Items/${itemIdOf('tongues')}/PlaybackInfo`, body)
  const source = field(info.body, 'MediaSources', 0)
  expect(field(source, 'MediaStreams', 5)).toMatchObject({ DeliveryMethod: 'Encode' })
  expect(field(source, 'TranscodingUrl')).toContain('SubtitleStreamIndex=5&SubtitleMethod=Encode')
})
