import { z } from 'zod'
import type { PlayerTrack } from '../player.ts'

const trackSchema = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().optional(),
  lang: z.string().optional(),
  codec: z.string().optional(),
  forced: z.boolean().optional(),
  default: z.boolean().optional(),
  'external-filename': z.string().optional(),
  selected: z.boolean().optional(),
})

/** MPV's `track-list` without what is neither heard nor read; anything unknown is left out. */
export function readTracks(value: unknown): readonly PlayerTrack[] {
  return (Array.isArray(value) ? value : []).flatMap((entry: unknown) => {
    const track = trackSchema.safeParse(entry)
    return track.success ? asTrack(track.data) : []
  })
}

function asTrack(track: z.infer<typeof trackSchema>): readonly PlayerTrack[] {
  if (track.type !== 'audio' && track.type !== 'sub') return []
  const language = track.lang ?? null
  return [
    {
      kind: track.type === 'sub' ? 'subtitle' : 'audio',
      id: track.id,
      title: track.title ?? language ?? track.codec ?? `Track ${track.id}`,
      language,
      codec: track.codec ?? null,
      forced: track.forced ?? false,
      isDefault: track.default ?? false,
      address: track['external-filename'] ?? null,
      selected: track.selected ?? false,
    },
  ]
}
