import { describe, expect, it } from 'vitest'
import { formatJoinLink, formatWebLink, isSessionAddress, parseJoinLink } from '../../protocol/joinLink.ts'

const target = { server: 'wss://films.example:8999/base', code: 'abcde12345', invitation: null }
const invited = { ...target, invitation: 'eyJhbGciOi.J9-_.x' }

describe('a join link', () => {
  it('[SV43] is read back as it was written, with spaces around it', () => {
    for (const it of [target, invited])
      expect(parseJoinLink(`  ${formatJoinLink(it)}\n`, null)).toEqual({ ok: true, value: it })
  })

  it('[SV43] may be a code alone, where the server is known', () => {
    expect(parseJoinLink(target.code, target.server)).toEqual({ ok: true, value: target })
    expect(parseJoinLink(target.code, null)).toMatchObject({ problem: { code: 'join-link-without-server' } })
  })

  it('[NV1] may be the address of a page of the server, and is read back as it was written', () => {
    expect(formatWebLink(invited)).toBe('https://films.example:8999/base/join/abcde12345#eyJhbGciOi.J9-_.x')
    for (const it of [target, invited, { ...target, server: 'ws://127.0.0.1:8999' }]) {
      expect(parseJoinLink(formatWebLink(it), null)).toEqual({ ok: true, value: it })
    }
    expect(parseJoinLink('https://films.example/join/abcde12345/?from=mail', 'ws://other')).toMatchObject({
      value: { server: 'wss://films.example', code: 'abcde12345' },
    })
  })

  it('[NV1] carries an invitation in its fragment only, where no server sees it', () => {
    for (const link of [formatJoinLink(invited), formatWebLink(invited)]) {
      expect(link.split('#')).toEqual([expect.not.stringContaining('eyJ'), invited.invitation])
    }
  })

  it('[SV43] is nothing else: other schemes, broken codes, servers that are none or carry credentials', () => {
    for (const text of [
      '',
      'https://films.example/rooms/abcde12345',
      'https://films.example/join/',
      'https://user:password@films.example/join/abcde12345',
      'https://films.example/join/abcde12345#<script>',
      'ftp://films.example/join/abcde12345',
      'lockstep://join/?server=ws%3A%2F%2Fx',
      'lockstep://join/a%20b?server=ws%3A%2F%2Fx',
      'lockstep://join/abcde12345?server=http%3A%2F%2Fx',
      'lockstep://join/abcde12345?server=ws%3A%2F%2Fuser%3Apassword%40x',
      'lockstep://join/abcde12345?server=%',
      'lockstep://join/abcde12345?server=ws%3A%2F%2Fx#a b',
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
