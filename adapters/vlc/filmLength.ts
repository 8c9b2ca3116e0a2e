/**
 * The exact length of a film, of which VLC's stock page tells whole seconds only. Each refreshed position tells more:
 * `time` is the whole second of `position` times the length, so the length lies between `time / position` and
 * `(time + 1) / position`.
 */
export interface FilmLength {
  readonly lowMs: number
  readonly highMs: number
  /** What the library says, while nothing contradicts it. */
  readonly toldMs: number | null
  /** Positions that contradict what is believed. */
  readonly doubts: readonly number[]
}

/** Containers round to the millisecond, VLC and the library not always to the same one. */
const TOLD_WITHIN_MS = 1.5
/** Near the beginning, a second says nothing about the length. */
const LEAST_POSITION = 0.001
/** VLC may be asked between refreshing one and the other: a contradiction is believed when there are others. */
const BELIEVED_DOUBTS = 3

export const lengthWithin = (wholeSeconds: number, toldMs: number | null): FilmLength => {
  const length = { lowMs: wholeSeconds * 1000, highMs: (wholeSeconds + 1) * 1000, doubts: [] }
  return { ...length, toldMs: toldMs !== null && isWithin(length, toldMs) ? toldMs : null }
}

export function narrowed(length: FilmLength, position: number, wholeSeconds: number): FilmLength {
  if (position < LEAST_POSITION || wholeSeconds < 1) return length
  const said = { lowMs: (wholeSeconds * 1000) / position, highMs: ((wholeSeconds + 1) * 1000) / position }
  const lowMs = Math.max(length.lowMs, said.lowMs)
  const highMs = Math.min(length.highMs, said.highMs)
  const fitsTold = length.toldMs === null || isWithin(said, length.toldMs)
  if (lowMs < highMs && fitsTold) return { ...length, lowMs, highMs }
  const doubts = [...length.doubts.filter((doubt) => doubt !== position), position]
  return doubts.length < BELIEVED_DOUBTS ? { ...length, doubts } : { ...said, toldMs: null, doubts: [] }
}

/** The best guess, and what it may be wrong by. */
export function guessOf({ lowMs, highMs, toldMs }: FilmLength): { lengthMs: number; vagueMs: number } {
  if (toldMs !== null) return { lengthMs: toldMs, vagueMs: TOLD_WITHIN_MS }
  return { lengthMs: (lowMs + highMs) / 2, vagueMs: (highMs - lowMs) / 2 }
}

const isWithin = ({ lowMs, highMs }: { lowMs: number; highMs: number }, toldMs: number) =>
  toldMs > lowMs - TOLD_WITHIN_MS && toldMs < highMs + TOLD_WITHIN_MS
