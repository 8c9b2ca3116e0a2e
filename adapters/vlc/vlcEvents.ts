import { isOverAt } from './filmEnd.ts'
import { moving, still, whereAt, withRate } from './motion.ts'
import { START_LOSS_MS, disturb, isOwnRate, noRefreshes } from './vlcMirror.ts'
import type { VlcMirror } from './vlcMirror.ts'
import type { VlcParts } from './vlcParts.ts'
import { JUMP_MS, setBuffering, takeLastRefresh, takePosition } from './vlcPositions.ts'
import { mediaClosed, streamFailed } from './vlcProblems.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'

/** News is as old as that, more or less. */
const NEWS_MS = 1.5
/** VLC complains about a stream that dies, and plays on what it has for some seconds. */
const COMPLAINED_MS = 30_000
/** Such as "http stream error: cannot connect", "mkv demux error: Error while reading". */
const OF_STREAM = /\b(?:stream|access|demux|input) error/
/** Where exactly a film has ended is of no use to anybody. */
const ENDED_WITHIN_MS = 5000

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
  const leftMs = paused ? takeLastRefresh(mirror, reading, film) : null
  const { positionMs: onLineMs, uncertaintyMs } = whereAt(mirror.motion, atMs)
  const positionMs = Math.max(onLineMs, leftMs ?? onLineMs)
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
  if (isOwnRate(mirror, rate)) return
  const { atMs } = doneAt(mirror, reading)
  mirror.rate = rate
  mirror.toldRate = rate
  disturb(mirror, reading.earliestMs, withRate(mirror.motion, rate, atMs))
  stream.emit({ kind: 'rate', rate })
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
