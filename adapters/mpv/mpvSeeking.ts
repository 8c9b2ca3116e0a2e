import type { Landing, PlayerResult } from '../player.ts'
import { failure } from '../../protocol/result.ts'
import { recordEvents, seekOutcome } from './eventRecord.ts'
import type { Cancel } from '../../protocol/wire.ts'
import type { EventRecord } from './eventRecord.ts'
import type { IpcReply } from './ipcClient.ts'
import { readPosition } from './ipcProperties.ts'
import { BELIEVED_AFTER_MS } from './mpvPause.ts'
import { connectionLost, mediaClosed, notReadyInTime } from './mpvProblems.ts'
import { READY_TIMEOUT_MS, landing } from './mpvReadiness.ts'
import type { SeekingParts } from './mpvReadiness.ts'

/** A seek of the viewer may land just before ours: so long the landing of ours is awaited. */
const SECOND_LANDING_MS = 300
/** MPV tells of its switch after what it was asked, by some ms (MPV 0.35.1). */
const TOLD_WITHIN_MS = 20
/** Farther from its target than that, it was another seek that landed. */
const LANDING_TOLERANCE_MS = 1500

export async function seek(parts: SeekingParts, positionMs: number): Promise<PlayerResult<Landing>> {
  const { ipc, clock } = parts
  // A negative position would count from the end.
  const targetMs = Math.max(0, positionMs)
  const endsAtMs = clock.nowMs() + READY_TIMEOUT_MS
  const record = recordEvents(ipc, clock)
  try {
    await untilStepped(parts)
    const asked = await askForSeek(parts, targetMs)
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

/** A step that is known of is let finish, within reason: nothing else tells it from a start. */
async function untilStepped({ mirror, clock }: SeekingParts): Promise<void> {
  if (mirror.deciding === null) return
  let cancel: Cancel = () => undefined
  const long = new Promise<void>((resolve) => (cancel = clock.after(BELIEVED_AFTER_MS, resolve)))
  await Promise.race([mirror.deciding, long])
  cancel()
}

async function askForSeek(
  { ipc, clock, mirror }: SeekingParts,
  targetMs: number,
): Promise<PlayerResult<IpcReply>> {
  mirror.seekAskedAfter = mirror.seeks
  const asked = await ipc.request(['seek', targetMs / 1000, 'absolute+exact'])
  clock.after(TOLD_WITHIN_MS, () => (mirror.seekAskedAfter = null))
  return asked
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
