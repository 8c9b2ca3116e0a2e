/** A position in a film: `12:03`, from an hour on `1:02:03`. The same in every language. */
export function positionText(positionMs: number): string {
  const seconds = Math.max(0, Math.floor(positionMs / 1000))
  const two = (figure: number) => String(figure).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
  const rest = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Reads what `positionText` writes, and whole seconds; null when it is neither. In ms. */
export function readPositionText(text: string): number | null {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})$/.exec(text.trim())
  if (parts === null) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

const unknown = '–'

/** Making one takes many times as long as using it, and figures flow. */
const formats = new Map<string, Intl.NumberFormat>()

function tenthsIn(language: string): Intl.NumberFormat {
  const known = formats.get(language)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  formats.set(language, made)
  return made
}

const tenths = (value: number, language: string): string => tenthsIn(language).format(value)

/** How long something takes: `0.3 ms`, `12 ms`, `1.5 s`; a dash while it is not known. */
export function delayText(delayMs: number | null, language: string): string {
  if (delayMs === null) return unknown
  if (delayMs < 9.95) return `${tenths(delayMs, language)} ms`
  return delayMs < 999.5 ? `${Math.round(delayMs)} ms` : `${tenths(delayMs / 1000, language)} s`
}

/** A drift with its sign: `+0.4 ms`, `−120 ms`, `0.0 ms`; a dash while it is not known. */
export function driftText(driftMs: number | null, language: string): string {
  if (driftMs === null) return unknown
  const size = delayText(Math.abs(driftMs), language)
  if (Math.abs(driftMs) < 0.05) return size
  return `${driftMs < 0 ? '−' : '+'}${size}`
}

/** A number with its sign and one digit after the point: `+0.4`, `−3.3`. */
export const signedTenths = (value: number, language: string): string => {
  const size = tenths(Math.abs(value), language)
  if (Math.abs(value) < 0.05) return size
  return `${value < 0 ? '−' : '+'}${size}`
}

/** A difference of clocks, whose size says nothing and whose last digits count: `+3,211,456.2 ms`. */
export const exactMs = (value: number, language: string): string => `${signedTenths(value, language)} ms`

/** A bitrate in bits per second: `320 kbit/s`, `8.5 Mbit/s`; a dash while it is not known. */
export function bitrateText(bitsPerS: number | null, language: string): string {
  if (bitsPerS === null) return unknown
  if (bitsPerS < 999_500) return `${Math.round(bitsPerS / 1000)} kbit/s`
  return `${tenths(bitsPerS / 1e6, language)} Mbit/s`
}

/** A speed: `1×`, `1.25×`. */
export const speedText = (rate: number, language: string): string =>
  `${rate.toLocaleString(language, { maximumFractionDigits: 2 })}×`

/** A time of day that is seconds away: `21:04:30`. */
export const timeOfDayText = (wallMs: number, language: string): string =>
  new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(wallMs)
