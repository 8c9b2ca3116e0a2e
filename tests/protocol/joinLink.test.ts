import { describe, expect, it } from 'vitest'
import { formatJoinLink, isSessionAddress, parseJoinLink } from '../../protocol/joinLink.ts'

const target = { server: 'wss://films.example:8999/base', code: 'abcde12345' }

describe('a join link', () => {
  it('[SV43] is read back as it was written, with spaces around it', () => {
    expect(parseJoinLink(`  ${formatJoinLink(target)}\n`, null)).toEqual({ ok: true, value: target })
  })

  it('[SV43] may be a code alone, where the server is known', () => {
    expect(parseJoinLink(target.code, target.server)).toEqual({ ok: true, value: target })
    expect(parseJoinLink(target.code, null)).toMatchObject({ problem: { code: 'join-link-without-server' } })
  })

  it('[SV43] is nothing else: other schemes, broken codes, servers that are none or carry credentials', () => {
    for (const text of [
      '',
      'https://films.example/join/abcde12345',
      'lockstep://join/?server=ws%3A%2F%2Fx',
      'lockstep://join/a%20b?server=ws%3A%2F%2Fx',
      'lockstep://join/abcde12345?server=http%3A%2F%2Fx',
      'lockstep://join/abcde12345?server=ws%3A%2F%2Fuser%3Apassword%40x',
      'lockstep://join/abcde12345?server=%',
    ]) {
      expect(parseJoinLink(text, null)).toMatchObject({ ok: false, problem: { code: 'bad-join-link' } })
    }
  })

  it('[SV43] names servers by WebSocket addresses only', () => {
    for (const good of ['ws://127.0.0.1:8999', 'wss://x', 'ws://[::1]:8999/'])
      expect(isSessionAddress(good)).toBe(true)
    for (const bad of ['http://x', 'ws://', 'ws://a b', 'ws://x?token=1', 'ws://x#y']) {
      expect(isSessionAddress(bad)).toBe(false)
    }
  })
})
