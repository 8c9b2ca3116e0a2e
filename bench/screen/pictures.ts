import { readFrameCode, type FrameCode } from '../../demo/films/frameCode.ts'
import { createCanvas, type Canvas } from '../../demo/films/canvas.ts'
import type { PixelBox } from '../../demo/run/xClient.ts'

/** What one picture of the whole screen shows of two players. */
export type Sight =
  | { readonly kind: 'frames'; readonly frames: readonly [number, number] }
  /** One of the windows was being redrawn. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'unreadable' }

export type SeenFrames = Extract<Sight, { kind: 'frames' }>

/** Reads the frame numbers of two windows from one and the same picture. */
export function readPicture(screen: Canvas, [first, second]: readonly [PixelBox, PixelBox]): Sight {
  const codes = [readFrameCode(cut(screen, first)), readFrameCode(cut(screen, second))]
  const numbers = codes.map(frameOf)
  if (codes.some(({ kind }) => kind === 'unreadable')) return { kind: 'unreadable' }
  const [one, other] = numbers
  if (one === undefined || one === null || other === undefined || other === null) return { kind: 'torn' }
  return { kind: 'frames', frames: [one, other] }
}

const framesApart = ({ frames: [one, other] }: SeenFrames): number => Math.abs(one - other)

const frameOf = (code: FrameCode): number | null => (code.kind === 'frame' ? code.frame : null)

function cut(screen: Canvas, { left, top, width, height }: PixelBox): Canvas {
  const canvas = createCanvas(width, height)
  for (let y = 0; y < height; y += 1) {
    const from = (top + y) * screen.width + left
    canvas.luma.set(screen.luma.subarray(from, from + width), y * width)
  }
  return canvas
}

/** How the pictures of one stretch of time came out. */
export interface SightFigures {
  readonly pictures: number
  /** Of those in which both numbers could be read. */
  readonly samePercent: number
  readonly oneApartPercent: number
  readonly mostApart: number
  readonly torn: number
  readonly unreadable: number
}

export function figuresOf(sights: readonly Sight[]): SightFigures {
  const apart = sights.flatMap((sight) => (sight.kind === 'frames' ? [framesApart(sight)] : []))
  const share = (frames: number) => (100 * apart.filter((one) => one === frames).length) / apart.length
  return {
    pictures: sights.length,
    samePercent: share(0),
    oneApartPercent: share(1),
    mostApart: Math.max(...apart),
    torn: sights.filter(({ kind }) => kind === 'torn').length,
    unreadable: sights.filter(({ kind }) => kind === 'unreadable').length,
  }
}
