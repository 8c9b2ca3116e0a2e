import { type Canvas, fillBox } from './canvas.ts'

/**
 * A font of 5x7 pixels, because a fresh machine may have none. Each character of a glyph is one row, top first:
 * a digit of base 32 whose five bits are the row's pixels, leftmost first.
 */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': 'ehjlphe',
  '1': '4c4444e',
  '2': 'eh1248v',
  '3': 'v2421he',
  '4': '26aiv22',
  '5': 'vgu11he',
  '6': '68guhhe',
  '7': 'v124888',
  '8': 'ehhehhe',
  '9': 'ehhf12c',
  A: 'ehhvhhh',
  B: 'uhhuhhu',
  C: 'ehggghe',
  D: 'sihhhis',
  E: 'vgguggv',
  F: 'vgguggg',
  G: 'ehgnhhf',
  H: 'hhhvhhh',
  I: 'e44444e',
  J: '72222ic',
  K: 'hikokih',
  L: 'ggggggv',
  M: 'hrllhhh',
  N: 'hhpljhh',
  O: 'ehhhhhe',
  P: 'uhhuggg',
  Q: 'ehhhlid',
  R: 'uhhukih',
  S: 'fgge11u',
  T: 'v444444',
  U: 'hhhhhhe',
  V: 'hhhhha4',
  W: 'hhhllla',
  X: 'hha4ahh',
  Y: 'hhha444',
  Z: 'v1248gv',
  ':': '0cc0cc0',
  '.': '00000cc',
  '-': '000v000',
}

const GLYPH_HEIGHT = 7
/** Five pixels and one of distance. */
const GLYPH_ADVANCE = 6

export interface TextStyle {
  readonly left: number
  readonly top: number
  /** Pixels of the canvas per pixel of the font. */
  readonly scale: number
  readonly brightness: number
}

/** Width in pixels of the canvas, without the distance after the last character. */
export const textWidth = (text: string, scale: number): number => (text.length * GLYPH_ADVANCE - 1) * scale

export const textHeight = (scale: number): number => GLYPH_HEIGHT * scale

/** Draws in capitals; a character that the font lacks leaves a gap. */
export function drawText(canvas: Canvas, text: string, style: TextStyle): void {
  for (const [index, character] of Array.from(text.toUpperCase()).entries()) {
    const left = style.left + index * GLYPH_ADVANCE * style.scale
    drawGlyph(canvas, GLYPHS[character] ?? '', { ...style, left })
  }
}

function drawGlyph(canvas: Canvas, glyph: string, { left, top, scale, brightness }: TextStyle): void {
  for (const [row, digit] of Array.from(glyph).entries()) {
    const bits = Number.parseInt(digit, 32)
    for (let column = 0; column < 5; column += 1) {
      if (((bits >> (4 - column)) & 1) === 0) continue
      const box = { left: left + column * scale, top: top + row * scale, width: scale, height: scale }
      fillBox(canvas, box, brightness)
    }
  }
}
