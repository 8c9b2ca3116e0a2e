import type { PlayerEventStream } from '../playerEventStream.ts'
import { isOverAt, isShortOfBytes } from './filmEnd.ts'
import { moving, sighted, still, surpriseOf, whereAt, withRate } from './motion.ts'
import type { Sighting } from './motion.ts'
import { disturb, noRefreshes } from './vlcMirror.ts'
import type { VlcMirror } from './vlcMirror.ts'
import { mediaClosed, streamFailed } from './vlcProblems.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'

/** What the parts of one VLC player share. */
export interface VlcParts {
  readonly mirror: VlcMirror
  readonly stream: PlayerEventStream
  /** What VLC complained about last since an instant of the local clock, in its own words. */
  readonly complaintSince: (sinceMs: number) => string | null
}

/** A refresh farther than that from where the film was expected is a jump. */
const JUMP_MS = 150
/** After a seek while paused VLC shows the target, or up to 10 ms less. */
const SAME_PLACE_MS = 60
/** The longest that a refresh was seen to take while all was well: 750 ms (mp4). */
const STALLED_MS = 900
/** News is as old as that, more or less. */
const NEWS_MS = 1.5
/** VLC complains about a stream that dies, and plays on what it has for some seconds. */
const COMPLAINED_MS = 30_000
/** Such as "http stream error: cannot connect", "mkv demux error: Error while reading". */
const OF_STREAM = /\b(?:stream|access|demux|input) error/
/** Where exactly a film has ended is of no use to anybody. */
const ENDED_WITHIN_MS = 5000
/** The viewer's switch and VLC's thread, each somewhere in a short time. */
const RATE_TOLERANCE = 1e-4
/** How much of a resume after a seek is lost (quirk VLC5). */
export const START_LOSS_MS = 10.4

/** Draws conclusions from what VLC shows: VLC tells no events, so they are what differs from our own commands. */
export function takeReading(parts: VlcParts, reading: VlcReading): void {
  const { mirror } = parts
  const { film } = reading
  if (reading.earliestMs < mirror.commandedAtMs || mirror.busy || mirror.own === null) return
  if (film === null || film.state === 'over') return takeNothing(parts, reading)
  if (reading.item !== mirror.own.item) return takeForeign(parts, reading)
  if (film.state === 'opening') return
  mirror.lengthMs = film.lengthMs ?? mirror.lengthMs
  mirror.vagueMs = film.vagueMs
  if (mirror.ended || mirror.streamDead) return takeRestart(parts, reading, film)
  takeSwitch(parts, reading, film)
  takeRate(parts, reading, film)
  takePosition(parts, reading, film)
  mirror.shown = { positionMs: film.shownMs, atMs: reading.earliestMs }
}

/**
 * When the viewer did what shows now: when VLC let on, or somewhere since it was asked last, as no refresh tells (quirk
 * VLC7).
 */
function doneAt({ shown, newsAtMs }: VlcMirror, { earliestMs }: VlcReading) {
  const askedMs = shown?.atMs ?? earliestMs
  if (newsAtMs > askedMs && newsAtMs <= earliestMs) return { atMs: newsAtMs - NEWS_MS, withinMs: NEWS_MS }
  const halfMs = Math.max(0, earliestMs - askedMs) / 2
  return { atMs: earliestMs - halfMs, withinMs: halfMs }
}

function takeSwitch({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  const paused = film.state === 'paused'
  if (paused === mirror.paused) return
  const { atMs, withinMs } = doneAt(mirror, reading)
  const { positionMs, uncertaintyMs } = whereAt(mirror.motion, atMs)
  const lostMs = !paused && mirror.landed ? START_LOSS_MS : 0
  const place = { positionMs: positionMs - lostMs, uncertaintyMs: uncertaintyMs + withinMs }
  mirror.paused = paused
  mirror.landed = false
  setBuffering({ mirror, stream }, false)
  disturb(
    mirror,
    reading.earliestMs,
    paused ? still(place.positionMs, place.uncertaintyMs) : moving({ ...place, atMs, rate: mirror.rate }),
  )
  mirror.refreshes = noRefreshes
  stream.emit({ kind: 'paused', paused, positionMs })
}

function takeRate({ mirror, stream }: VlcParts, reading: VlcReading, { rate }: FilmReading): void {
  if ([mirror.rate, mirror.toldRate].some((known) => Math.abs(rate - known) < RATE_TOLERANCE)) return
  const { atMs } = doneAt(mirror, reading)
  mirror.rate = rate
  mirror.toldRate = rate
  disturb(mirror, reading.earliestMs, withRate(mirror.motion, rate, atMs))
  stream.emit({ kind: 'rate', rate })
}

function takePosition(parts: VlcParts, reading: VlcReading, film: FilmReading): void {
  const { mirror } = parts
  if (mirror.shown !== null && film.shownMs === mirror.shown.positionMs)
    return takeUnrefreshed(parts, reading, film)
  if (mirror.paused) return takePausedJump(parts, reading, film)
  const seen: Sighting = {
    positionMs: film.shownMs,
    notBeforeMs: film.unrefreshedMs ?? mirror.shown?.atMs ?? reading.earliestMs,
    notAfterMs: film.seenMs,
  }
  const surpriseMs = surpriseOf(mirror.motion, seen)
  const hasGoneBack = mirror.shown !== null && film.shownMs < mirror.shown.positionMs
  // The first refresh tells where a seek of ours has really landed.
  const isProven = mirror.refreshes.count > 0
  if (!mirror.seeking && isProven && (surpriseMs > JUMP_MS || (hasGoneBack && surpriseMs < -JUMP_MS))) {
    return takeJump(parts, reading, film)
  }
  takeRefresh(parts, seen, surpriseMs)
}

function takeRefresh({ mirror, stream }: VlcParts, seen: Sighting, surpriseMs: number): void {
  const { positionMs, notBeforeMs, notAfterMs } = seen
  const isNewLine = mirror.seeking || mirror.buffering || Math.abs(surpriseMs) > JUMP_MS
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
  mirror.refreshes = noRefreshes
  const place = { positionMs: film.shownMs, uncertaintyMs: JUMP_MS }
  disturb(mirror, reading.earliestMs, moving({ ...place, atMs: reading.earliestMs, rate: mirror.rate }))
  stream.emit({ kind: 'seeking' })
}

function takePausedJump({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  const { positionMs } = whereAt(mirror.motion, reading.earliestMs)
  if (Math.abs(film.shownMs - positionMs) < SAME_PLACE_MS) return
  mirror.landed = true
  disturb(mirror, reading.earliestMs, still(film.shownMs, SAME_PLACE_MS))
  stream.emit({ kind: 'seeking' })
  stream.emit({ kind: 'sought', positionMs: film.shownMs })
}

/** Short of bytes: VLC's own word for it, or a position that stands although nobody paused. */
function takeUnrefreshed({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  if (mirror.paused || mirror.seeking) return
  const sinceMs = mirror.refreshes.lastMs ?? (mirror.motion.kind === 'moving' ? mirror.motion.sinceMs : null)
  const isStalled = sinceMs !== null && reading.latestMs - sinceMs > STALLED_MS / Math.min(1, mirror.rate)
  const isEmpty = isShortOfBytes(film, whereAt(mirror.motion, reading.earliestMs).positionMs)
  if (mirror.buffering || !(isStalled || isEmpty)) return
  mirror.refreshes = noRefreshes
  disturb(mirror, reading.earliestMs, still(film.shownMs, STALLED_MS))
  setBuffering({ mirror, stream }, true)
}

function setBuffering({ mirror, stream }: Pick<VlcParts, 'mirror' | 'stream'>, buffering: boolean): void {
  if (mirror.buffering === buffering) return
  mirror.buffering = buffering
  stream.emit({ kind: 'buffering', buffering })
}

/** VLC closes a film at its end (quirk VLC9), and when its stream dies or the viewer stops it: only the place tells. */
function takeNothing(parts: VlcParts, reading: VlcReading): void {
  const { mirror, stream, complaintSince } = parts
  if (mirror.ended || mirror.streamDead) return
  const { positionMs } = whereAt(mirror.motion, reading.earliestMs)
  const isOver = isOverAt(positionMs, mirror.lengthMs)
  setBuffering(parts, false)
  const endMs = Math.min(positionMs, mirror.lengthMs ?? positionMs)
  Object.assign(mirror, {
    shown: null,
    refreshes: noRefreshes,
    seeking: false,
    ended: isOver,
    streamDead: !isOver,
  })
  disturb(mirror, reading.earliestMs, still(endMs, ENDED_WITHIN_MS))
  const words = complaintSince(reading.earliestMs - COMPLAINED_MS)
  const problem = words !== null && OF_STREAM.test(words) ? streamFailed(words) : mediaClosed()
  stream.emit(isOver ? { kind: 'ended' } : { kind: 'stream-failed', problem })
}

/** The viewer started the film again from VLC's playlist. */
function takeRestart({ mirror, stream }: VlcParts, reading: VlcReading, film: FilmReading): void {
  const paused = film.state === 'paused'
  const place = { positionMs: film.shownMs, uncertaintyMs: JUMP_MS }
  Object.assign(mirror, { ended: false, streamDead: false, refreshes: noRefreshes, landed: false })
  mirror.shown = { positionMs: film.shownMs, atMs: reading.earliestMs }
  const motion = moving({ ...place, atMs: reading.earliestMs, rate: mirror.rate })
  disturb(mirror, reading.earliestMs, paused ? still(film.shownMs, JUMP_MS) : motion)
  stream.emit({ kind: 'sought', positionMs: film.shownMs })
  if (paused === mirror.paused) return
  mirror.paused = paused
  stream.emit({ kind: 'paused', paused, positionMs: film.shownMs })
}

function takeForeign({ mirror, stream }: VlcParts, { title }: VlcReading): void {
  mirror.own = null
  stream.emit({ kind: 'foreign-media', title: title ?? 'Another film' })
}
