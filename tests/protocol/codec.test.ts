import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeClientMessage, decodeServerMessage, encode, protocolOfHello } from '../../protocol/codec.ts'
import type { ClientMessage } from '../../protocol/session.ts'

const hello: ClientMessage = { type: 'hello', protocol: 1, app: { name: 'test', version: '1' }, name: 'Ann' }

describe('the codec', () => {
  it('[SV42] reads what it wrote', () => {
    expect(decodeClientMessage(encode(hello))).toEqual({ ok: true, value: hello })
  })

  it('[SV42] fails on everything else, without throwing and without repeating what it read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (frame) => {
        expect(decodeClientMessage(frame).ok).toBe(false)
        expect(decodeServerMessage(frame).ok).toBe(false)
      }),
    )
    const failed = decodeClientMessage(JSON.stringify({ ...hello, name: 'secret\u202Ename' }))
    expect(JSON.stringify(failed)).not.toContain('secret')
  })

  it('[SV42] takes no unknown fields, no numbers that are none, no names that deceive', () => {
    const wrong = [
      { ...hello, extra: 1 },
      { ...hello, name: '   ' },
      { ...hello, name: 'tab\there' },
      { type: 'act', requestId: 'r', revision: 1.5, action: { kind: 'play' } },
      { type: 'act', requestId: 'r', revision: 1, action: { kind: 'seek', positionMs: -1 } },
      { type: 'act', requestId: 'r', revision: 1, action: { kind: 'rate', rate: 100 } },
      { type: 'ping', id: 1, sentAtMs: 'now' },
    ]
    for (const message of wrong) expect(decodeClientMessage(JSON.stringify(message)).ok).toBe(false)
    expect(decodeClientMessage('{"type":"ping","id":1,"sentAtMs":1e999}').ok).toBe(false)
  })

  it('[SV3] reads the version of a hello that it cannot read otherwise', () => {
    expect(protocolOfHello(JSON.stringify({ type: 'hello', protocol: 7, who: 'Ann' }))).toBe(7)
    expect(protocolOfHello(JSON.stringify({ type: 'join', protocol: 7 }))).toBeNull()
    expect(protocolOfHello('{')).toBeNull()
  })
})
