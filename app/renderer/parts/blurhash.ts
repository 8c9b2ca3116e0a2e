/** The colours that a blurhash (https://blurha.sh) has at the top and at the bottom: enough to wait with. */
export interface BlurColors {
  readonly top: string
  readonly bottom: string
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~'

type Rgb = readonly [number, number, number]

/** null = this is no blurhash. */
export function blurColors(blurhash: string): BlurColors | null {
  const values = [...blurhash].map((digit) => digits.indexOf(digit))
  const size = values[0] ?? -1
  const columns = (size % 9) + 1
  const rows = Math.floor(size / 9) + 1
  if (values.includes(-1) || values.length !== 4 + 2 * columns * rows) return null
  const average = linear(number(values.slice(2, 6)))
  const scale = ((values[1] ?? 0) + 1) / 166
  // The first component of the second row is half a wave from top to bottom: it says how the ends differ.
  const slope: Rgb =
    rows > 1 ? wave(number(values.slice(4 + 2 * columns, 6 + 2 * columns)), scale) : [0, 0, 0]
  return { top: css(average, slope, 0.8), bottom: css(average, slope, -0.8) }
}

const number = (base83: readonly number[]): number => base83.reduce((sum, digit) => sum * 83 + digit, 0)

const linear = (color: number): Rgb => [
  channel(color >> 16),
  channel((color >> 8) & 255),
  channel(color & 255),
]

/** sRGB to light. */
function channel(value: number): number {
  const part = value / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

const wave = (value: number, scale: number): Rgb => {
  const signed = (digit: number) => Math.sign(digit - 9) * ((digit - 9) / 9) ** 2 * scale
  return [signed(Math.floor(value / 361)), signed(Math.floor(value / 19) % 19), signed(value % 19)]
}

const css = (average: Rgb, slope: Rgb, towards: number): string =>
  `rgb(${average.map((part, at) => light(part + (slope[at] ?? 0) * towards)).join(' ')})`

/** Light to sRGB. */
function light(part: number): number {
  const bounded = Math.min(1, Math.max(0, part))
  return Math.round(255 * (bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * bounded ** (1 / 2.4) - 0.055))
}
