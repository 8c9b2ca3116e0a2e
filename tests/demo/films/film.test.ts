import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { blockFont } from '../../../demo/films/blockFont.ts'
import { createCanvas, fillBox } from '../../../demo/films/canvas.ts'
import { drawFrameCode, readFrameCode } from '../../../demo/films/frameCode.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../../../demo/films/framePainter.ts'
import { makeFilm } from '../../../demo/films/makeFilm.ts'
import { FILM_RECIPES, type FilmRecipe, frameCount } from '../../../demo/films/recipes.ts'
import { oneSecondOfSound, SAMPLE_RATE_HZ } from '../../../demo/films/soundtrack.ts'
import { temporaryFolder } from '../support/shelf.ts'

const run = promisify(execFile)

/** A real recipe, cut down to some seconds. */
async function shortFilm(
  id: string,
  changes: Partial<FilmRecipe> = {},
): Promise<{ file: string; recipe: FilmRecipe; videoStartMs: number }> {
  const whole = FILM_RECIPES.find((recipe) => recipe.id === id)
  if (!whole) throw new Error(`there is no recipe ${id}`)
  const recipe: FilmRecipe = { ...whole, seconds: 3, ...changes }
  const folder = await temporaryFolder()
  const record = await makeFilm({ recipe, folder, onFrames: () => undefined, signal: undefined })
  return { file: join(folder, record.file), recipe, videoStartMs: record.videoStartMs }
}

/** The numbers that the pictures of a film show, in order. */
async function shownFrames(file: string): Promise<number[]> {
  const args = [
    '-v',
    'error',
    '-i',
    file,
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-fps_mode',
    'passthrough',
    '-',
  ]
  const { stdout } = await run('ffmpeg', args, { encoding: 'buffer', maxBuffer: 1e9 })
  const size = PICTURE_WIDTH * PICTURE_HEIGHT
  return Array.from({ length: stdout.length / size }, (_, index) => {
    const luma = stdout.subarray(index * size, (index + 1) * size)
    const code = readFrameCode({ width: PICTURE_WIDTH, height: PICTURE_HEIGHT, luma })
    return code.kind === 'frame' ? code.frame : -1
  })
}

/** One picture, its brightness only. */
async function pictureAt(file: string, options: readonly string[]) {
  const raw = ['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-']
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, ...options, ...raw], {
    encoding: 'buffer',
  })
  return { luma: stdout }
}

/** The brightness of subtitles; the numbers of frames are black and white. */
const isYellow = (value: number): boolean => Math.abs(value - 226) < 10

/** How often a row changes to the brightness of the text (yellow). */
const squaresIn = (row: Uint8Array): number =>
  row.filter((value, index) => isYellow(value) && !isYellow(row[index - 1] ?? 0)).length

describe('a frame’s number', () => {
  it('[DM44] is read back from a picture of any size', () => {
    for (const frame of [0, 1, 255, 256, 14_399, 40_000, 65_535]) {
      for (const [width, height] of [
        [320, 180],
        [640, 360],
        [213, 121],
      ] as const) {
        const canvas = createCanvas(width, height)
        drawFrameCode(canvas, frame)
        expect(readFrameCode(canvas)).toEqual({ kind: 'frame', frame })
      }
    }
  })

  it('[DM44] is not read from a dark picture, nor from one that was half redrawn', () => {
    const canvas = createCanvas(320, 180)
    expect(readFrameCode(canvas)).toEqual({ kind: 'unreadable' })
    drawFrameCode(canvas, 7)
    const next = createCanvas(320, 180)
    drawFrameCode(next, 8)
    next.luma.set(canvas.luma.subarray(0, 320 * 100))
    expect(readFrameCode(next)).toEqual({ kind: 'torn', frame: 7, below: 8 })
    fillBox(canvas, { left: 0, top: 0, width: 320, height: 45 }, 16)
    expect(readFrameCode(canvas).kind).not.toBe('frame')
  })
})

describe('sample films', () => {
  it('[DM44] are all long enough to be resumed, and short enough for 16 bits', () => {
    for (const recipe of FILM_RECIPES) {
      expect(recipe.seconds).toBeGreaterThanOrEqual(300)
      expect(frameCount(recipe)).toBeLessThan(65_536)
    }
  })

  it.each(['night', 'tide', 'tongues', 'orbit', 'kites'])(
    '[DM44] show every number once, in order (%s)',
    async (id) => {
      const { file, recipe } = await shortFilm(id)
      const frames = await shownFrames(file)
      expect(frames).toEqual(Array.from({ length: frameCount(recipe) }, (_, frame) => frame))
    },
  )

  it('[DM44] beep as each second begins, over a hum', () => {
    const wav = oneSecondOfSound(220)
    const loudest = (fromMs: number, toMs: number) => {
      const samples = Array.from({ length: SAMPLE_RATE_HZ }, (_, index) =>
        Math.abs(wav.readInt16LE(44 + 2 * index)),
      )
      return Math.max(...samples.slice((fromMs * SAMPLE_RATE_HZ) / 1000, (toMs * SAMPLE_RATE_HZ) / 1000))
    }
    expect(loudest(0, 60)).toBeGreaterThan(16_000)
    expect(loudest(61, 1000)).toBeLessThan(2_000)
    expect(loudest(61, 1000)).toBeGreaterThan(1_000)
  })

  it('[DM44] carry the tracks that their recipe names', async () => {
    const { file } = await shortFilm('tongues')
    const wanted = ['-show_entries', 'stream=codec_name:stream_tags=language', '-of', 'csv=p=0']
    const { stdout } = await run('ffprobe', ['-v', 'error', ...wanted, file])
    expect(stdout.trim().split(/\s+/)).toEqual([
      ...['h264', 'aac,eng', 'aac,fra'],
      ...['subrip,eng', 'ass,fra', 'hdmv_pgs_subtitle,ita', 'ttf'],
    ])
  })

  it('[DM110] have a chapter a minute where the container keeps them beside its tracks', async () => {
    const chapters = async (id: string) => {
      const { file } = await shortFilm(id, { seconds: 62, frameRate: { numerator: 1, denominator: 1 } })
      const wanted = [
        '-show_chapters',
        '-show_entries',
        'chapter=start_time:stream=codec_type',
        '-of',
        'csv=p=0',
      ]
      return (await run('ffprobe', ['-v', 'error', ...wanted, file])).stdout.trim().split(/\s+/)
    }
    expect(await chapters('kites')).toEqual([
      'video',
      'audio',
      '0.000000,Minute',
      '1',
      '60.000000,Minute',
      '2',
    ])
    expect(await chapters('lighthouse-1')).toContain('60.000000,Minute')
    expect(await chapters('tide')).toEqual(['video', 'audio'])
  })

  it('[DM111] carry the font that a subtitle of theirs is styled with, every character of which is a square', async () => {
    const { file } = await shortFilm('tongues')
    const font = join(file, '..', 'from-film.ttf')
    // ffmpeg complains that nothing is to be made of it.
    await run('ffmpeg', ['-v', 'quiet', `-dump_attachment:t:0`, font, '-i', file]).catch(() => undefined)
    expect(await readFile(font)).toEqual(blockFont())
    const { luma } = await pictureAt(file, ['-vf', `subtitles=${file}:si=1`])
    const row = luma.subarray(164 * PICTURE_WIDTH, 165 * PICTURE_WIDTH)
    expect(squaresIn(row)).toBeGreaterThan(10)
  })

  it('[DM112] carry subtitles of pictures, shown for three seconds of ten', async () => {
    const { file } = await shortFilm('tongues', { seconds: 12 })
    const yellowAt = async (seconds: string) => {
      const { luma } = await pictureAt(file, ['-filter_complex', '[0:v][0:s:2]overlay', '-ss', seconds])
      return luma.subarray(158 * PICTURE_WIDTH).filter((value) => isYellow(value)).length
    }
    expect(await yellowAt('1')).toBeGreaterThan(100)
    expect(await yellowAt('5')).toBe(0)
    expect(await yellowAt('11')).toBeGreaterThan(100)
  })
})
