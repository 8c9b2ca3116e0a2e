import { z } from 'zod'
import type { Landing, PlayerMedia, PlayerResult, PlayerSubtitle } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { loadOutcome, recordEvents, seekOutcome } from './eventRecord.ts'
import type { EventRecord } from './eventRecord.ts'
import { readPosition, readProperty, writeProperty } from './ipcProperties.ts'
import {
  connectionLost,
  mediaClosed,
  notAvailable,
  notReadyInTime,
  openFailed,
  streamFailed,
} from './mpvProblems.ts'
import type { MpvParts } from './mpvWatch.ts'

/** A transcode that has to start anew elsewhere may take this long to give its first byte. */
export const READY_TIMEOUT_MS = 30_000

/** Bytes for this long suffice to move; MPV itself starts with one second (`cache-pause-wait`). */
const ENOUGH_MS = 1000
const BUFFER_POLL_MS = 25
/** A seek of the viewer may land just before ours: so long the landing of ours is awaited. */
const SECOND_LANDING_MS = 300
/** Farther from its target than that, it was another seek that landed. */
const LANDING_TOLERANCE_MS = 1500
const SUBTITLE_TIMEOUT_MS = 10_000
const NOTICE_MS = 5000

export interface SeekingParts extends MpvParts {
  readonly clock: Clock
}

export async function load(parts: SeekingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { ipc, clock, mirror } = parts
  mirror.loading = true
  mirror.ownUrl = media.url
  const record = recordEvents(ipc, clock)
  try {
    return await openPaused(parts, media, record)
  } finally {
    record.stop()
    mirror.loading = false
  }
}

async function openPaused(
  parts: SeekingParts,
  media: PlayerMedia,
  record: EventRecord,
): Promise<PlayerResult<Landing>> {
  const { ipc, lastError } = parts
  const endsAtMs = parts.clock.nowMs() + READY_TIMEOUT_MS
  const paused = await writeProperty(ipc, 'pause', true)
  if (!paused.ok) return paused
  const asked = await ipc.request(loadCommand(media))
  if (!asked.ok) return asked
  const entryId = entrySchema.safeParse(asked.value.data).data?.playlist_entry_id ?? null
  const shown = await record.until((events) => loadOutcome(events, entryId), READY_TIMEOUT_MS)
  if (!shown.ok)
    return failure(
      shown.problem === 'closed' ? connectionLost() : notReadyInTime('opening', READY_TIMEOUT_MS),
    )
  if (shown.value.failed !== null) return failure(openFailed(lastError() ?? shown.value.failed))
  const positionMs = await readPosition(ipc, parts.mirror)
  await addSubtitles(parts, media.subtitles)
  return landing(parts, positionMs, endsAtMs)
}

const entrySchema = z.object({ playlist_entry_id: z.number() })

/** Named arguments, because MPV 0.38 put a new one in the middle of the positional ones. */
const loadCommand = (media: PlayerMedia) => ({
  name: 'loadfile',
  url: media.url,
  flags: 'replace',
  // A negative start would count from the end.
  options: { start: seconds(Math.max(0, media.startMs)), 'force-media-title': media.title },
})

/** MPV reads numbers of options as text; a fraction below the microsecond is noise. */
const seconds = (ms: number) => (ms / 1000).toFixed(6)

/** A subtitle that cannot be had costs the viewer a line on the picture, not the film. */
async function addSubtitles({ ipc }: SeekingParts, subtitles: readonly PlayerSubtitle[]): Promise<void> {
  const additions = subtitles.map(async ({ url, title, language, selected }) => {
    const flags = selected ? 'select' : 'auto'
    const command = { name: 'sub-add', url, flags, title, ...(language === null ? {} : { lang: language }) }
    const added = await ipc.request(command, { background: true, timeoutMs: SUBTITLE_TIMEOUT_MS })
    if (!added.ok) await ipc.request(['show-text', `Subtitles "${title}" could not be loaded`, NOTICE_MS])
  })
  await Promise.all(additions)
}

export async function seek(parts: SeekingParts, positionMs: number): Promise<PlayerResult<Landing>> {
  const { ipc, clock } = parts
  // A negative position would count from the end.
  const targetMs = Math.max(0, positionMs)
  const endsAtMs = clock.nowMs() + READY_TIMEOUT_MS
  const record = recordEvents(ipc, clock)
  try {
    const asked = await ipc.request(['seek', targetMs / 1000, 'absolute+exact'])
    if (!asked.ok) return asked
    const landed = await record.until((events) => seekOutcome(events, 1), READY_TIMEOUT_MS)
    if (!landed.ok)
      return failure(
        landed.problem === 'closed' ? connectionLost() : notReadyInTime('a seek', READY_TIMEOUT_MS),
      )
    if (landed.value === 'film-gone') return failure(mediaClosed())
    return await landing(parts, await landingPlace(parts, record, targetMs), endsAtMs)
  } finally {
    record.stop()
  }
}

/** Read at once, because a playing film moves on. What landed far from the target was another, earlier seek. */
async function landingPlace(
  parts: SeekingParts,
  record: EventRecord,
  targetMs: number,
): Promise<number | null> {
  const { ipc, mirror } = parts
  const positionMs = await readPosition(ipc, mirror)
  const { beginsAtMs, durationMs } = mirror
  const lastMs = durationMs === null ? targetMs : beginsAtMs + durationMs
  const expectedMs = Math.max(beginsAtMs, Math.min(targetMs, lastMs))
  if (positionMs !== null && Math.abs(positionMs - expectedMs) < LANDING_TOLERANCE_MS) return positionMs
  const again = await record.until((events) => seekOutcome(events, 2), SECOND_LANDING_MS)
  return again.ok ? readPosition(ipc, mirror) : positionMs
}

/** The landing, as soon as the player has the bytes to move on from there. */
async function landing(
  parts: SeekingParts,
  positionMs: number | null,
  endsAtMs: number,
): Promise<PlayerResult<Landing>> {
  if (positionMs === null) return failure(notAvailable('time-pos'))
  const buffered = await untilBuffered(parts, endsAtMs)
  if (!buffered.ok) return buffered
  return parts.mirror.streamDead ? failure(streamFailed(parts.lastError())) : success({ positionMs })
}

const cacheSchema = z.looseObject({
  'cache-duration': z.number().optional(),
  eof: z.boolean().optional(),
  idle: z.boolean().optional(),
})

async function untilBuffered(parts: SeekingParts, endsAtMs: number): Promise<PlayerResult<void>> {
  const { ipc, clock, mirror } = parts
  for (;;) {
    const cache = await readProperty(ipc, 'demuxer-cache-state', cacheSchema)
    // Nothing is known of the cache of some sources: then MPV's own word has to do.
    if (!mirror.buffering && (!cache.ok || suffices(cache.value.value))) return success(undefined)
    if (clock.nowMs() > endsAtMs) return failure(notReadyInTime('filling its buffer', READY_TIMEOUT_MS))
    await new Promise<void>((resolve) => void clock.after(BUFFER_POLL_MS, resolve))
  }
}

const suffices = (cache: z.infer<typeof cacheSchema>) =>
  cache.eof === true || cache.idle === true || (cache['cache-duration'] ?? 0) * 1000 >= ENOUGH_MS
