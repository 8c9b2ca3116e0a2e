import type { ServerMessage } from '../../protocol/session.ts'
import type { Answer, Outcome, RoomEffect } from './input.ts'
import { newsOf } from './news.ts'
import { phaseView } from './roomView.ts'
import { memberOf, type Member, type Room } from './room.ts'

/**
 * What has to be done so that everybody knows what `outcome` made of `before`. Found by comparing the two, so that
 * no rule can forget to tell: first kept, then told, then answered.
 */
export function effectsOf(before: Room, outcome: Outcome): readonly RoomEffect[] {
  const { room, events, announced, whispered, dismissed, answer } = outcome
  return [
    ...(isDurablyDifferent(before, room) ? [persist] : []),
    ...(answer?.kind === 'admitted' ? [{ ...answer, kind: 'admit' } as const] : []),
    ...dismissed.map((dismissal): RoomEffect => ({ kind: 'dismiss', ...dismissal })),
    ...filmEffect(before, room),
    ...membersEffect(before, room),
    ...newsOf(before, room).map(send),
    ...announced.map(send),
    ...chatEffect(before, room),
    ...events.map((event) => send({ type: 'event', event })),
    ...whispered.map((whisper): RoomEffect => ({ kind: 'whisper', ...whisper })),
    ...(answer?.kind === 'done' || answer?.kind === 'refused' ? [reply(answer, room)] : []),
    ...endEffect(before, room),
  ]
}

const persist: RoomEffect = { kind: 'persist' }
const send = (message: ServerMessage): RoomEffect => ({ kind: 'send', message })

function endEffect(before: Room, { life }: Room): readonly RoomEffect[] {
  if (life.kind !== 'ended' || before.life.kind === 'ended') return []
  return [{ kind: 'end', reason: life.reason }]
}

function filmEffect(before: Room, room: Room): readonly RoomEffect[] {
  const { media, timeline } = room
  if (before.media !== media) return [send({ type: 'media', media, timeline, phase: phaseView(room) })]
  if (before.timeline === timeline && before.phase === room.phase) return []
  return [send({ type: 'timeline', timeline, phase: phaseView(room) })]
}

const reply = (answer: Extract<Answer, { kind: 'done' | 'refused' }>, room: Room): RoomEffect => ({
  kind: 'reply',
  message:
    answer.kind === 'done'
      ? { type: 'done', requestId: answer.requestId }
      : {
          type: 'refused',
          requestId: answer.requestId,
          reason: answer.reason,
          timeline: room.timeline,
          who: [],
        },
})

function chatEffect(before: Room, room: Room): readonly RoomEffect[] {
  const told = before.chat.at(-1)?.number ?? 0
  const lines = room.chat.filter(({ number }) => number > told)
  return lines.length === 0 ? [] : [send({ type: 'chat', lines })]
}

function membersEffect(before: Room, room: Room): readonly RoomEffect[] {
  if (before.members === room.members && before.hostId === room.hostId) return []
  const changed = room.members
    .filter((member, index) => looksDifferent(before, room, { member, index }))
    .map(({ id }) => id)
  const there = new Set(room.members.map(({ id }) => id))
  const gone = before.members.filter(({ id }) => !there.has(id)).map(({ id }) => id)
  return changed.length + gone.length === 0 ? [] : [{ kind: 'members', changed, gone }]
}

function looksDifferent(before: Room, room: Room, { member, index }: Placed): boolean {
  const there = before.members[index]
  const former = there?.id === member.id ? there : memberOf(before, member.id)
  if (former === member && before.hostId === room.hostId) return false
  if (former === undefined || former.connection !== member.connection) return true
  if (former.presence !== member.presence || former.hand !== member.hand) return true
  if (isStandingDifferent(former, member)) return true
  return before.hostId !== room.hostId && (before.hostId === member.id || room.hostId === member.id)
}

/** A member, and where it stands in the list: hardly anybody ever changes places. */
interface Placed {
  readonly member: Member
  readonly index: number
}

/** What of a room, and of a member, survives the server. */
const durable = [
  'timeline',
  'media',
  'name',
  'policy',
  'chat',
  'hostId',
  'founderId',
  'isLocked',
  'passwordHash',
  'expiresAtMs',
  'queue',
  'invitations',
  'bans',
  'regulars',
] as const satisfies readonly (keyof Room)[]
const standing = ['role', 'isMuted', 'isFree'] as const satisfies readonly (keyof Member)[]

const isStandingDifferent = (former: Member, member: Member): boolean =>
  standing.some((field) => former[field] !== member[field])

function isDurablyDifferent(before: Room, room: Room): boolean {
  if (room.life.kind === 'ended') return false
  if (durable.some((field) => before[field] !== room[field])) return true
  if (before.phase.kind === 'restarting' && room.phase.kind !== 'restarting') return true
  return before.members !== room.members && areMembersDifferent(before, room)
}

const areMembersDifferent = (before: Room, room: Room): boolean =>
  before.members.length !== room.members.length ||
  room.members.some((member, index) => {
    const former = before.members[index]
    return former?.id !== member.id || isStandingDifferent(former, member)
  })
