import type { PresenceReport } from '../../../protocol/member.ts'
import type { ParticipantStatus } from '../../../protocol/openWatchParty/words.ts'
import type { Timeline } from '../../../protocol/timeline.ts'
import type { Cancel } from '../../../protocol/wire.ts'
import type { Clock } from '../../../sync/clock.ts'
import type { PartyRoom } from './partyRoom.ts'

/** A drift within this is in step for people who watch in a browser. */
const inStepMs = 100
/** Their servers pass statuses on four times a second at most; nobody reads them faster than this. */
const statusEveryMs = 1000

/** What others are told about the own player, where the server knows such a thing. */
function statusOf({ player, buffering, driftMs }: PresenceReport, { playing }: Timeline): ParticipantStatus {
  if (player === null) return 'not_watching'
  if (buffering) return 'buffering'
  if (!playing) return 'paused'
  if (driftMs === null) return 'playing'
  return Math.abs(driftMs) <= inStepMs ? 'in_sync' : 'catching_up'
}

export interface PartyVoice {
  /** To be called whenever presence or timeline may have changed. */
  changed(room: PartyRoom): void
  /** In a room anew: it has forgotten what it was told. */
  renewed(): void
  stop: Cancel
}

export interface PartyVoiceOptions {
  readonly clock: Clock
  /** Whether the server takes statuses. */
  hasStatuses(): boolean
  send(type: string, payload: object, room: string): void
}

/** Says once that the film is loaded, which others may wait for, and how the player does when that changes. */
export function createPartyVoice({ clock, hasStatuses, send }: PartyVoiceOptions): PartyVoice {
  let saidReady = false
  let saidStatus: ParticipantStatus | null = null
  let resting: Cancel | null = null
  let newest: PartyRoom | null = null

  const sayStatus = () => {
    resting = null
    if (newest === null || !hasStatuses()) return
    const status = statusOf(newest.presence, newest.timeline)
    if (status === saidStatus) return
    saidStatus = status
    send('participant_status', { status }, newest.id)
    resting = clock.after(statusEveryMs, sayStatus)
  }
  return {
    changed: (room) => {
      newest = room
      if (!saidReady && room.presence.readyRevision !== null) {
        saidReady = true
        send('ready', { room: room.id, media_id: room.media.itemId }, room.id)
      }
      if (resting === null) sayStatus()
    },
    renewed: () => {
      saidReady = false
      saidStatus = null
    },
    stop: () => {
      newest = null
      resting?.()
      resting = null
    },
  }
}
