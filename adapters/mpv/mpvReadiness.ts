import { z } from 'zod'
import type { Landing, PlayerResult } from '../player.ts'
import { failure, success } from '../../protocol/result.ts'
import type { Clock } from '../../sync/clock.ts'
import { readProperty } from './ipcProperties.ts'
import { connectionLost, notAvailable, notReadyInTime, streamFailed } from './mpvProblems.ts'
import type { MpvParts } from './mpvParts.ts'

/** A transcode that has to start anew elsewhere may take this long to give its first byte. */
export const READY_TIMEOUT_MS = 30_000

/** Bytes for this long suffice to move; MPV itself starts with one second (`cache-pause-wait`). */
const ENOUGH_MS = 1000
const BUFFER_POLL_MS = 25

export interface SeekingParts extends MpvParts {
  readonly clock: Clock
}

/** The landing, as soon as the player has the bytes to move on from there. */
export async function landing(
  parts: SeekingParts,
  positionMs: number | null,
  endsAtMs: number,
): Promise<PlayerResult<Landing>> {
  if (positionMs === null) return failure(notAvailable('time-pos'))
  const buffered = await untilBuffered(parts, endsAtMs)
  if (!buffered.ok) return buffered
  return parts.mirror.streamDead ? failure(streamFailed(parts.lastError())) : success({ positionMs })
}

const LOST = connectionLost().code

const cacheSchema = z.looseObject({
  'cache-duration': z.number().optional(),
  eof: z.boolean().optional(),
  idle: z.boolean().optional(),
})

async function untilBuffered(parts: SeekingParts, endsAtMs: number): Promise<PlayerResult<void>> {
  const { ipc, clock, mirror } = parts
  for (;;) {
    const cache = await readProperty(ipc, 'demuxer-cache-state', cacheSchema)
    if (!cache.ok && cache.problem.code === LOST) return cache
    // Nothing is known of the cache of some sources, and a playing film lives on what arrives: then MPV's own word
    // has to do.
    const isEnough = !cache.ok || !mirror.paused || suffices(cache.value.value)
    if (isEnough && !mirror.buffering) return success(undefined)
    if (clock.nowMs() > endsAtMs) return failure(notReadyInTime('filling its buffer', READY_TIMEOUT_MS))
    await new Promise<void>((resolve) => void clock.after(BUFFER_POLL_MS, resolve))
  }
}

const suffices = (cache: z.infer<typeof cacheSchema>) =>
  cache.eof === true || cache.idle === true || (cache['cache-duration'] ?? 0) * 1000 >= ENOUGH_MS
