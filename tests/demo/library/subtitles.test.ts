import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { subtitleText } from '../../../demo/films/subtitleText.ts'
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
    if (subtitle) await writeFile(file, subtitleText(subtitle, film.recipe.seconds))
  }
  return { ...film, subtitleFiles }
}

async function open() {
  const library = await openLibrary({ films: [await filmWithSubtitles()] })
  const ada = await clientOf(library.url, ADA)
  const info = await ada.post(`/Items/${itemIdOf('tongues')}/PlaybackInfo`, { DeviceProfile: PROFILE })
  const stream = (index: number) => field(info.body, 'MediaSources', 0, 'MediaStreams', index)
  return { library, stream }
}

it('[DM43] numbers tracks as in the file, external subtitles last, each with its way to the player', async () => {
  const { stream } = await open()
  expect([0, 1, 2, 3, 4, 5, 6].map((index) => field(stream(index), 'Index'))).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(stream(3)).toMatchObject({ Type: 'Subtitle', IsExternal: false, DeliveryMethod: 'Embed' })
  expect(stream(5)).toMatchObject({
    Codec: 'subrip',
    Language: 'deu',
    IsExternal: true,
    DeliveryMethod: 'External',
  })
})

it('[DM43] serves external subtitles to anybody, in the form asked for', async () => {
  const { library, stream } = await open()
  const url = library.url + String(field(stream(5), 'DeliveryUrl'))
  const srt = await ask(url)
  expect([srt.status, srt.headers.get('content-type')]).toEqual([200, 'application/x-subrip; charset=utf-8'])
  expect(srt.body).toContain('Zählwerk (deu): 10 s')
  expect((await ask(url.replace('Stream.srt', 'Stream.vtt').replace(/\?.*/, ''))).body).toContain('WEBVTT')
  expect((await ask(library.url + String(field(stream(6), 'DeliveryUrl')))).body).toContain('Dialogue:')
  expect((await ask(url.replace('/5/', '/99/'))).status).toBe(404)
})

it('[DM43] shifts subtitles to the place where playing starts', async () => {
  const { library, stream } = await open()
  const path = String(field(stream(5), 'DeliveryUrl')).replace('/5/0/', `/5/${ticksOf(20_000)}/`)
  const text = String((await ask(library.url + path)).body)
  expect(text).toMatch(/00:00:00,000 --> 00:00:03,000\s+Zählwerk \(deu\): 20 s/)
})
