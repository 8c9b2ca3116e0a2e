import type { Ballot } from '../../protocol/ballot.ts'
import type { ChatLine } from '../../protocol/chat.ts'
import type { CloseReason } from '../../protocol/closeReasons.ts'
import type { Ban, Invitation } from '../../protocol/guests.ts'
import type { Media } from '../../protocol/media.ts'
import type { MemberView, PresenceReport, Role } from '../../protocol/member.ts'
import type { Person } from '../../protocol/person.ts'
import type { QueueEntry } from '../../protocol/queue.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import type { Timeline } from '../../protocol/timeline.ts'
import type { RoomLimits } from './roomLimits.ts'

/** All instants of a room are on the session clock, in ms. */
export interface Room {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly media: Media
  readonly policy: RoomPolicy
  readonly limits: RoomLimits
  /** Always one of `members`; empty while there are none. */
  readonly hostId: string
  readonly timeline: Timeline
  readonly phase: Phase
  /** In the order in which they joined. */
  readonly members: readonly Member[]
  /** The last lines that were said, oldest first. */
  readonly chat: readonly ChatLine[]
  /** Who is to be the host as soon as they come, whoever came before; null = whoever comes first. */
  readonly founderId: string | null
  readonly isLocked: boolean
  /** What the password hashes to (Argon2id); null = none. */
  readonly passwordHash: string | null
  readonly expiresAtMs: number | null
  readonly queue: readonly QueueEntry[]
  readonly counted: Counted
  readonly ballot: Ballot | null
  readonly question: Question | null
  readonly invitations: readonly Invitation[]
  readonly bans: readonly Ban[]
  /** What people were who left, for when they come back; oldest first. */
  readonly regulars: readonly Regular[]
  readonly life: Life
}

/** How many there have been, so that no number is given twice. */
export interface Counted {
  readonly entries: number
  readonly ballots: number
  readonly questions: number
}

/** Whether everyone can see another film: asked of the members before it is put on. */
export interface Question {
  readonly number: number
  readonly film: Film
  /** Who asked for the film, and with which request, which is answered when the question is. */
  readonly memberId: string
  readonly requestId: string
  /** Members that have not answered, and those that cannot see it. */
  readonly unanswered: readonly string[]
  readonly blind: readonly string[]
  readonly deadlineMs: number
}

/** A film to put on, and where to begin. */
export interface Film {
  readonly media: Media
  readonly positionMs: number
  readonly thenPlay: boolean
  /** The entry of the queue that it is; null = none. */
  readonly entry: number | null
}

export interface Regular {
  readonly personId: string
  readonly role: LesserRole
  readonly isMuted: boolean
}

/** What somebody is who is not the host. */
export type LesserRole = Exclude<Role, 'host'>

/** Whether anybody is present. An `empty` room is kept for a while: places in it may be resumed. */
export type Life =
  | { readonly kind: 'new' }
  | { readonly kind: 'open' }
  | { readonly kind: 'empty'; readonly sinceMs: number }
  | { readonly kind: 'ended'; readonly reason: CloseReason }

/** What the room is doing; members see it as `RoomPhase`. */
export type Phase = Steady | Waiting | Restarting

export interface Steady {
  readonly kind: 'steady'
}

/** The room stands still until the members named are ready or the deadline is over, and then plays if `thenPlay`. */
export interface Waiting {
  readonly kind: 'waiting'
  readonly why: 'start' | 'seek' | 'media' | 'stall'
  readonly waitingFor: readonly string[]
  readonly deadlineMs: number
  readonly thenPlay: boolean
  /** Where the player of a leader has been moving from meanwhile: the others join it there. Null = nobody moves. */
  readonly movingFrom: MovingFrom | null
}

export interface MovingFrom {
  readonly positionMs: number
  readonly atMs: number
}

/**
 * The server came back and the room was playing. Whoever resumes with `lastRevision`, still playing, makes everyone
 * go on with `continuation`: the former timeline on the new session clock.
 */
export interface Restarting {
  readonly kind: 'restarting'
  readonly lastRevision: number
  readonly continuation: Timeline
  readonly deadlineMs: number
}

/** What a member's client can do, as its dialect has it. */
export interface Traits {
  /** Whether the role of the host may pass to it. Whoever founds a room is its host in any case. */
  readonly mayHost: boolean
  /** As host, its player cannot be moved: the room follows it. `pausable`: but it obeys when others play or pause. */
  readonly asHost: 'follows' | 'leads' | 'leads-pausable'
  /** Whether its player is prepared anew for each revision, or is ready for all of them once it has loaded the film. */
  readonly preparation: 'each-revision' | 'once'
  /** How far ahead of a start, and of everything else, it has to know at least. */
  readonly startLeadMs: number
  readonly controlLeadMs: number
  /** The largest room that its client can be in; null = any. */
  readonly largestRoom: number | null
  /** Whether it can prove later that it was this member: only such places are worth keeping. */
  readonly resumes: boolean
  /** Whether it can vote and say what it can see; nobody waits for who cannot. */
  readonly answers: boolean
}

/** A companion of ours. */
export const companionTraits: Traits = {
  mayHost: true,
  asHost: 'follows',
  preparation: 'each-revision',
  startLeadMs: 0,
  controlLeadMs: 0,
  largestRoom: null,
  resumes: true,
  answers: true,
}

export interface Member {
  readonly id: string
  readonly person: Person
  /** What the member is unless it is the host. */
  readonly role: LesserRole
  readonly isMuted: boolean
  /** Whether it watches in its own time for a while. */
  readonly isFree: boolean
  readonly hand: MemberView['hand']
  /** When it reacted, within the window that is looked at. */
  readonly reactedAtMs: readonly number[]
  readonly traits: Traits
  /** What the member's resume token hashes to; the token itself is known to the member alone. */
  readonly tokenHash: string
  readonly connection: Connection
  readonly presence: PresenceReport
  readonly pace: Pace
  /** When this member's stalls were noticed, within the flap window. */
  readonly stalledAtMs: readonly number[]
  readonly answered: readonly Answered[]
}

export type Connection = { readonly kind: 'present' } | { readonly kind: 'away'; readonly sinceMs: number }

/**
 * How a member keeps up. Stalls count only for who has been in step: `catching-up` never disturbs the room.
 * `short` is short of bytes for less than `stallMs`, `stalled` for longer.
 */
export type Pace =
  | { readonly kind: 'catching-up' }
  | { readonly kind: 'following' }
  | { readonly kind: 'short'; readonly sinceMs: number }
  | { readonly kind: 'stalled' }

/** The answer that a request was given; `reason` null = it was carried out. */
export interface Answered {
  readonly requestId: string
  readonly reason: CloseReason | null
}

export const isPresent = (member: Member): boolean => member.connection.kind === 'present'

/** Whether the room has to do with how this member plays. */
export const isFollowing = (member: Member): boolean => isPresent(member) && !member.isFree

export const presentMembers = (room: Room): readonly Member[] => room.members.filter(isPresent)

export const memberOf = (room: Room, memberId: string): Member | undefined =>
  room.members.find((member) => member.id === memberId)

export const roleOf = (room: Room, member: Member): Role => (member.id === room.hostId ? 'host' : member.role)

/** Playing, or about to without anybody doing anything more. */
export function willPlay({ timeline, phase }: Room): boolean {
  if (timeline.playing) return true
  switch (phase.kind) {
    case 'steady':
      return false
    case 'waiting':
      return phase.thenPlay
    case 'restarting':
      return true
  }
}

/** The host, while the room has to follow its player instead of the other way round; null in most rooms. */
export function leaderOf(room: Room): Member | null {
  const host = memberOf(room, room.hostId)
  return host === undefined || host.traits.asHost === 'follows' || !isPresent(host) ? null : host
}

/** The room with one member changed; the others keep their identity, by which changes are noticed. */
export const withMember = (room: Room, memberId: string, change: (member: Member) => Member): Room => ({
  ...room,
  members: room.members.map((member) => (member.id === memberId ? change(member) : member)),
})
