import { z } from 'zod'
import type { Landing, PlayerMedia, PlayerResult, PlayerSubtitle } from '../player.ts'
import type { Problem } from '../../protocol/problem.ts'
import { failure } from '../../protocol/result.ts'
import { loadOutcome, recordEvents } from './eventRecord.ts'
import type { EventRecord } from './eventRecord.ts'
import { readPosition, writeProperty } from './ipcProperties.ts'
import { connectionLost, mediaClosed, notReadyInTime, openFailed } from './mpvProblems.ts'
import { READY_TIMEOUT_MS, landing } from './mpvReadiness.ts'
import type { SeekingParts } from './mpvReadiness.ts'

/** The film waits for its subtitles only so long. */
const SUBTITLE_WAIT_MS = 1000
const SUBTITLE_TIMEOUT_MS = 30_000
const NOTICE_MS = 5000

export async function load(parts: SeekingParts, media: PlayerMedia): Promise<PlayerResult<Landing>> {
  const { ipc, clock, mirror } = parts
  mirror.loads += 1
  mirror.ownUrl = media.url
  const record = recordEvents(ipc, clock)
  try {
    const opened = await openPaused(parts, media, record)
    if (!opened.ok && mirror.ownUrl === media.url) mirror.ownUrl = null
    return opened
  } finally {
    record.stop()
    mirror.loads -= 1
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
  if (!shown.ok) return failure(await giveUpOpening(parts, shown.problem))
  if (shown.value === 'closed') return failure(mediaClosed())
  if (shown.value !== 'shown') return failure(openFailed(lastError() ?? shown.value.failed))
  const positionMs = await readPosition(ipc, parts.mirror)
  await addSubtitles(parts, media.subtitles)
  return landing(parts, positionMs, endsAtMs)
}

/** A film that may still come must not come as a surprise. */
async function giveUpOpening({ ipc }: SeekingParts, why: 'timeout' | 'closed'): Promise<Problem> {
  if (why === 'closed') return connectionLost()
  await ipc.request(['stop'])
  return notReadyInTime('opening', READY_TIMEOUT_MS)
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

/**
 * A subtitle that cannot be had costs the viewer a line on the picture, not the film; one that takes long comes
 * when it comes.
 */
function addSubtitles({ ipc, clock }: SeekingParts, subtitles: readonly PlayerSubtitle[]): Promise<unknown> {
  if (subtitles.length === 0) return Promise.resolve()
  const additions = subtitles.map(async ({ url, title, language, selected }) => {
    const flags = selected ? 'select' : 'auto'
    const command = { name: 'sub-add', url, flags, title, ...(language === null ? {} : { lang: language }) }
    const added = await ipc.request(command, { background: true, timeoutMs: SUBTITLE_TIMEOUT_MS })
    if (!added.ok) await ipc.request(['show-text', `Subtitles "${title}" could not be loaded`, NOTICE_MS])
  })
  const patience = new Promise<void>((resolve) => void clock.after(SUBTITLE_WAIT_MS, resolve))
  return Promise.race([Promise.all(additions), patience])
}
