import type { Sighting } from './motion.ts'
import type { VlcMirror } from './vlcMirror.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'

/**
 * A stream that comes in pieces (HLS) is read by a part of VLC that notes its place once in every second of the time of
 * day, at the first piece of work in it; whoever asks meanwhile hears that place again, some ms to and fro (quirk
 * VLC16).
 */
export const isCoarse = (url: string): boolean => /\.m3u8?(?:[?#]|$)/i.test(url)

/** A place that differs by less is the same one, told again. */
const SAME_MS = 300
/** So long after the second began the place was noted at the latest, or is ahead by as much. */
const NOTED_WITHIN_MS = 90
/** So long after it was noted a place shows at the latest: VLC brings it up to date every 250 ms or a little more. */
const SHOWN_WITHIN_MS = 340

export const isSamePlace = ({ shown }: VlcMirror, { shownMs }: FilmReading): boolean =>
  shown !== null && Math.abs(shownMs - shown.positionMs) < SAME_MS

/** When VLC was where it says that it is; null when that was before our last command, and means nothing now. */
export function coarseSighting(
  mirror: VlcMirror,
  reading: VlcReading,
  { shownMs }: FilmReading,
): Sighting | null {
  const { earliestMs, secondBegan } = reading
  const askedMs = mirror.shown?.atMs ?? earliestMs
  const seen = {
    positionMs: shownMs,
    notBeforeMs: Math.max(askedMs - SHOWN_WITHIN_MS, secondBegan?.notBeforeMs ?? -Infinity),
    notAfterMs: Math.min(reading.latestMs, (secondBegan?.notAfterMs ?? Infinity) + NOTED_WITHIN_MS),
  }
  return seen.notBeforeMs < mirror.commandedAtMs ? null : seen
}
