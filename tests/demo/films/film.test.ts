import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createCanvas, fillBox } from '../../../demo/films/canvas.ts'
import { drawFrameCode, readFrameCode } from '../../../demo/films/frameCode.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from '../../../demo/films/framePainter.ts'
import { makeFilm } from '../../../demo/films/makeFilm.ts'
import { FILM_RECIPES, type FilmRecipe, frameCount } from '../../../demo/films/recipes.ts'
import { oneSecondOfSound, SAMPLE_RATE_HZ } from '../../../demo/films/soundtrack.ts'
import { temporaryFolder } from '../support/shelf.ts'

const run = promisify(execFile)

/** A real recipe, cut down to three seconds. */
async function shortFilm(id: string): Promise<{ file: string; recipe: FilmRecipe; videoStartMs: number }> {
  const whole = FILM_RECIPES.find((recipe) => recipe.id === id)
  if (!whole) throw new Error(`there is no recipe ${id}`)
  const recipe: FilmRecipe = { ...whole, seconds: 3 }
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
    expect(stdout.trim().split(/\s+/)).toEqual(['h264', 'aac,eng', 'aac,fra', 'subrip,eng', 'ass,fra'])
  })
})
