import type { Landing, PlayerMedia, PlayerResult, PlayerSubtitle } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { createReadiness, lastPlaceOf } from './filmEnd.ts'
import { moving, still } from './motion.ts'
import { disturb, noRefreshes } from './vlcMirror.ts'
import type { OwnFilm } from './vlcMirror.ts'
import { mediaClosed, nothingOpen, notReadyInTime, openFailed } from './vlcProblems.ts'
import type { FilmReading, VlcReading } from './vlcRemote.ts'
import { keepShown, setPaused } from './vlcSteering.ts'
import type { SteeringParts } from './vlcSteering.ts'

export interface SeekingParts extends SteeringParts {
  readonly clock: Clock
}

/** A transcode that has to start anew elsewhere may take this long to give its first byte. */
export const READY_TIMEOUT_MS = 30_000

/** VLC takes up a seek within that time, and shows until then what was before. */
const TAKEN_UP_MS = 40
/** A film that never shows up could not be opened: VLC takes 0.1 to 0.3 s to begin. */
const NEVER_SEEN_MS = 2500
/** A film that is told to begin paused plays for a moment first, or else has to be told again. */
const PAUSES_BY_ITSELF_MS = 700
/** A landing is where VLC was told to go, to the microsecond. */
const LANDED_MS = 0.5
/** A seek while playing is over 18 to 58 ms after it was told, if the bytes are there. */
const PLAYING_SEEK_MS = 38
const PLAYING_SEEK_WITHIN_MS = 25

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

export async function load(parts: SeekingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { mirror, stream } = parts
  Object.assign(mirror, { own: null, loading: true, busy: true })
  try {
    const landed = await open(parts, media)
    if (landed.ok) stream.emit({ kind: 'sought', positionMs: landed.value.positionMs })
    return landed
  } finally {
    Object.assign(mirror, { loading: false, busy: false, seeking: false })
  }
}

async function open(parts: SeekingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { mirror, remote, stream, lastError } = parts
  const startMs = Math.max(0, media.startMs)
  const before = await remote.read()
  if (!before.ok) return before
  const options = [...FILM_OPTIONS, `start-time=${(startMs / 1000).toFixed(6)}`]
  const asked = await remote.tell({ kind: 'load', url: media.url, title: media.title, options })
  if (!asked.ok) return asked
  const opened = await untilOpen(parts, before.value.item, startMs)
  if (!opened.ok) return opened
  if (opened.value === null) return failure(openFailed(lastError()))
  const { item, film } = opened.value
  if (!mirror.paused) stream.emit({ kind: 'paused', paused: true, positionMs: startMs })
  beginFilm(parts, { item, media }, opened.value)
  const lastMs = lastPlaceOf(film.lengthMs)
  if (startMs > lastMs) return placeOpen(parts, lastMs)
  const landedMs = asSinglePrecision(startMs)
  disturb(mirror, opened.value.latestMs, still(landedMs, LANDED_MS))
  return success({ positionMs: landedMs })
}

/** VLC keeps its start time as a single-precision number of seconds, and makes microseconds of it in the same way. */
const asSinglePrecision = (ms: number): number =>
  Math.round(Math.fround(1e6 * Math.fround(Number((ms / 1000).toFixed(6))))) / 1000

interface Opened extends VlcReading {
  readonly item: string
  readonly film: FilmReading
}

function beginFilm({ mirror }: SeekingParts, own: OwnFilm, { film, earliestMs }: Opened): void {
  Object.assign(mirror, {
    own,
    ...{ paused: true, landed: true, ended: false, streamDead: false, buffering: false },
    ...{ rate: film.rate, toldRate: film.rate, lengthMs: film.lengthMs, vagueMs: film.vagueMs },
    ...{ refreshes: noRefreshes, tracksPrint: null },
    shown: { positionMs: film.shownMs, atMs: earliestMs },
  })
}

/** Null: VLC could not open it. Ready twice in a row, because the first time may be from before the buffer is filled. */
async function untilOpen(
  parts: SeekingParts,
  itemBefore: string | null,
  startMs: number,
): Promise<PlayerResult<Opened | null>> {
  const { clock, remote } = parts
  const beganAtMs = clock.nowMs()
  let playsSinceMs: number | null = null
  let seen = false
  const isReady = createReadiness(startMs)
  let ready = 0
  while (clock.nowMs() - beganAtMs < READY_TIMEOUT_MS) {
    const reading = await remote.read()
    if (!reading.ok) return reading
    const { film, item, earliestMs } = reading.value
    const isOpen = film !== null && film.state !== 'over' && item !== null && item !== itemBefore
    if (!isOpen) {
      if (seen || earliestMs - beganAtMs > NEVER_SEEN_MS) return success(null)
      continue
    }
    seen = true
    playsSinceMs = film.state === 'playing' ? (playsSinceMs ?? earliestMs) : null
    if (playsSinceMs !== null && earliestMs - playsSinceMs > PAUSES_BY_ITSELF_MS)
      await remote.tell({ kind: 'pause' })
    ready = isReady(film) && film.state === 'paused' ? ready + 1 : 0
    if (ready > 1) return success({ ...reading.value, item, film })
  }
  return failure(notReadyInTime('opening', READY_TIMEOUT_MS))
}

/** Seeks where the film is open, and opens it again where it has ended. */
export async function seek(parts: SeekingParts, positionMs: number): Promise<PlayerResult<Landing>> {
  const { mirror, stream } = parts
  const { own, paused } = mirror
  if (own === null) return failure(nothingOpen())
  stream.emit({ kind: 'seeking' })
  if (mirror.ended || mirror.streamDead) return reopen(parts, { ...own.media, startMs: positionMs }, paused)
  Object.assign(mirror, { seeking: true, busy: true })
  try {
    const landed = await placeOpen(parts, positionMs)
    if (landed.ok) stream.emit({ kind: 'sought', positionMs: landed.value.positionMs })
    return landed
  } finally {
    Object.assign(mirror, { seeking: false, busy: false })
  }
}

async function reopen(
  parts: SeekingParts,
  media: PlayerMedia,
  paused: boolean,
): Promise<PlayerResult<Landing>> {
  parts.mirror.paused = true
  const landed = await load(parts, media)
  if (!landed.ok || paused) return landed
  const playing = await setPaused(parts, false)
  return playing.ok ? landed : playing
}

async function placeOpen(parts: SeekingParts, wantedMs: number): Promise<PlayerResult<Landing>> {
  const { mirror, remote } = parts
  const positionMs = Math.max(0, Math.min(wantedMs, lastPlaceOf(mirror.lengthMs)))
  const told = await remote.tell({ kind: 'seek', positionMs })
  if (!told.ok) return told
  mirror.refreshes = noRefreshes
  const there = await untilThere(parts, told.value, positionMs)
  if (!there.ok) return there
  keepShown(parts, there.value)
  const atMs = told.value.earliestMs + PLAYING_SEEK_MS
  mirror.landed = mirror.paused
  disturb(
    mirror,
    there.value.latestMs,
    mirror.paused
      ? still(positionMs, LANDED_MS)
      : moving({ positionMs, uncertaintyMs: PLAYING_SEEK_WITHIN_MS, atMs, rate: mirror.rate }),
  )
  return success({ positionMs })
}

async function untilThere(
  parts: SeekingParts,
  told: VlcReading,
  positionMs: number,
): Promise<PlayerResult<VlcReading>> {
  const { clock, remote } = parts
  const endsAtMs = clock.nowMs() + READY_TIMEOUT_MS
  const isReady = createReadiness(positionMs)
  for (;;) {
    const reading = await remote.read()
    if (!reading.ok) return reading
    const { film, earliestMs } = reading.value
    if (film === null || film.state === 'over') return failure(mediaClosed())
    const isTakenUp = earliestMs - told.earliestMs > TAKEN_UP_MS
    const enough = isReady(film)
    if (isTakenUp && enough) return reading
    if (clock.nowMs() > endsAtMs) return failure(notReadyInTime('a seek', READY_TIMEOUT_MS))
  }
}

/** A subtitle that cannot be had costs the viewer a line on the picture, not the film. */
export async function addSubtitles(
  { remote }: SeekingParts,
  subtitles: readonly PlayerSubtitle[],
): Promise<void> {
  for (const { url, selected } of subtitles) await remote.tell({ kind: 'subtitle', url, selected })
}
