import { describe, expect, it } from 'vitest'
import { figuresOf, readPicture, type Sight } from '../../../bench/screen/pictures.ts'
import { createCanvas, fillBox, type Canvas } from '../../../demo/films/canvas.ts'
import { drawFrameCode } from '../../../demo/films/frameCode.ts'
import type { PixelBox } from '../../../demo/run/xClient.ts'

const left: PixelBox = { left: 0, top: 4, width: 320, height: 180 }
const right: PixelBox = { left: 334, top: 4, width: 320, height: 180 }

function show(
  screen: Canvas,
  { left: x, top, width, height }: PixelBox,
  frame: number,
  lines = height,
): void {
  const window = createCanvas(width, height)
  drawFrameCode(window, frame)
  for (let y = 0; y < lines; y += 1) {
    screen.luma.set(window.luma.subarray(y * width, (y + 1) * width), (top + y) * screen.width + x)
  }
}

const screenWith = (one: number, other: number): Canvas => {
  const screen = createCanvas(654, 184)
  show(screen, left, one)
  show(screen, right, other)
  return screen
}

const read = (screen: Canvas) => readPicture(screen, [left, right])

describe('a picture of two windows', () => {
  it('[DM100] tells how many frames they are apart', () => {
    expect(read(screenWith(12_345, 12_345))).toEqual({ kind: 'frames', frames: [12_345, 12_345] })
    expect(read(screenWith(12_345, 12_344))).toEqual({ kind: 'frames', frames: [12_345, 12_344] })
    expect(read(screenWith(0, 65_535))).toEqual({ kind: 'frames', frames: [0, 65_535] })
  })

  it('[DM100] tells of a window that is half redrawn, and of one that shows something else', () => {
    const torn = screenWith(7, 100)
    show(torn, left, 8, 100)
    expect(read(torn)).toEqual({ kind: 'torn' })
    const covered = screenWith(7, 7)
    fillBox(covered, right, 128)
    expect(read(covered)).toEqual({ kind: 'unreadable' })
  })

  it('[DM100] comes to figures of what could be read, and counts what could not', () => {
    const frames = (apart: number): Sight => ({ kind: 'frames', frames: [100, 100 + apart] })
    const sights = [
      frames(0),
      frames(0),
      frames(0),
      frames(1),
      { kind: 'torn' } as const,
      { kind: 'unreadable' } as const,
    ]
    expect(figuresOf(sights)).toEqual({
      ...{ pictures: 6, samePercent: 75, oneApartPercent: 25, mostApart: 1 },
      ...{ torn: 1, unreadable: 1 },
    })
  })
})
