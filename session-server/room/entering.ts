import { unknownPresence } from '../../protocol/member.ts'
import type { Media } from '../../protocol/media.ts'
import type { RoomPolicy } from '../../protocol/policy.ts'
import { changed, refuse, type Outcome, type RoomInput } from './input.ts'
import { steady, waitForTheOnlyOne } from './barrier.ts'
import { tell } from './tell.ts'
import { companionTraits, memberOf, withMember, type Member, type Room } from './room.ts'
import type { RoomLimits } from './roomLimits.ts'

/** What a room is founded with; the founder joins by itself afterwards and so becomes the host. */
export interface Founding {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly media: Media
  readonly policy: RoomPolicy
  readonly positionMs: number
  readonly limits: RoomLimits
}

/** A room in which nobody is yet, paused on its starting position. */
export function foundRoom({ positionMs, ...founding }: Founding, nowMs: number): Room {
  const startMs = Math.min(positionMs, founding.media.runtimeMs ?? Infinity)
  return {
    ...founding,
    hostId: '',
    timeline: { positionMs: startMs, rate: 1, atMs: nowMs, playing: false, revision: 0 },
    phase: { kind: 'steady' },
    members: [],
    chat: [],
    life: { kind: 'new' },
  }
}

type Join = Extract<RoomInput, { kind: 'join' }>
type Resume = Extract<RoomInput, { kind: 'resume' }>

/** Somebody new: the room goes on as it was. The first one in a room without members becomes its host. */
export function join(room: Room, input: Join, nowMs: number): Outcome {
  if (room.life.kind === 'ended') return refuse(room, input.requestId, 'no-such-room')
  if (room.members.length >= placesIn(room, input)) return refuse(room, input.requestId, 'room-full')
  const joined = { ...room, members: [...room.members, newMember(input)] }
  const { memberId } = input
  const what = room.life.kind === 'new' ? 'created' : 'joined'
  return {
    ...changed(waitForTheOnlyOne(joined, nowMs), [tell(joined, what, { memberId, nowMs })]),
    answer: { kind: 'admitted', requestId: input.requestId, memberId },
  }
}

/** Back to a place that was kept, with the same id and role; also when the former line has not been missed yet. */
export function resume(room: Room, input: Resume, nowMs: number): Outcome {
  const member = memberOf(room, input.memberId)
  if (member === undefined || member.tokenHash !== input.tokenHash) {
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

/** As many as the room may have, and as the clients of everyone in it can bear. */
const placesIn = ({ limits, members }: Room, { traits = companionTraits }: Join): number =>
  [traits, ...members.map((member) => member.traits)].reduce(
    (places, { largestRoom }) => Math.min(places, largestRoom ?? places),
    limits.membersPerRoom,
  )

const newMember = ({ memberId, name, tokenHash, traits = companionTraits }: Join): Member => ({
  id: memberId,
  name,
  traits,
  tokenHash,
  connection: { kind: 'present' },
  presence: unknownPresence,
  pace: { kind: 'catching-up' },
  stalledAtMs: [],
  answered: [],
})

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
