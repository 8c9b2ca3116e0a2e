import type { PlayerAdapter } from '../../adapters/player.ts'
import type { OpenedItem } from '../../jellyfin/library.ts'
import { Follower } from '../follow/follower.ts'
import type { PlayerSeatOptions } from './playerSeatOptions.ts'

/** A seek in a transcode begins a new one at the library: some seconds, until the first one tells how many. */
const transcodeSeekMs = 3000

export interface FilmShown {
  readonly player: PlayerAdapter
  readonly film: OpenedItem
  /** Where it landed, and where that was aimed. */
  readonly landing: { readonly positionMs: number; readonly targetMs: number }
}

/** Who keeps a player in step that has just loaded its film. */
export function followerOf(options: PlayerSeatOptions, { player, film, landing }: FilmShown): Follower {
  const { clock, sessionClock, offsetMs, strictness } = options
  const endMs = film.media.runtimeMs
  const isSlow = film.delivery.kind === 'transcode'
  return new Follower({
    ...{ player, landing, clock, sessionClock, endMs, offsetMs: offsetMs(), strictness },
    ...(isSlow ? { slowSeekMs: transcodeSeekMs } : {}),
  })
}

/** What a status tells of a player. */
export const faceOf = (player: PlayerAdapter) => ({
  name: player.capabilities.name,
  pid: player.identity.pid,
  control: player.identity.control,
})
