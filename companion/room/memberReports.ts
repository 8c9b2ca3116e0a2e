import type { PlayerEvent } from '../../adapters/player.ts'
import type { PlaybackState } from '../../jellyfin/library.ts'
import type { PresenceReport } from '../../protocol/member.ts'
import type { Problem } from '../../protocol/problem.ts'
import type { PlayerFace } from '../remote/playerRequests.ts'
import type { RoomSession } from '../session/roomSession.ts'
import type { StateStore } from '../stateStore.ts'
import type { PlayerSeat } from './playerSeat.ts'
import { presenceOf } from './presence.ts'

export interface MemberReportsParts {
  readonly session: RoomSession
  readonly store: StateStore
  readonly seat: PlayerSeat
  /** False: the viewer asked the room to wait. */
  isReady(): boolean
  /** The revision that the room is at. */
  revision(): number
  /** Why this member cannot see the room's film; null when they can. */
  missing(): Problem | null
  /** Where the room is, ms of the film. */
  roomPositionMs(): number
}

/** What is told about this member and their player: to the room, and to the library. */
export interface MemberReports {
  /** Remembers what the player tells of itself. */
  hear(event: PlayerEvent): void
  face(): PlayerFace
  presence(): PresenceReport
  playback(): PlaybackState
}

export function createMemberReports(parts: MemberReportsParts): MemberReports {
  const { session, store, seat, missing, roomPositionMs } = parts
  let face: PlayerFace = { volumePercent: 100, muted: false }

  const hear = (event: PlayerEvent) => {
    if (event.kind === 'volume') face = { volumePercent: event.percent, muted: event.muted }
  }
  const presence = () => {
    const follower = seat.follower()
    const { player, follow } = store.state()
    return presenceOf({
      player,
      follow: follower?.status() ?? { ...follow, driftMs: null, uncertaintyMs: null, buffering: false },
      readyRevision: follower?.readyRevision() ?? null,
      clock: session.clock(),
      actuationMs: seat.player()?.capabilities.actuationMs ?? null,
      trouble: missing() ?? seat.trouble(),
      isReady: parts.isReady(),
      aloneOn: seat.isAlone() ? parts.revision() : null,
    })
  }
  const playback = (): PlaybackState => {
    const follower = seat.follower()
    const { volumePercent, muted } = face
    return {
      positionMs: Math.max(0, follower?.status().positionMs ?? roomPositionMs()),
      paused: !(follower?.isMoving() ?? false),
      volumePercent,
      muted,
    }
  }
  return { hear, face: () => face, presence, playback }
}
