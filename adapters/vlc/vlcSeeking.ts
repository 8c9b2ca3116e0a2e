import type { Landing, PlayerMedia, PlayerResult } from '../player.ts'
import { failure } from '../../protocol/result.ts'
import { load } from './vlcLoading.ts'
import { place } from './vlcPlacing.ts'
import type { PlacingParts } from './vlcPlacing.ts'
import { nothingOpen } from './vlcProblems.ts'
import { setPaused } from './vlcSteering.ts'

/** Seeks where the film is open, and opens it again where it has ended. */
export async function seek(parts: PlacingParts, positionMs: number): Promise<PlayerResult<Landing>> {
  const { mirror, stream } = parts
  const { own, paused } = mirror
  if (own === null) return failure(nothingOpen())
  stream.emit({ kind: 'seeking' })
  if (mirror.ended || mirror.streamDead) {
    return reopen(parts, { ...own.media, startMs: positionMs }, paused)
  }
  mirror.seeking = true
  try {
    const landed = await place(parts, positionMs)
    if (landed.ok) stream.emit({ kind: 'sought', positionMs: landed.value.positionMs })
    return landed
  } finally {
    mirror.seeking = false
  }
}

async function reopen(
  parts: PlacingParts,
  media: PlayerMedia,
  paused: boolean,
): Promise<PlayerResult<Landing>> {
  parts.mirror.paused = true
  const landed = await load(parts, media)
  if (!landed.ok || paused) return landed
  const playing = await setPaused(parts, false)
  return playing.ok ? landed : playing
}
