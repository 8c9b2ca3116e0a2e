import { z } from 'zod'

/**
 * The authoritative playback state of a room: from `atMs` on (session clock, ms) the room is at `positionMs`
 * and, while `playing`, moves at `rate`. Its projection to an instant (sync/timeline.ts) is the only definition
 * of "where the room is". `revision` counts the authoritative changes.
 */
export const timelineSchema = z.object({
  positionMs: z.number().finite().min(0),
  rate: z.number().min(0.25).max(4),
  atMs: z.number().finite(),
  playing: z.boolean(),
  revision: z.int().min(0),
})

export type Timeline = z.infer<typeof timelineSchema>
