import { encode } from '../../../protocol/codec.ts'
import { unknownPresence } from '../../../protocol/member.ts'
import type { Action } from '../../../protocol/action.ts'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import { protocolVersion, sessionPath } from '../../../protocol/session.ts'
import type { Dialect, Heard } from './dialect.ts'

/** `/v1`, as the companion speaks it. Frames are looked at only as far as they are counted. */
export const ownDialect = {
  path: sessionPath,
  introduce: (name: string) => [
    encode({ type: 'hello', protocol: protocolVersion, app: { name: 'bench', version: '1' }, name }),
  ],
  create: (roomName: string, policy: Partial<RoomPolicy> = {}) =>
    encode({
      type: 'create',
      requestId: 'create',
      name: roomName,
      media,
      policy: { waitFor: 'nobody', ...policy },
      password: null,
      positionMs: 0,
    }),
  join: (code: string) => encode({ type: 'join', requestId: 'join', code, password: null, invitation: null }),
  ping: (nowMs: number) => encode({ type: 'ping', id: 1, sentAtMs: nowMs }),
  report: (number: number) =>
    encode({
      type: 'presence',
      presence: { ...unknownPresence, player: 'MPV', driftMs: number, rttMs: 12.5 },
    }),
  command: (number: number) =>
    encode({ type: 'act', requestId: `act-${number}`, revision: number - 1, action: actionOf(number) }),
  read,
} satisfies Dialect

const media = {
  serverId: 'bench',
  itemId: '0123456789abcdef0123456789abcdef',
  title: 'A film to measure with',
  runtimeMs: 36_000_000,
  providerIds: {},
}

/** One command in turn after the other; each changes the timeline exactly once while nobody is waited for. */
function actionOf(number: number): Action {
  switch (number % 4) {
    case 1:
      return { kind: 'play' }
    case 2:
      return { kind: 'rate', rate: 1 + (number % 8) / 100 }
    case 3:
      return { kind: 'pause', positionMs: null }
    default:
      return { kind: 'seek', positionMs: (number * 1000) % 1_800_000 }
  }
}

function read(frame: Buffer): Heard {
  const head = frame.toString('latin1', 0, 24)
  if (head.startsWith('{"type":"members"')) return numbered(frame, 'report', /"driftMs":(\d+)/)
  if (head.startsWith('{"type":"timeline"')) return numbered(frame, 'command', /"revision":(\d+)/)
  if (head.startsWith('{"type":"joined"')) {
    return { kind: 'joined', roomKey: /"code":"([^"]+)"/.exec(frame.toString())?.[1] ?? '' }
  }
  if (head.startsWith('{"type":"bye"') || head.startsWith('{"type":"refused"')) {
    return { kind: 'end', why: frame.toString() }
  }
  return { kind: 'other' }
}

function numbered(frame: Buffer, kind: 'report' | 'command', pattern: RegExp): Heard {
  const found = pattern.exec(frame.toString('latin1'))
  return found === null ? { kind: 'other' } : { kind, number: Number(found[1]) }
}
