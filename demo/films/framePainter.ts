import { drawText, textHeight, textWidth } from './bitmapFont.ts'
import { type Canvas, createCanvas, fillBox } from './canvas.ts'
import { drawFrameCode, FREE_QUARTER } from './frameCode.ts'
import type { FilmRecipe } from './recipes.ts'

/** Small, because every member of a demo decodes the film on the same machine. */
export const PICTURE_WIDTH = 320
export const PICTURE_HEIGHT = 180

const BAND = { top: (PICTURE_HEIGHT / 4) * FREE_QUARTER, height: PICTURE_HEIGHT / 4 }
const BACKGROUND = 48
const INK = 235
const PENDULUM_WIDTH = 8

/**
 * Draws the pictures of a film in planar YUV 4:2:0. The answer is only valid until the next call: the painter draws
 * every picture into the same bytes.
 */
export function createFramePainter(recipe: FilmRecipe): (frame: number) => Uint8Array {
  const lumaLength = PICTURE_WIDTH * PICTURE_HEIGHT
  const picture = new Uint8Array(lumaLength * 1.5).fill(128)
  const canvas: Canvas = {
    ...createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT),
    luma: picture.subarray(0, lumaLength),
  }
  tintBand(picture, recipe.tint)
  const background = paintedBand(recipe.title)
  const bandStart = BAND.top * PICTURE_WIDTH
  return (frame) => {
    drawFrameCode(canvas, frame)
    canvas.luma.set(background, bandStart)
    drawMoment(canvas, recipe, frame)
    return picture
  }
}

function tintBand(picture: Uint8Array, tint: readonly [number, number]): void {
  const lumaLength = PICTURE_WIDTH * PICTURE_HEIGHT
  for (const [plane, value] of tint.entries()) {
    const start = lumaLength * (1 + plane / 4) + (BAND.top / 2) * (PICTURE_WIDTH / 2)
    picture.fill(value, start, start + (BAND.height / 2) * (PICTURE_WIDTH / 2))
  }
}

/** What the band shows at all times: the film's title. */
function paintedBand(title: string): Uint8Array {
  const canvas = createCanvas(PICTURE_WIDTH, PICTURE_HEIGHT)
  fillBox(canvas, { left: 0, top: BAND.top, width: PICTURE_WIDTH, height: BAND.height }, BACKGROUND)
  const left = Math.round((PICTURE_WIDTH - textWidth(title, 1)) / 2)
  drawText(canvas, title, { left, top: BAND.top + 2, scale: 1, brightness: 160 })
  return canvas.luma.slice(BAND.top * PICTURE_WIDTH, (BAND.top + BAND.height) * PICTURE_WIDTH)
}

/** The frame's number, its time, and a pendulum that meets the left edge when the beep sounds. */
function drawMoment(canvas: Canvas, { frameRate }: FilmRecipe, frame: number): void {
  const seconds = (frame * frameRate.denominator) / frameRate.numerator
  const scale = 4
  const top = BAND.top + 12
  const clock = clockFace(seconds)
  const left = PICTURE_WIDTH - 8 - textWidth(clock, scale)
  drawText(canvas, String(frame).padStart(5, '0'), { left: 8, top, scale, brightness: INK })
  drawText(canvas, clock, { left, top, scale, brightness: INK })
  const swing = (1 - Math.cos(2 * Math.PI * (seconds % 1))) / 2
  const pendulum = Math.round(swing * (PICTURE_WIDTH - PENDULUM_WIDTH))
  const box = { left: pendulum, top: top + textHeight(scale) + 1, width: PENDULUM_WIDTH, height: 4 }
  fillBox(canvas, box, INK)
}

const clockFace = (seconds: number): string =>
  [seconds / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
