import type { Landing, PlayerResult } from '../player.ts'
import { failure } from '../../protocol/result.ts'
import { recordEvents, seekOutcome } from './eventRecord.ts'
import type { EventRecord } from './eventRecord.ts'
import { readPosition } from './ipcProperties.ts'
import { connectionLost, mediaClosed, notReadyInTime } from './mpvProblems.ts'
import { READY_TIMEOUT_MS, landing } from './mpvReadiness.ts'
import type { SeekingParts } from './mpvReadiness.ts'

/** A seek of the viewer may land just before ours: so long the landing of ours is awaited. */
const SECOND_LANDING_MS = 300
/** Farther from its target than that, it was another seek that landed. */
const LANDING_TOLERANCE_MS = 1500

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
