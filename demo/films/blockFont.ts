/** The family's name, as styles name it. */
export const BLOCK_FONT_FAMILY = 'Lockstep Blocks'
/** Under which name the font lies in a film. */
export const BLOCK_FONT_FILE = 'LockstepBlocks.ttf'

/** Units of the em square; everything below counts in them. */
const EM = 1000
/** The one shape that the font has: a square that stands on the baseline. */
const SQUARE = { left: 100, bottom: 0, right: 900, top: 800 }
/** Every character from here to there is the square; the space is empty. */
const FIRST = 0x21
const LAST = 0x17f

/**
 * A TrueType font of our own whose every character is the same filled square: whoever looks at a picture sees whether
 * it was used, and no font of anybody else travels with the films. Tables as in
 * https://learn.microsoft.com/typography/opentype/spec/otff
 */
export function blockFont(): Buffer {
  const tables: readonly (readonly [string, Buffer])[] = [
    ['OS/2', metrics()],
    ['cmap', characterMap()],
    ['glyf', glyphs().glyf],
    ['head', head()],
    ['hhea', shorts([1, 0, 900, -200, 0, EM, 0, 0, 900, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS])],
    ['hmtx', shorts([EM, 0, EM, 0, EM, SQUARE.left])],
    ['loca', glyphs().loca],
    ['maxp', shorts([1, 0, GLYPHS, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['name', names()],
    ['post', Buffer.concat([shorts([3, 0, 0, 0, -100, 50]), Buffer.alloc(20)])],
  ]
  return fontFile(tables)
}

/** Nothing, the space, and the square. */
const GLYPHS = 3

/** Big-endian, signed or not. */
function shorts(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, 2 * index)
  return bytes
}

function longs(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}

/** One contour of four points on the curve, the first absolute, the others as steps from the one before. */
function glyphs(): { readonly glyf: Buffer; readonly loca: Buffer } {
  const { left, bottom, right, top } = SQUARE
  const outline = shorts([1, left, bottom, right, top, 3, 0])
  const flags = Buffer.from([1, 1, 1, 1])
  const steps = shorts([left, 0, right - left, 0, bottom, top - bottom, 0, bottom - top])
  const glyf = Buffer.concat([outline, flags, steps])
  return { glyf, loca: longs([0, 0, 0, glyf.length]) }
}

function head(): Buffer {
  const { left, bottom, right, top } = SQUARE
  const identity = longs([0x00010000, 0x00010000, 0, 0x5f0f3cf5])
  const flags = shorts([3, EM])
  const born = Buffer.alloc(16)
  return Buffer.concat([identity, flags, born, shorts([left, bottom, right, top, 0, 8, 2, 1, 0])])
}

/** Format 4: a segment for the space, one for all that is a square, and the end that the format asks for. */
function characterMap(): Buffer {
  const squares = LAST - FIRST + 1
  const segments = 3
  const ends = [0x20, LAST, 0xffff]
  const starts = [0x20, FIRST, 0xffff]
  const deltas = [1 - 0x20, 0, 1]
  // Counted from its own place to the list of glyphs, which stands behind the third of them.
  const offsets = [0, 2 * (segments - 1), 0]
  const list = Array.from({ length: squares }, () => 2)
  const search = [2 * segments, 4, 1, 2 * segments - 4]
  const body = [0, ...search, ...ends, 0, ...starts, ...deltas, ...offsets, ...list]
  const subtable = shorts([4, 2 * (body.length + 2), ...body])
  return Buffer.concat([shorts([0, 1, 3, 1]), longs([12]), subtable])
}

function names(): Buffer {
  const texts: readonly (readonly [number, string])[] = [
    [1, BLOCK_FONT_FAMILY],
    [2, 'Regular'],
    [3, `${BLOCK_FONT_FAMILY} 1`],
    [4, BLOCK_FONT_FAMILY],
    [6, BLOCK_FONT_FAMILY.replaceAll(' ', '')],
  ]
  const strings = texts.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  const records = texts.map(([id], index) => {
    const before = strings.slice(0, index).reduce((sum, { length }) => sum + length, 0)
    return shorts([3, 1, 0x409, id, strings[index]?.length ?? 0, before])
  })
  return Buffer.concat([shorts([0, texts.length, 6 + 12 * texts.length]), ...records, ...strings])
}

/** Version 3: weight, sizes of raised letters, what it covers, and how high and deep it is. */
function metrics(): Buffer {
  const sizes = shorts([3, EM, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 250, 0])
  const kind = Buffer.alloc(10)
  const covers = longs([3, 0, 0, 0])
  const vendor = Buffer.from('LKST')
  const heights = shorts([0x40, 0x20, LAST, 800, -200, 0, 900, 200])
  return Buffer.concat([sizes, kind, covers, vendor, heights, longs([1, 0]), shorts([800, 800, 0, 0x20, 1])])
}

/** The directory, then the tables, each on a multiple of four bytes, and the sum over all that readers check. */
function fontFile(tables: readonly (readonly [string, Buffer])[]): Buffer {
  const directoryLength = 12 + 16 * tables.length
  const records: Buffer[] = []
  const bodies: Buffer[] = []
  let at = directoryLength
  for (const [tag, body] of tables) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    records.push(Buffer.concat([Buffer.from(tag), longs([checksum(padded), at, body.length])]))
    bodies.push(padded)
    at += padded.length
  }
  const search = 16 * 2 ** Math.floor(Math.log2(tables.length))
  const start = shorts([1, 0, tables.length, search, Math.log2(search / 16), 16 * tables.length - search])
  const file = Buffer.concat([start, ...records, ...bodies])
  const headAt = records.find((record) => record.toString('latin1', 0, 4) === 'head')?.readUInt32BE(8) ?? 0
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headAt + 8)
  return file
}

function checksum(bytes: Buffer): number {
  let sum = 0
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0
  return sum
}
