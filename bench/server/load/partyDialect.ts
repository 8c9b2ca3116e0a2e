import { openWatchPartyPath } from '../../../protocol/openWatchParty/words.ts'
import type { Dialect, Heard } from './dialect.ts'

/**
 * `/ws`, as web clients of the fourth generation speak it. A report is a line of the chat: what a host in a browser
 * reports is told to nobody for as long as the room is where it should be. A command is a jump of the paused film.
 */
export const partyDialect: Dialect = {
  path: openWatchPartyPath,
  introduce: (name) => [
    frame('auth', {
      user_name: name,
      protocol_version: 1,
      features: ['host_transfer', 'participant_status'],
    }),
  ],
  create: () => frame('create_room', { start_pos: 0, media_id: null }),
  join: (roomKey) => frame('join_room', {}, roomKey),
  ping: (nowMs) => frame('ping', { client_ts: Math.floor(nowMs) + 1 }),
  report: (number) => frame('chat_message', { text: `line ${number}` }),
  command: (number) => frame('player_event', { action: 'seek', position: number, play_state: 'paused' }),
  hearsItself: false,
  read,
}

const frame = (type: string, payload: object, room?: string): string =>
  JSON.stringify({ type, payload, ts: Date.now(), ...(room === undefined ? {} : { room }) })

function read(frameBytes: Buffer): Heard {
  const head = frameBytes.toString('latin1', 0, 40)
  if (head.startsWith('{"type":"chat_message"')) return numbered(frameBytes, 'report', /"text":"line (\d+)"/)
  if (head.startsWith('{"type":"player_event"')) return numbered(frameBytes, 'command', /"position":(\d+)/)
  if (head.startsWith('{"type":"room_state"'))
    return { kind: 'joined', roomKey: /"room":"([^"]+)"/.exec(frameBytes.toString())?.[1] ?? '' }
  if (head.startsWith('{"type":"error"') || head.startsWith('{"type":"room_closed"'))
    return { kind: 'end', why: frameBytes.toString() }
  return { kind: 'other' }
}

function numbered(frameBytes: Buffer, kind: 'report' | 'command', pattern: RegExp): Heard {
  const found = pattern.exec(frameBytes.toString('latin1'))
  return found === null ? { kind: 'other' } : { kind, number: Number(found[1]) }
}
