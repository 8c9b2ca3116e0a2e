import { type Canvas, fillBox } from './canvas.ts'

/** Video black and white (BT.601 limited range), so that no decoder stretches or clips them. */
const BLACK = 16
const WHITE = 235

const FRAME_CODE_BITS = 16

/**
 * The picture in quarters, top to bottom: the number's bits (highest leftmost), the same bits inverted, a free band,
 * the bits once more. The inverted row proves that something readable is there, the last row that the capture did not
 * catch the picture half redrawn.
 */
const ROWS = [
  { quarter: 0, inverted: false },
  { quarter: 1, inverted: true },
  { quarter: 3, inverted: false },
] as const

/** The quarter that the code leaves to people. */
export const FREE_QUARTER = 2

/** Writes `frame` (0 to 65535) as black and white blocks. */
export function drawFrameCode(canvas: Canvas, frame: number): void {
  const height = Math.floor(canvas.height / 4)
  for (const { quarter, inverted } of ROWS) {
    for (let bit = 0; bit < FRAME_CODE_BITS; bit += 1) {
      const left = Math.round((bit * canvas.width) / FRAME_CODE_BITS)
      const right = Math.round(((bit + 1) * canvas.width) / FRAME_CODE_BITS)
      const set = ((frame >> (FRAME_CODE_BITS - 1 - bit)) & 1) === 1
      const box = { left, top: quarter * height, width: right - left, height }
      fillBox(canvas, box, set === inverted ? BLACK : WHITE)
    }
  }
}

export type FrameCode =
  | { readonly kind: 'frame'; readonly frame: number }
  /** Two pictures in one: the screen was being redrawn. `frame` is the one above. */
  | { readonly kind: 'torn'; readonly frame: number; readonly below: number }
  | { readonly kind: 'unreadable' }

/** Reads the number back from a picture of any size that shows the whole frame. */
export function readFrameCode(canvas: Canvas): FrameCode {
  let above = 0
  let below = 0
  for (let bit = 0; bit < FRAME_CODE_BITS; bit += 1) {
    const [plain, inverted, again] = ROWS.map(({ quarter }) => brightnessOf(canvas, bit, quarter))
    if (plain === undefined || inverted === undefined || again === undefined) return { kind: 'unreadable' }
    // Half of the distance between black and white: less than that is not our picture.
    if (Math.abs(plain - inverted) < (WHITE - BLACK) / 2) return { kind: 'unreadable' }
    above = above * 2 + (plain > inverted ? 1 : 0)
    below = below * 2 + (again > (WHITE + BLACK) / 2 ? 1 : 0)
  }
  return above === below ? { kind: 'frame', frame: above } : { kind: 'torn', frame: above, below }
}

/** Mean over the middle of one block, away from edges that scaling and compression blur. */
function brightnessOf(canvas: Canvas, bit: number, quarter: number): number {
  const x = Math.round(((bit + 0.5) * canvas.width) / FRAME_CODE_BITS)
  const y = Math.round(((quarter + 0.5) * canvas.height) / 4)
  const reach = Math.max(1, Math.floor(Math.min(canvas.width / FRAME_CODE_BITS, canvas.height / 4) / 5))
  let sum = 0
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) sum += canvas.luma[(y + dy) * canvas.width + x + dx] ?? 0
  }
  return sum / (2 * reach + 1) ** 2
}
