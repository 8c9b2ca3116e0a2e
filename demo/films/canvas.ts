/** A grey picture: one byte of brightness per pixel, row by row from the top left. */
export interface Canvas {
  readonly width: number
  readonly height: number
  readonly luma: Uint8Array
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export const createCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  luma: new Uint8Array(width * height),
})

/** Fills the box with one brightness; parts outside of the canvas are left out. */
export function fillBox(canvas: Canvas, box: Box, brightness: number): void {
  const left = Math.max(0, box.left)
  const right = Math.min(canvas.width, box.left + box.width)
  const bottom = Math.min(canvas.height, box.top + box.height)
  for (let y = Math.max(0, box.top); y < bottom; y += 1) {
    if (right > left) canvas.luma.fill(brightness, y * canvas.width + left, y * canvas.width + right)
  }
}
