import { deflateSync, crc32 } from 'node:zlib'
import { drawText, textHeight, textWidth } from '../films/bitmapFont.ts'
import { type Canvas, createCanvas, fillBox } from '../films/canvas.ts'
import type { CatalogueItem } from './catalogue.ts'

export type Colour = readonly [red: number, green: number, blue: number]

/** A colour of its own for each item, dark enough for white letters. */
export function posterColour(item: Pick<CatalogueItem, 'id'>): Colour {
  const part = (from: number) => 30 + (Number.parseInt(item.id.slice(from, from + 2), 16) % 110)
  return [part(0), part(2), part(4)]
}

/** Changes when the picture does, so that a client may keep a picture as long as its tag is the same. */
export const posterTag = (item: CatalogueItem): string => item.id.split('').reverse().join('')

/** The same for the picture of somebody. */
export const portraitTag = (userId: string): string => userId.split('').reverse().join('')

export interface PosterSize {
  readonly width: number
  readonly height: number
}

/** The item's title on a plain ground with a pendulum, as PNG. */
export function posterPng(item: Pick<CatalogueItem, 'id' | 'name'>, { width, height }: PosterSize): Buffer {
  const canvas = createCanvas(width, height)
  drawPendulum(canvas)
  drawTitle(canvas, item.name)
  return png(canvas, posterColour(item))
}

/** The same without the title, as backdrops are: what stands before it says what it is. */
export function backdropPng(item: Pick<CatalogueItem, 'id'>, { width, height }: PosterSize): Buffer {
  const canvas = createCanvas(width, height)
  drawPendulum(canvas)
  return png(canvas, posterColour(item))
}

function drawPendulum(canvas: Canvas): void {
  const length = Math.floor(canvas.height * 0.45)
  const thickness = Math.max(1, Math.floor(canvas.width / 60))
  for (let step = 0; step < length; step += 1) {
    const left = Math.round(canvas.width / 2 + step * 0.4)
    fillBox(canvas, { left, top: step, width: thickness, height: 1 }, 120)
  }
  const size = thickness * 6
  const box = {
    left: Math.round(canvas.width / 2 + length * 0.4 - size / 2),
    top: length,
    width: size,
    height: size,
  }
  fillBox(canvas, box, 120)
}

/** One word a line, as large as the longest allows. */
function drawTitle(canvas: Canvas, title: string): void {
  const words = title.split(' ')
  const widest = Math.max(...words.map((word) => textWidth(word, 1)))
  const scale = Math.max(
    1,
    Math.min(Math.floor((canvas.width * 0.9) / widest), Math.floor(canvas.width / 50)),
  )
  const lineHeight = Math.ceil(textHeight(scale) * 1.4)
  const top = canvas.height - lineHeight * (words.length + 0.5)
  for (const [index, word] of words.entries()) {
    const left = Math.round((canvas.width - textWidth(word, scale)) / 2)
    drawText(canvas, word, { left, top: Math.round(top + index * lineHeight), scale, brightness: 255 })
  }
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** PNG of indexed colours (bit depth 8, colour type 3): the ground fades to white with the brightness. */
function png({ width, height, luma }: Canvas, ground: Colour): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3], 8)
  const palette = Buffer.alloc(256 * 3)
  for (let index = 0; index < 256; index += 1) {
    palette.set(
      ground.map((part) => Math.round(part + ((255 - part) * index) / 255)),
      index * 3,
    )
  }
  // Every row begins with the number of its filter: none.
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1) {
    rows.set(luma.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  }
  const chunks = [chunk('IHDR', header), chunk('PLTE', palette), chunk('IDAT', deflateSync(rows))]
  return Buffer.concat([PNG_SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)])
}

const BASE83 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

/** A BlurHash of one component: the plain colour (size flag 0, maximum 0, then the colour in four digits). */
export function flatBlurHash([red, green, blue]: Colour): string {
  const colour = red * 65_536 + green * 256 + blue
  const digits = [3, 2, 1, 0].map((power) => BASE83[Math.floor(colour / 83 ** power) % 83])
  return `00${digits.join('')}`
}
