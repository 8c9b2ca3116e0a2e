import type { PlaybackState } from '../../jellyfin/library.ts'
import type { FollowStatus } from '../../protocol/companionState.ts'
import type { PlayerFace } from '../remote/playerRequests.ts'

/** Where playback is, for the library: what the player does or, while there is none, where the room is. */
export const playbackStateOf = (
  status: FollowStatus | null,
  roomMs: number,
  { volumePercent, muted }: PlayerFace,
): PlaybackState => ({
  positionMs: Math.max(0, status?.positionMs ?? roomMs),
  paused: status?.mode !== 'following' && status?.mode !== 'released',
  volumePercent,
  muted,
})
