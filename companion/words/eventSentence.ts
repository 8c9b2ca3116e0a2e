import type { RoomEvent } from '../../protocol/session.ts'
import { positionInWords } from './figuresInWords.ts'

/** What happened in the room, as one sentence without a full stop. */
export function eventSentence({ what, name, amount }: RoomEvent): string {
  const who = name ?? 'The room'
  switch (what) {
    case 'created':
      return `${who} opened the room`
    case 'joined':
      return `${who} joined`
    case 'left':
      return `${who} left`
    case 'went-away':
      return `${who} lost the connection`
    case 'came-back':
      return `${who} is back`
    case 'played':
      return name === null ? 'The film goes on' : `${who} pressed play`
    case 'paused':
      return `${who} paused${at(amount)}`
    case 'sought':
      return `${who} jumped${amount === null ? '' : ` to ${positionInWords(amount)}`}`
    case 'changed-rate':
      return `${who} changed the speed${amount === null ? '' : ` to ${amount}`}`
    case 'resynced':
      return `${who} brought everyone in step`
    case 'stalled':
      return `${who} waits for data, so the room paused`
    case 'recovered':
      return `${who} has data again`
    case 'waited-too-long':
      return name === null ? 'The room waits no longer' : `The room waits no longer for ${who}`
    case 'became-host':
      return `${who} is the host now`
    case 'server-restarted':
      return 'The session server was restarted'
  }
}

const at = (positionMs: number | null) => (positionMs === null ? '' : ` at ${positionInWords(positionMs)}`)
