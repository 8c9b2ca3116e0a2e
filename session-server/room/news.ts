import type { ServerMessage } from '../../protocol/session.ts'
import type { Room } from './room.ts'
import { guestsView, settingsView } from './roomView.ts'

/** What is to be told about a room beyond its film, its members and what was said, found by comparison. */
export function newsOf(before: Room, room: Room): readonly ServerMessage[] {
  const differs = (...fields: readonly (keyof Room)[]) =>
    fields.some((field) => before[field] !== room[field])
  const isAsked = room.question !== null && room.question.number !== before.question?.number
  return [
    ...told(differs('name', 'policy', 'isLocked', 'passwordHash', 'expiresAtMs'), () => ({
      type: 'settings',
      settings: settingsView(room),
    })),
    ...told(differs('queue'), () => ({ type: 'queue', queue: [...room.queue] })),
    ...told(differs('ballot'), () => ({ type: 'ballot', ballot: room.ballot })),
    ...told(differs('invitations', 'bans'), () => ({ type: 'guests', guests: guestsView(room) })),
    ...(isAsked && room.question !== null ? [canYouSee(room.question)] : []),
  ]
}

const told = (isNews: boolean, message: () => ServerMessage): readonly ServerMessage[] =>
  isNews ? [message()] : []

const canYouSee = ({ number, film }: NonNullable<Room['question']>): ServerMessage => ({
  type: 'can-you-see',
  question: number,
  media: film.media,
})
