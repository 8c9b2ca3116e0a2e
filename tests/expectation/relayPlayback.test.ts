import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FILM_RECIPES } from '../../demo/films/recipes.ts'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { must, openFixture } from '../jellyfin/support/libraryFixture.ts'
import { makeTinyFilm, type TinyFilm } from '../support/tinyFilm.ts'

const run = promisify(execFile)
const seconds = 30
const fps = 24
const night = itemIdOf('night')

let film: TinyFilm
let fromFile: readonly string[]

beforeAll(async () => {
  film = await makeTinyFilm({ seconds, fps })
  fromFile = await picturesOf(film.path)
  expect(fromFile).toHaveLength(seconds * fps)
})
afterAll(() => film.remove())

describe('MPV behind the relay', () => {
  it('[RL15] shows the same pictures as from the file', async () => {
    const { library } = await openReal()
    const { streamUrl } = must(await library.open({ itemId: night, maxBitrate: null }))
    expect(await picturesOf(streamUrl)).toEqual(fromFile)
  })

  it('[RL15] comes back by itself when the library cuts the stream twice', async () => {
    const { library, demo } = await openReal()
    const { streamUrl } = must(await library.open({ itemId: night, maxBitrate: null }))
    demo.faults.cutMedia(100_000, 2)
    expect(await picturesOf(streamUrl)).toEqual(fromFile)
  })

  it('[RL15] plays a transcode to its end, and its log knows no token', async () => {
    const { library, credentials } = await openReal()
    const opened = must(await library.open({ itemId: night, maxBitrate: 100_000 }))
    expect(opened.delivery.kind).toBe('transcode')
    const log = join(film.path, '..', 'mpv.log')
    const pictures = await picturesOf(opened.streamUrl, [`--log-file=${log}`])
    expect(pictures).toHaveLength(fromFile.length)
    const text = await readFile(log, 'utf8')
    expect(text).toContain('.m3u8')
    expect(text).not.toContain(credentials.accessToken)
    expect(text).not.toMatch(/api_?key/i)
  })
})

/** A library whose films are all the tiny one. */
async function openReal() {
  const { size } = await stat(film.path)
  const films = FILM_RECIPES.map((recipe) => ({
    recipe,
    file: film.path,
    sizeBytes: size,
    durationMs: seconds * 1000,
    videoStartMs: 0,
    subtitleFiles: [],
  }))
  return openFixture({ films })
}

/** One line for every picture that MPV decodes: its time and a digest of its pixels. */
async function picturesOf(url: string, options: readonly string[] = []): Promise<string[]> {
  const output = ['--o=-', '--of=framemd5', '--ovc=rawvideo', '--no-audio', '--really-quiet']
  const { stdout } = await run('mpv', ['--no-config', ...output, ...options, url], { maxBuffer: 1 << 26 })
  return stdout.split('\n').filter((line) => line.startsWith('0,'))
}
