import type { FilmReading } from './vlcRemote.ts'

/** Containers round their duration, and sound may end before the picture: this near, the film is over. */
const END_TOLERANCE_MS = 5000
/** VLC ignores a seek beyond the end, and what is left after one to the very end is over before it is seen. */
const LAST_FRAME_MS = 60
/** More than any buffer that VLC is told to keep. */
const LAST_BUFFER_MS = 10_000

/** A film that is closed here has ended; closed elsewhere it was stopped, or its stream died. */
export const isOverAt = (positionMs: number, lengthMs: number | null): boolean =>
  lengthMs !== null && positionMs > lengthMs - END_TOLERANCE_MS

export const lastPlaceOf = (lengthMs: number | null): number => (lengthMs ?? Infinity) - LAST_FRAME_MS

/** Near its end a film may have fewer bytes left than fill the buffer. */
export const isShortOfBytes = ({ buffered, lengthMs }: FilmReading, positionMs: number): boolean =>
  buffered !== null && buffered < 1 && !(lengthMs !== null && positionMs > lengthMs - LAST_BUFFER_MS)

/** Judges one reading after another: whether the buffer suffices to move from `positionMs` on. */
export function createReadiness(positionMs: number): (film: FilmReading) => boolean {
  let before: number | null = null
  return (film) => {
    const { buffered } = film
    const isFull = buffered === null || buffered >= 1
    // Where it cannot be filled any more, it is enough that nothing is added to it.
    const isAllThereIs = buffered === before && !isShortOfBytes(film, positionMs)
    before = buffered
    return isFull || isAllThereIs
  }
}
