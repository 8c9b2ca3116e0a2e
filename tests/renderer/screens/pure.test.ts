import { describe, expect, it } from 'vitest'
import { blurColors } from '../../../app/renderer/parts/blurhash.ts'
import { gridOf } from '../../../app/renderer/screens/library/gridOf.ts'
import {
  creationOf,
  emptyDraft,
  isPasswordFit,
  withPerson,
} from '../../../app/renderer/screens/newRoom/draft.ts'
import { gateOf, isOpenToAll } from '../../../app/renderer/shell/gate.ts'
import { companionCommandSchema } from '../../../protocol/companionCommand.ts'
import { ada, signedIn } from '../support/states.ts'

describe('what screens decide', () => {
  it('[UI20] asks who one is, then for a player unless that was put off; settings and check-up are open to all', () => {
    const { players } = signedIn
    const missing = players.map((player) => ({ ...player, found: false }))
    expect(gateOf({ account: null, players, isPut: true })).toBe('sign-in')
    expect(gateOf({ account: ada, players: missing, isPut: false })).toBe('player')
    expect(gateOf({ account: ada, players: missing, isPut: true })).toBe(null)
    expect(gateOf({ account: ada, players, isPut: false })).toBe(null)
    expect(['/settings', '/doctor', '/', '/library'].map(isOpenToAll)).toEqual([true, true, false, false])
  })

  it('[UI21] opens a room with the defaults, and with no password that a room cannot have', () => {
    const command = creationOf(emptyDraft, 'ws://127.0.0.1:1', 'film')
    expect(companionCommandSchema.parse(command)).toMatchObject({
      roomName: null,
      password: null,
      expiresInMs: null,
    })
    expect(['', 'abc', 'abcd'].map((password) => isPasswordFit({ ...emptyDraft, password }))).toEqual([
      true,
      false,
      true,
    ])
    const asked = withPerson(emptyDraft, 'grace', 'viewer')
    expect(asked.people).toEqual({ grace: 'viewer' })
    expect(withPerson(asked, 'grace', null).people).toEqual({})
  })

  it('[UI22] fills every width with posters that are wide enough', () => {
    expect([300, 348, 700, 984, 1624].map((width) => gridOf(width).columns)).toEqual([2, 3, 4, 6, 10])
  })

  it('[UI23] reads the colours of a blurhash, and nothing from what is none', () => {
    expect(blurColors('LEHV6nWB2yk8pyo0adR*.7kCMdnj')?.top).toMatch(/^rgb\(\d+ \d+ \d+\)$/)
    expect(blurColors('')).toBe(null)
    expect(blurColors('<b>LEHV</b>')).toBe(null)
  })
})
