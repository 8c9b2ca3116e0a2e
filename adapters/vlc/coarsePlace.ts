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
const SECOND_MS = 1000
/** So long after it was noted a place shows at the latest: VLC brings it up to date every 250 ms or more (381 ms once). */
const SHOWN_WITHIN_MS = 450

export const isSamePlace = ({ shown }: VlcMirror, { shownMs }: FilmReading): boolean =>
  shown !== null && Math.abs(shownMs - shown.positionMs) < SAME_MS

/**
 * From one note to the next or the one after. A place far from where VLC was sent is believed if it goes on like that:
 * before its first note VLC may show a place from long before once more.
 */
export function hasGoneOn({ shown, rate }: VlcMirror, { shownMs }: FilmReading): boolean {
  const byMs = shown === null ? 0 : shownMs - shown.positionMs
  return byMs > SAME_MS && byMs < 2.5 * SECOND_MS * Math.max(1, rate)
}

/** When VLC was where it says that it is; null when that was before our last command, and means nothing now. */
export function coarseSighting(
  mirror: VlcMirror,
  reading: VlcReading,
  { shownMs }: FilmReading,
): Sighting | null {
  const changedMs = newSinceMs(mirror) - SHOWN_WITHIN_MS
  const seen = {
    positionMs: shownMs,
    notBeforeMs: Math.max(changedMs, notedFromMs(reading, changedMs)),
    notAfterMs: notedUntilMs(reading),
  }
  return seen.notBeforeMs < mirror.commandedAtMs ? null : seen
}

/**
 * Since when what shows was not there: our last look. Not that in the answer to a command, though: when VLC is told to go
 * on or elsewhere, a place from long before may show once more.
 */
function newSinceMs({ shown, refreshes, commandedAtMs }: VlcMirror): number {
  if (shown === null || (refreshes.count === 0 && shown.atMs <= commandedAtMs)) return -Infinity
  return shown.atMs
}

/** Until when the place was noted. Without the second it may be ahead of our look by as much as of the second. */
const notedUntilMs = ({ latestMs, secondBegan }: VlcReading): number =>
  secondBegan === null
    ? latestMs + NOTED_WITHIN_MS
    : Math.min(latestMs, secondBegan.notAfterMs + NOTED_WITHIN_MS)

/** Since when the place may have been noted: in the last second, unless its note may not show yet. */
function notedFromMs({ earliestMs, secondBegan }: VlcReading, changedMs: number): number {
  if (secondBegan === null) return -Infinity
  const { notBeforeMs, notAfterMs } = secondBegan
  const mayBeOlder = earliestMs < notAfterMs + NOTED_WITHIN_MS + SHOWN_WITHIN_MS
  const olderIsGone = notAfterMs - SECOND_MS + NOTED_WITHIN_MS < changedMs
  return mayBeOlder && !olderIsGone ? notBeforeMs - SECOND_MS : notBeforeMs
}
