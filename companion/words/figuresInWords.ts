/** A position in a film: `12:03`, from an hour on `1:02:03`. */
export function positionInWords(positionMs: number): string {
  const seconds = Math.max(0, Math.floor(positionMs / 1000))
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const two = (figure: number) => String(figure).padStart(2, '0')
  const rest = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** A drift with its sign: `+0.4 ms`, `-120 ms`, `+2.5 s`, `0.0 ms`; a dash while it is not known. */
export function driftInWords(driftMs: number | null): string {
  if (driftMs === null) return '-'
  const size = Math.abs(driftMs)
  if (size < 0.05) return '0.0 ms'
  const sign = driftMs < 0 ? '-' : '+'
  if (size < 9.95) return `${sign}${size.toFixed(1)} ms`
  return size < 999.5 ? `${sign}${Math.round(size)} ms` : `${sign}${(size / 1000).toFixed(1)} s`
}

/** A duration as a figure: `0.3 ms`, `12 ms`, `1.5 s`; a dash while it is not known. */
export const delayInWords = (delayMs: number | null): string => driftInWords(delayMs).replace(/^\+/, '')

/** How long ago something was: `now`, `12 s ago`, `3 min ago`, `2 h ago`. */
export function agoInWords(agoMs: number): string {
  const seconds = Math.floor(agoMs / 1000)
  if (seconds < 2) return 'now'
  if (seconds < 60) return `${seconds} s ago`
  return seconds < 3600 ? `${Math.floor(seconds / 60)} min ago` : `${Math.floor(seconds / 3600)} h ago`
}

/** How long a film is: `1 h 36 min`, `24 min`, `40 s`. */
export function runtimeInWords(runtimeMs: number): string {
  const seconds = Math.round(runtimeMs / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** A bitrate in bits per second: `320 kbit/s`, `8.5 Mbit/s`. */
export const bitrateInWords = (bitsPerS: number): string =>
  bitsPerS < 999_500 ? `${Math.round(bitsPerS / 1000)} kbit/s` : `${(bitsPerS / 1e6).toFixed(1)} Mbit/s`
