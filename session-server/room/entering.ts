import { unknownPresence } from '../../protocol/member.ts'
import type { Media } from '../../protocol/media.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import { isFounder, objectionToJoining } from './admission.ts'
import { steady, waitForTheOnlyOne } from './barrier.ts'
import { withHost } from './governingPeople.ts'
import { changed, refuse, type Outcome, type RoomInput } from './input.ts'
import { welcomed, withStatus } from './people.ts'
import { companionTraits, memberOf, withMember, type Member, type Room } from './room.ts'
import type { RoomLimits } from './roomLimits.ts'
import { tell } from './tell.ts'

/** What a room is founded with; the founder joins by itself afterwards and so becomes the host. */
export interface Founding {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly media: Media
  readonly policy: RoomPolicy
  readonly positionMs: number
  readonly passwordHash: string | null
  /** Given where others may come before whoever opens the room: the person who is to be the host. */
  readonly founderId: string | null
  readonly limits: RoomLimits
}

/** A room in which nobody is yet, paused on its starting position. */
export function foundRoom({ positionMs, ...founding }: Founding, nowMs: number): Room {
  const startMs = Math.min(positionMs, founding.media.runtimeMs ?? Infinity)
  return {
    ...founding,
    ...nothingYet,
    hostId: '',
    timeline: { positionMs: startMs, rate: 1, atMs: nowMs, playing: false, revision: 0 },
    phase: { kind: 'steady' },
    life: founding.founderId === null ? { kind: 'new' } : { kind: 'empty', sinceMs: nowMs },
  }
}

/** A room as it is before anybody did anything. */
const nothingYet = {
  members: [],
  chat: [],
  isLocked: false,
  expiresAtMs: null,
  queue: [],
  counted: { entries: 0, ballots: 0, questions: 0 },
  ballot: null,
  question: null,
  invitations: [],
  bans: [],
  regulars: [],
} satisfies Partial<Room>

type Join = Extract<RoomInput, { kind: 'join' }>
type Resume = Extract<RoomInput, { kind: 'resume' }>

/** Somebody new: the room goes on as it was. The first one in a room without members becomes its host. */
export function join(room: Room, input: Join, nowMs: number): Outcome {
  const { requestId, memberId, person } = input
  const reason = objectionToJoining(room, input)
  if (reason !== null) return refuse(room, requestId, reason)
  const joined = withStatus(
    { ...room, members: [...room.members, newMember(room, input)] },
    person.id,
    'joined',
  )
  const what = room.life.kind === 'new' ? 'created' : 'joined'
  const entered = changed(waitForTheOnlyOne(joined, nowMs), [tell(joined, what, { memberId, nowMs })])
  return {
    ...(person.id === room.founderId ? takeOver(entered, memberId, nowMs) : entered),
    answer: { kind: 'admitted', requestId, memberId },
  }
}

/** Whoever the room was opened for hosts it from now on, also when others came first. */
function takeOver(entered: Outcome, memberId: string, nowMs: number): Outcome {
  const room = { ...withHost(entered.room, memberId), founderId: null }
  const isNews = entered.room.hostId !== ''
  return {
    ...entered,
    room,
    events: isNews ? [...entered.events, tell(room, 'became-host', { memberId, nowMs })] : entered.events,
  }
}

/** Back to a place that was kept, with the same id and role; also when the former line has not been missed yet. */
export function resume(room: Room, input: Resume, nowMs: number): Outcome {
  const member = memberOf(room, input.memberId)
  if (member === undefined || member.tokenHash !== input.tokenHash || isSomebodyElse(member, input)) {
    return refuse(room, input.requestId, 'resume-refused')
  }
  const back = withMember(room, member.id, comeBack)
  const wasAway = member.connection.kind === 'away'
  return {
    ...changed(
      waitForTheOnlyOne(continueWith(back, input), nowMs),
      wasAway ? [tell(back, 'came-back', { memberId: member.id, nowMs })] : [],
    ),
    answer: { kind: 'admitted', requestId: input.requestId, memberId: member.id },
  }
}

/** A person who is known comes back as themselves; a mere name proves nothing, and changes with each session. */
const isSomebodyElse = ({ person }: Member, { personId }: Resume): boolean =>
  person.origin.kind !== 'open' && personId !== undefined && personId !== person.id

function newMember(room: Room, input: Join): Member {
  const { memberId, person, tokenHash, traits = companionTraits, invitedAs } = input
  const standing = welcomed(room, person, invitedAs)
  return {
    id: memberId,
    person,
    ...standing,
    role: isFounder(room, input) ? 'controller' : standing.role,
    isFree: false,
    hand: null,
    reactedAtMs: [],
    traits,
    tokenHash,
    connection: { kind: 'present' },
    presence: unknownPresence,
    pace: { kind: 'catching-up' },
    stalledAtMs: [],
    answered: [],
  }
}

/** What was known of the line still helps to choose a lead; what was known of the player is void. */
const comeBack = (member: Member): Member => ({
  ...member,
  connection: { kind: 'present' },
  presence: { ...member.presence, buffering: false, readyRevision: null, driftMs: null, uncertaintyMs: null },
  pace: { kind: 'catching-up' },
})

/** After a restart of the server, a member that is still playing makes everyone go on with it. */
function continueWith(room: Room, { revision, playing }: Resume): Room {
  if (room.phase.kind !== 'restarting' || !playing || revision !== room.phase.lastRevision) return room
  const timeline = { ...room.phase.continuation, revision: room.timeline.revision + 1 }
  return steady({ ...room, timeline })
}
