import type { Landing, PlayerMedia, PlayerResult, PlayerSubtitle } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import { isCoarse } from './coarsePlace.ts'
import { lastPlaceOf } from './filmEnd.ts'
import { still } from './motion.ts'
import { disturb, noRefreshes } from './vlcMirror.ts'
import type { OwnFilm } from './vlcMirror.ts'
import { createOpening } from './vlcOpening.ts'
import type { Opened } from './vlcOpening.ts'
import { LANDED_MS, READY_TIMEOUT_MS, place } from './vlcPlacing.ts'
import type { PlacingParts } from './vlcPlacing.ts'
import { notReadyInTime, openFailed } from './vlcProblems.ts'

/** Options of this film alone: what the viewer set for all films must not move it. */
const FILM_OPTIONS: readonly string[] = [
  'start-paused',
  'no-play-and-pause',
  'no-play-and-exit',
  'no-play-and-stop',
  'no-input-fast-seek',
  'input-repeat=0',
  'stop-time=0',
  'run-time=0',
]

export async function load(parts: PlacingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { mirror, stream } = parts
  Object.assign(mirror, { own: null, loading: true })
  try {
    const landed = await open(parts, media)
    if (landed.ok) stream.emit({ kind: 'sought', positionMs: landed.value.positionMs })
    return landed
  } finally {
    Object.assign(mirror, { loading: false, seeking: false })
  }
}

async function open(parts: PlacingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { mirror, remote, stream, clock } = parts
  const startMs = Math.max(0, Math.min(media.startMs, lastPlaceOf(media.durationMs ?? null)))
  const before = await remote.read()
  if (!before.ok) return before
  const beganAtMs = clock.nowMs()
  const options = [...FILM_OPTIONS, `start-time=${(startMs / 1000).toFixed(6)}`]
  const asked = await remote.tell({ kind: 'load', url: media.url, title: media.title, options })
  if (!asked.ok) return asked
  const opened = await untilOpen(parts, { itemBefore: before.value.item, startMs, beganAtMs })
  if (!opened.ok) return opened
  if (!mirror.paused) stream.emit({ kind: 'paused', paused: true, positionMs: startMs })
  beginFilm(parts, { item: opened.value.item, media }, opened.value)
  const lastMs = lastPlaceOf(opened.value.film.lengthMs)
  // In pieces, a film is open before anything of it is there, and begins where its piece does.
  if (opened.value.hasPlayed || startMs > lastMs || mirror.coarse)
    return place(parts, Math.min(startMs, lastMs))
  const landedMs = asSinglePrecision(startMs)
  disturb(mirror, opened.value.latestMs, still(landedMs, LANDED_MS))
  return success({ positionMs: landedMs })
}

/** VLC keeps its start time as a single-precision number of seconds, and makes microseconds of it in the same way. */
const asSinglePrecision = (ms: number): number =>
  Math.round(Math.fround(1e6 * Math.fround(Number((ms / 1000).toFixed(6))))) / 1000

interface Beginning {
  readonly itemBefore: string | null
  readonly startMs: number
  readonly beganAtMs: number
}

/** VLC's last words about a film that it cannot open. Others may be about the film before, whose line it is cutting. */
const GAVE_UP = /input can't be opened|unable to open the MRL/i

async function untilOpen(parts: PlacingParts, beginning: Beginning): Promise<PlayerResult<Opened>> {
  const { clock, remote, complaintSince } = parts
  const { beganAtMs } = beginning
  const judge = createOpening({ ...beginning, complained: () => complaintSince(beganAtMs, GAVE_UP) !== null })
  while (clock.nowMs() - beganAtMs < READY_TIMEOUT_MS) {
    const reading = await remote.read()
    if (!reading.ok) return reading
    const verdict = judge(reading.value)
    if (verdict === 'failed') return failure(openFailed(complaintSince(beganAtMs)))
    if (verdict === 'tell-to-pause') await remote.tell({ kind: 'pause' })
    if (typeof verdict === 'object') return success(verdict)
  }
  return failure(notReadyInTime('opening', READY_TIMEOUT_MS))
}

function beginFilm({ mirror }: PlacingParts, own: OwnFilm, { film, earliestMs }: Opened): void {
  Object.assign(mirror, {
    own,
    coarse: isCoarse(own.media.url),
    ...{ paused: true, landed: true, ended: false, streamDead: false, buffering: false },
    ...{ rate: film.rate, toldRate: film.rate, lengthMs: film.lengthMs, vagueMs: film.vagueMs },
    ...{ refreshes: noRefreshes, tracksPrint: null },
    shown: { positionMs: film.shownMs, atMs: earliestMs },
  })
}

/** A subtitle that cannot be had costs the viewer a line on the picture, not the film. */
export async function addSubtitles(
  { remote }: PlacingParts,
  subtitles: readonly PlayerSubtitle[],
): Promise<void> {
  for (const { url, selected } of subtitles) await remote.tell({ kind: 'subtitle', url, selected })
}
