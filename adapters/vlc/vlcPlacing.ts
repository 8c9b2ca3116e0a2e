import type { Landing, PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { createReadiness, lastPlaceOf } from './filmEnd.ts'
import { moving, still } from './motion.ts'
import { disturb, noRefreshes } from './vlcMirror.ts'
import { mediaClosed, notReadyInTime } from './vlcProblems.ts'
import type { VlcReading } from './vlcRemote.ts'
import { keepShown } from './vlcSteering.ts'
import type { SteeringParts } from './vlcSteering.ts'

export interface PlacingParts extends SteeringParts {
  readonly clock: Clock
}

/** A transcode that has to start anew elsewhere may take this long to give its first byte. */
export const READY_TIMEOUT_MS = 30_000
/** A landing is where VLC was told to go, to the microsecond. */
export const LANDED_MS = 0.5

/** VLC takes up a seek within that time, and shows until then what was before. */
const TAKEN_UP_MS = 40
/** A seek while playing is over 18 to 58 ms after it was told, if the bytes are there. */
const PLAYING_SEEK_MS = 38
const PLAYING_SEEK_WITHIN_MS = 25

/** Seeks in the film that is open. */
export async function place(parts: PlacingParts, wantedMs: number): Promise<PlayerResult<Landing>> {
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
  { clock, remote }: PlacingParts,
  told: VlcReading,
  positionMs: number,
): Promise<PlayerResult<VlcReading>> {
  const endsAtMs = clock.nowMs() + READY_TIMEOUT_MS
  const isReady = createReadiness(positionMs)
  for (;;) {
    const reading = await remote.read()
    if (!reading.ok) return reading
    const { film, earliestMs } = reading.value
    if (film === null || film.state === 'over') return failure(mediaClosed())
    if (isReady(film) && earliestMs - told.earliestMs > TAKEN_UP_MS) return reading
    if (clock.nowMs() > endsAtMs) return failure(notReadyInTime('a seek', READY_TIMEOUT_MS))
  }
}
