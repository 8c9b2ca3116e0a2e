import { unknownPresence, type PresenceReport } from '../../../protocol/member.ts'
import type { Feature, ParticipantStatus } from '../../../protocol/openWatchParty/words.ts'
import type { CloseReason } from '../../../protocol/closeReasons.ts'
import type { Person } from '../../../protocol/person.ts'
import type { LesserRole, Traits } from '../../room/room.ts'
import { membersPerRoom } from '../../../protocol/openWatchParty/words.ts'
import { partyTimes } from './partyLimits.ts'

/** A web client as a room's desk sees it. */
export interface PartyGuest {
  /** Its id on this connection, by which it knows itself in what it is told; also that of its member. */
  readonly clientId: string
  readonly features: ReadonlySet<Feature>
  send(frame: string): void
  /** Half of its usual round trip, null before it is known. */
  oneWayMs(): number | null
  /** Its place in the room is gone, without its doing. */
  out(): void
}

/** A web client that wants a place in a room. */
export interface PartyEntry {
  readonly guest: PartyGuest
  readonly memberId: string
  readonly person: Person
  /** As what a ticket lets it in; absent = it has none. */
  readonly invitedAs?: LesserRole
  /** It has its place, and has been told so. */
  readonly entered: () => void
  readonly refused: (reason: CloseReason) => void
}

/** The place of a web client in a room. */
export interface PartySeat {
  readonly guest: PartyGuest
  readonly memberId: string
  readonly entered: () => void
  /** Whether the room has admitted it: only then it is told anything. */
  isIn: boolean
  /** Whether it has loaded the film, or would not say so anyway. */
  isReady: boolean
  status: ParticipantStatus | null
  /** What it was last told that it may do. */
  mayShare: boolean
}

/** What a browser that speaks OpenWatchParty can do. */
export const traitsOf = (features: ReadonlySet<Feature>): Traits => ({
  mayHost: features.has('host_transfer'),
  asHost: features.has('shared_playback_control') ? 'leads-pausable' : 'leads',
  preparation: 'once',
  startLeadMs: partyTimes.startLeadMs,
  controlLeadMs: partyTimes.controlLeadMs,
  largestRoom: membersPerRoom,
  resumes: false,
  answers: false,
})

/** What the room is told about a web client, as far as anybody knows. */
export function presenceOf({ isReady, status, guest }: PartySeat): PresenceReport {
  const oneWayMs = guest.oneWayMs()
  return {
    ...unknownPresence,
    player: 'Jellyfin Web',
    readyRevision: isReady ? 0 : null,
    buffering: status === 'buffering' || status === 'loading',
    rttMs: oneWayMs === null ? null : oneWayMs * 2,
    oneWayP95Ms: oneWayMs,
    trouble: status === 'blocked' ? 'The browser waits for a click before it plays.' : null,
  }
}

/** What web clients are told about a member that is no web client. */
export function statusOf(
  { player, buffering, driftMs, trouble }: PresenceReport,
  playing: boolean,
): ParticipantStatus | null {
  if (trouble !== null) return 'blocked'
  if (player === null) return null
  if (buffering) return 'buffering'
  if (!playing) return 'paused'
  if (driftMs === null) return 'playing'
  return Math.abs(driftMs) <= inStepMs ? 'in_sync' : 'catching_up'
}

/** Nearer than a browser is ever told apart. */
const inStepMs = 100
