import type { ServerMessage } from '../../protocol/session.ts'
import type { Answer, Outcome, RoomEffect } from './input.ts'
import { phaseView } from './roomView.ts'
import { memberOf, type Member, type Room } from './room.ts'

/**
 * What has to be done so that everybody knows what `outcome` made of `before`. Found by comparing the two, so that
 * no rule can forget to tell: first kept, then told, then answered.
 */
export function effectsOf(before: Room, { room, events, resync, answer }: Outcome): readonly RoomEffect[] {
  const isNews = before.timeline !== room.timeline || before.phase !== room.phase
  return [
    ...(isDurablyDifferent(before, room) ? [persist] : []),
    ...(answer?.kind === 'admitted' ? [{ ...answer, kind: 'admit' } as const] : []),
    ...(isNews ? [send({ type: 'timeline', timeline: room.timeline, phase: phaseView(room) })] : []),
    ...membersEffect(before, room),
    ...(resync ? [send({ type: 'resync', revision: room.timeline.revision })] : []),
    ...chatEffect(before, room),
    ...events.map((event) => send({ type: 'event', event })),
    ...(answer === null || answer.kind === 'admitted' ? [] : [reply(answer, room)]),
    ...(room.life.kind === 'ended' && before.life.kind !== 'ended' ? [{ kind: 'end' } as const] : []),
  ]
}

const persist: RoomEffect = { kind: 'persist' }
const send = (message: ServerMessage): RoomEffect => ({ kind: 'send', message })

const reply = (answer: Exclude<Answer, { kind: 'admitted' }>, room: Room): RoomEffect => ({
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
  const changed = room.members.filter((member) => looksDifferent(before, room, member)).map(({ id }) => id)
  const gone = before.members.filter(({ id }) => memberOf(room, id) === undefined).map(({ id }) => id)
  return changed.length + gone.length === 0 ? [] : [{ kind: 'members', changed, gone }]
}

function looksDifferent(before: Room, room: Room, member: Member): boolean {
  const former = memberOf(before, member.id)
  if (former === undefined || former.connection !== member.connection) return true
  if (former.presence !== member.presence) return true
  return before.hostId !== room.hostId && (before.hostId === member.id || room.hostId === member.id)
}

const isDurablyDifferent = (before: Room, room: Room): boolean =>
  before.timeline !== room.timeline ||
  before.chat !== room.chat ||
  (before.phase.kind === 'restarting' && room.phase.kind !== 'restarting') ||
  before.hostId !== room.hostId ||
  before.members.length !== room.members.length ||
  room.members.some((member, index) => member.id !== before.members[index]?.id)
