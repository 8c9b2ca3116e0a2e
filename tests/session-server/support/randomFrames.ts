import { unknownPresence } from '../../../protocol/member.ts'
import { film } from './film.ts'

/** Numbers in 0..1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Frames as nobody should send them: noise, messages with something wrong in them, and right ones at wrong times. */
export function randomFrame(random: () => number, roomCode: string): string | Uint8Array {
  const below = (count: number) => Math.floor(random() * count)
  const noise = () => Uint8Array.from({ length: below(200) }, () => below(256))
  const message = () => validMessages(roomCode, below)[below(10)] ?? {}
  switch (below(6)) {
    case 0:
      return noise()
    case 1:
      return Buffer.from(noise()).toString('latin1')
    case 2:
      return JSON.stringify(damaged(message(), below))
    case 3:
      return JSON.stringify(message()).slice(0, below(80))
    default:
      return JSON.stringify(message())
  }
}

function validMessages(code: string, below: (count: number) => number): readonly object[] {
  const requestId = `r${below(50)}`
  const revision = below(5)
  const act = (action: object) => ({ type: 'act', requestId, revision, action })
  return [
    { type: 'hello', protocol: 1, app: { name: 'x', version: '1' }, name: 'Eve' },
    { type: 'ping', id: below(1000), sentAtMs: below(1e9) },
    {
      type: 'create',
      requestId,
      media: film,
      name: null,
      policy: {},
      password: null,
      positionMs: below(1e6),
    },
    { type: 'join', requestId, code, password: null, invitation: null },
    { type: 'leave', requestId },
    act({ kind: 'seek', positionMs: below(1e6) }),
    act({ kind: 'play' }),
    act({ kind: 'resync' }),
    {
      type: 'presence',
      presence: { ...unknownPresence, buffering: below(2) === 1, readyRevision: below(5) },
    },
    { type: 'resume', requestId, roomId: 'x', resumeToken: 'x'.repeat(43), revision, playing: true },
  ]
}

/** One field replaced by something that it is not. */
function damaged(message: object, below: (count: number) => number): object {
  const keys = Object.keys(message)
  const values = [null, -1, 1e308, '', 'x'.repeat(below(3000)), [], {}, { $gt: '' }, '__proto__', true]
  const key = below(4) === 0 ? ['__proto__', 'constructor', 'extra'][below(3)] : keys[below(keys.length)]
  return { ...message, [key ?? 'extra']: values[below(values.length)] }
}
