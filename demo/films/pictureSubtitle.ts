import { drawText, textHeight, textWidth } from './bitmapFont.ts'
import { type Canvas, createCanvas } from './canvas.ts'
import { PICTURE_HEIGHT, PICTURE_WIDTH } from './framePainter.ts'

/** A line of a subtitle, and when it is on screen, in seconds. */
export interface PictureCue {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Ticks of the format's clock in a second. */
const CLOCK_HZ = 90_000
const SEGMENT = { palette: 0x14, picture: 0x15, composition: 0x16, window: 0x17, end: 0x80 } as const

/** The only colour used: bright enough to be told from a frame's grey band. */
const INK = 1
const SCALE = 2
const BELOW = 8

/**
 * A subtitle of pictures as on Blu-ray discs (PGS, in a file of its own: .sup). Each cue is a set of segments that
 * shows its picture, and a set that takes it away again. Segments as in US patent application 20090185789.
 */
export function pictureSubtitle(cues: readonly PictureCue[]): Buffer {
  return Buffer.concat(
    cues.flatMap((cue, index) => {
      const canvas = drawn(cue.text)
      return [...shown(canvas, cue.start, 2 * index), ...cleared(canvas, cue.end, 2 * index + 1)]
    }),
  )
}

function drawn(text: string): Canvas {
  const canvas = createCanvas(textWidth(text, SCALE), textHeight(SCALE))
  drawText(canvas, text, { left: 0, top: 0, scale: SCALE, brightness: INK })
  return canvas
}

function shown(canvas: Canvas, seconds: number, number: number): Buffer[] {
  const place = placeOf(canvas)
  const object = [0, 0, 0, 0, ...two(place.left), ...two(place.top)]
  return [
    segment(seconds, SEGMENT.composition, [...composition(number), 0x80, 0, 0, 1, ...object]),
    segment(seconds, SEGMENT.window, window(place)),
    // Number, version; then colour, luma, two chromas, opacity: nothing, and a yellow.
    segment(seconds, SEGMENT.palette, [0, 0, 0, 16, 128, 128, 0, INK, 210, 146, 16, 255]),
    segment(seconds, SEGMENT.picture, picture(canvas)),
    segment(seconds, SEGMENT.end, []),
  ]
}

function cleared(canvas: Canvas, seconds: number, number: number): Buffer[] {
  return [
    segment(seconds, SEGMENT.composition, [...composition(number), 0, 0, 0, 0]),
    segment(seconds, SEGMENT.window, window(placeOf(canvas))),
    segment(seconds, SEGMENT.end, []),
  ]
}

type Place = ReturnType<typeof placeOf>

const placeOf = ({ width, height }: Canvas) => ({
  left: Math.round((PICTURE_WIDTH - width) / 2),
  top: PICTURE_HEIGHT - height - BELOW,
  width,
  height,
})

/** The size of the film's picture, a frame rate that nobody reads, and the set's number. */
const composition = (number: number): number[] => [
  ...two(PICTURE_WIDTH),
  ...two(PICTURE_HEIGHT),
  0x10,
  ...two(number),
]

const window = ({ left, top, width, height }: Place): number[] => [
  ...[1, 0],
  ...[left, top, width, height].flatMap(two),
]

/** Number and version, "first and last part", the length of what follows, the size, and the pixels. */
function picture(canvas: Canvas): number[] {
  const body = [...two(canvas.width), ...two(canvas.height), ...runLengths(canvas)]
  return [0, 0, 0, 0xc0, body.length >> 16, ...two(body.length & 0xffff), ...body]
}

/** Pixels of one colour that follow each other are one run; a line ends with two zeros. */
function runLengths({ width, height, luma }: Canvas): number[] {
  const bytes: number[] = []
  for (let y = 0; y < height; y += 1) {
    const row = luma.subarray(y * width, (y + 1) * width)
    for (let from = 0; from < width;) {
      const colour = row[from] ?? 0
      let to = from
      while (to < width && row[to] === colour) to += 1
      bytes.push(...run(colour, to - from))
      from = to
    }
    bytes.push(0, 0)
  }
  return bytes
}

/** A zero, then the length in 6 or 14 bits with a flag for each of "long" and "coloured". */
function run(colour: number, length: number): number[] {
  const coloured = colour === 0 ? 0 : 0x80
  const head = length < 64 ? [coloured | length] : [coloured | 0x40 | (length >> 8), length & 0xff]
  return [0, ...head, ...(colour === 0 ? [] : [colour])]
}

function segment(seconds: number, type: number, payload: readonly number[]): Buffer {
  const head = Buffer.alloc(13)
  head.write('PG', 'latin1')
  head.writeUInt32BE(Math.round(seconds * CLOCK_HZ), 2)
  head.writeUInt8(type, 10)
  head.writeUInt16BE(payload.length, 11)
  return Buffer.concat([head, Buffer.from(payload)])
}

const two = (value: number): number[] => [value >> 8, value & 0xff]
