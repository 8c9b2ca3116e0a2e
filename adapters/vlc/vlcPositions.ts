import { coarseSighting, hasGoneOn, isSamePlace } from './coarsePlace.ts'
import { isShortOfBytes } from './filmEnd.ts'
import { moving, sighted, still, surpriseOf, whereAt } from './motion.ts'
import type { Sighting } from './motion.ts'
import { disturb, noRefreshes } from './vlcMirror.ts'
import type { VlcMirror } from './vlcMirror.ts'
import type { VlcParts } from './vlcParts.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'

/** A refresh farther than that from where the film was expected is a jump. */
export const JUMP_MS = 150
/** After a seek while paused VLC shows the target, or up to 10 ms less. */
const SAME_PLACE_MS = 60
/** The longest that a refresh was seen to take while all was well: 750 ms (mp4). */
const STALLED_MS = 900
/** The same for a film whose place is told once a second (quirk VLC16). */
const COARSE_JUMP_MS = 700
const COARSE_PLACE_MS = 1200
const COARSE_STALLED_MS = 2600

export function takePosition(parts: VlcParts, reading: VlcReading, film: FilmReading): void {
  const { mirror } = parts
  const isAsBefore = mirror.coarse
    ? isSamePlace(mirror, film)
    : mirror.shown !== null && film.shownMs === mirror.shown.positionMs
  if (isAsBefore) return takeUnrefreshed(parts, reading, film)
  if (mirror.paused) return takePausedJump(parts, reading, film)
  const seen = mirror.coarse ? coarseSighting(mirror, reading, film) : fineSighting(mirror, reading, film)
  if (seen === null) return
  const surpriseMs = surpriseOf(mirror.motion, seen)
  const hasGoneBack = mirror.shown !== null && film.shownMs < mirror.shown.positionMs
  // The first refresh tells where a seek of ours has really landed.
  const isProven = mirror.refreshes.count > 0
  const jumpMs = mirror.coarse ? COARSE_JUMP_MS : JUMP_MS
  if (mirror.coarse && !isProven && Math.abs(surpriseMs) > jumpMs && !hasGoneOn(mirror, film)) return
  if (!mirror.seeking && isProven && (surpriseMs > jumpMs || (hasGoneBack && surpriseMs < -jumpMs))) {
    return takeJump(parts, reading, film)
  }
  takeRefresh(parts, seen, Math.abs(surpriseMs) > jumpMs)
}

const fineSighting = ({ shown }: VlcMirror, reading: VlcReading, film: FilmReading): Sighting => ({
  positionMs: film.shownMs,
  notBeforeMs: film.unrefreshedMs ?? shown?.atMs ?? reading.earliestMs,
  notAfterMs: film.seenMs,
})

/**
 * VLC may bring its position up to date once more between our last look and the viewer's pause, and leaves it at that
 * (quirk VLC7): a place on the way, not a jump of somebody who has paused, and the pause was not before it. Null: there
 * was none.
 */
export function takeLastRefresh(mirror: VlcMirror, reading: VlcReading, film: FilmReading): number | null {
  if (mirror.coarse || mirror.shown === null || film.shownMs === mirror.shown.positionMs) return null
  const seen = fineSighting(mirror, reading, film)
  if (Math.abs(surpriseOf(mirror.motion, seen)) > JUMP_MS) return null
  mirror.motion = sighted(mirror.motion, seen)
  mirror.shown = { positionMs: film.shownMs, atMs: reading.earliestMs }
  return film.shownMs
}

function takeRefresh({ mirror, stream }: VlcParts, seen: Sighting, isElsewhere: boolean): void {
  const { positionMs, notBeforeMs, notAfterMs } = seen
  const isNewLine = mirror.seeking || mirror.buffering || isElsewhere
  const atMs = (notBeforeMs + notAfterMs) / 2
  const uncertaintyMs = (notAfterMs - notBeforeMs) / 2 + 1
  const line = isNewLine ? moving({ positionMs, uncertaintyMs, atMs, rate: mirror.rate }) : mirror.motion
  mirror.motion = sighted(line, seen)
  mirror.refreshes = { lastMs: atMs, count: mirror.refreshes.count + 1 }
  setBuffering({ mirror, stream }, false)
  if (!mirror.seeking) return
  mirror.seeking = false
  stream.emit({ kind: 'sought', positionMs: whereAt(mirror.motion, notAfterMs).positionMs })
}

/** The viewer jumped while playing: where to shows, where it went on from there the next refresh tells. */
function takeJump({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  mirror.seeking = true
  mirror.jumpedAtMs = reading.latestMs
  mirror.refreshes = noRefreshes
  const place = { positionMs: film.shownMs, uncertaintyMs: JUMP_MS }
  disturb(mirror, reading.earliestMs, moving({ ...place, atMs: reading.earliestMs, rate: mirror.rate }))
  stream.emit({ kind: 'seeking' })
}

function takePausedJump({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  const { positionMs } = whereAt(mirror.motion, reading.earliestMs)
  if (Math.abs(film.shownMs - positionMs) < (mirror.coarse ? COARSE_PLACE_MS : SAME_PLACE_MS)) return
  mirror.landed = true
  mirror.jumpedAtMs = reading.latestMs
  disturb(mirror, reading.earliestMs, still(film.shownMs, SAME_PLACE_MS))
  stream.emit({ kind: 'seeking' })
  stream.emit({ kind: 'sought', positionMs: film.shownMs })
}

/** Short of bytes: VLC's own word for it, or a position that stands although nobody paused. */
function takeUnrefreshed({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  if (mirror.paused || mirror.seeking) return
  const sinceMs = mirror.refreshes.lastMs ?? (mirror.motion.kind === 'moving' ? mirror.motion.sinceMs : null)
  const patienceMs = (mirror.coarse ? COARSE_STALLED_MS : STALLED_MS) / Math.min(1, mirror.rate)
  const isStalled = sinceMs !== null && reading.latestMs - sinceMs > patienceMs
  const isEmpty = isShortOfBytes(film, whereAt(mirror.motion, reading.earliestMs).positionMs)
  if (mirror.buffering || !(isStalled || isEmpty)) return
  mirror.refreshes = noRefreshes
  disturb(mirror, reading.earliestMs, still(film.shownMs, STALLED_MS))
  setBuffering({ mirror, stream }, true)
}

export function setBuffering(
  { mirror, stream }: Pick<VlcParts, 'mirror' | 'stream'>,
  buffering: boolean,
): void {
  if (mirror.buffering === buffering) return
  mirror.buffering = buffering
  stream.emit({ kind: 'buffering', buffering })
}
