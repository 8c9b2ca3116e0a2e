import type { RoomEvent } from '../../protocol/event.ts'
import { positionInWords } from './figuresInWords.ts'

/** What happened in the room, as one sentence without a full stop. */
export function eventSentence(event: RoomEvent): string {
  const { name, target } = event
  return sentences[event.what]({ ...event, who: name ?? 'The room', whom: target?.name ?? 'Somebody' })
}

/** An event, with whoever did it and whoever it was done to in words. */
interface Told extends RoomEvent {
  readonly who: string
  readonly whom: string
}

const sentences: Readonly<Record<RoomEvent['what'], (told: Told) => string>> = {
  created: ({ who }) => `${who} opened the room`,
  joined: ({ who }) => `${who} joined`,
  left: ({ who }) => `${who} left`,
  'went-away': ({ who }) => `${who} lost the connection`,
  'came-back': ({ who }) => `${who} is back`,
  played: ({ who, name }) => (name === null ? 'The film goes on' : `${who} pressed play`),
  paused: ({ who, amount }) => `${who} paused${at(amount)}`,
  sought: ({ who, amount }) => `${who} jumped${amount === null ? '' : ` to ${positionInWords(amount)}`}`,
  'changed-rate': ({ who, amount }) => `${who} changed the speed${amount === null ? '' : ` to ${amount}`}`,
  resynced: ({ who }) => `${who} brought everyone in step`,
  stalled: ({ who }) => `${who} waits for data, so the room paused`,
  recovered: ({ who }) => `${who} has data again`,
  'waited-too-long': ({ who, name }) =>
    name === null ? 'The room waits no longer' : `The room waits no longer for ${who}`,
  'became-host': ({ who }) => `${who} is the host now`,
  'server-restarted': () => 'The session server was restarted',
  'went-free': ({ who }) => `${who} watches in their own time`,
  'followed-again': ({ who }) => `${who} watches with the room again`,
  'changed-media': ({ who, detail }) => `${who} put on ${detail ?? 'another film'}`,
  queued: ({ who, detail }) => `${who} added ${detail ?? 'a film'} to the queue`,
  unqueued: ({ who, detail }) => `${who} took ${detail ?? 'a film'} out of the queue`,
  'reordered-queue': ({ who }) => `${who} changed the order of the queue`,
  'cleared-queue': ({ who }) => `${who} emptied the queue`,
  'called-vote': ({ who, detail }) => `${who} asks for a vote${wish(detail)}`,
  'vote-passed': ({ detail }) => `The vote${wish(detail)} passed`,
  'vote-failed': ({ detail }) => `The vote${wish(detail)} failed`,
  'raised-hand': ({ who }) => `${who} raised a hand`,
  'asked-for-pause': ({ who }) => `${who} asks for a pause`,
  'lowered-hand': ({ who, whom, target }) =>
    target === null ? `${who} lowered the hand` : `${who} lowered the hand of ${whom}`,
  'granted-pause': ({ who, whom }) => `${who} paused for ${whom}`,
  'changed-role': ({ who, whom, detail }) => `${who} made ${whom} a ${detail ?? 'viewer'}`,
  kicked: ({ who, whom }) => `${who} put ${whom} out`,
  banned: ({ who, whom }) => `${who} banned ${whom}`,
  unbanned: ({ who, whom }) => `${who} lets ${whom} in again`,
  muted: ({ who, whom }) => `${who} muted ${whom}`,
  unmuted: ({ who, whom }) => `${who} lets ${whom} chat again`,
  locked: ({ who }) => `${who} locked the room`,
  unlocked: ({ who }) => `${who} unlocked the room`,
  'set-password': ({ who }) => `${who} gave the room a password`,
  'cleared-password': ({ who }) => `${who} took the password away`,
  'changed-policy': ({ who }) => `${who} changed the rules of the room`,
  renamed: ({ who, detail }) => `${who} called the room ${detail ?? 'something else'}`,
  'set-expiry': ({ who }) => `${who} set an end to the room`,
  'cleared-expiry': ({ who }) => `${who} took the end of the room back`,
  invited: ({ who, whom }) => `${who} invited ${whom}`,
  uninvited: ({ who, whom }) => `${who} took the invitation of ${whom} back`,
  declined: ({ whom }) => `${whom} does not come`,
  ended: ({ who }) => `${who} ended the room`,
  expired: () => "The room's time is over",
}

const at = (positionMs: number | null) => (positionMs === null ? '' : ` at ${positionInWords(positionMs)}`)

const wishes: Readonly<Record<string, string>> = {
  seek: 'to jump',
  rate: 'to change the speed',
  next: 'to go on to the next film',
}
const wish = (detail: string | null) => (detail === null ? '' : ` ${wishes[detail] ?? ''}`)
