import { framesApart, type FramesApart } from '../meter/shownFrames.ts'
import type { Party } from './party.ts'

/** How far apart the frames are that a paused party shows; null while somebody shows none. */
export async function shownFramesApart({ seats }: Party): Promise<FramesApart | null> {
  const shown = await Promise.all(
    seats.map(async (seat) => {
      const probe = seat.probe()
      const positionMs = (await probe?.shownFrameMs()) ?? null
      return probe === null || positionMs === null ? null : { positionMs, doubtMs: probe.frameDoubtMs }
    }),
  )
  const known = shown.filter((frame) => frame !== null)
  return known.length < shown.length ? null : framesApart(known)
}
