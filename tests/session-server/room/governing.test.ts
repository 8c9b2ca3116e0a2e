import { describe, expect, it } from 'vitest'
import { companionTraits } from '../../../session-server/room/room.ts'
import { RoomStage } from '../support/roomStage.ts'
import { somebody } from '../support/somebody.ts'

const three = () => new RoomStage({ members: ['ann', 'bob', 'cid'], policy: { control: 'controllers' } })

describe('roles', () => {
  it('[RM43] gives newcomers the role of the policy, and who comes back what they were', () => {
    const stage = three()
    expect(stage.member('bob').role).toBe('viewer')
    stage.govern('ann', { kind: 'set-role', memberId: 'bob', role: 'controller' })
    expect(stage.happened()).toMatchObject([
      { what: 'changed-role', detail: 'controller', target: { name: 'bob' } },
    ])
    stage.leave('bob')
    stage.join('bob-again', { person: somebody('bob') })
    expect(stage.member('bob-again').role).toBe('controller')
    stage.govern('ann', { kind: 'change-policy', policy: { newcomers: 'controller' } })
    stage.join('dan')
    expect(stage.member('dan').role).toBe('controller')
  })

  it('[RM44] passes the host to another member; who had it stays a controller', () => {
    const stage = three()
    stage.govern('ann', { kind: 'transfer-host', memberId: 'cid' })
    expect(stage.room.hostId).toBe('cid')
    expect(stage.member('ann').role).toBe('controller')
    expect(stage.events()).toEqual(['became-host'])
    stage.govern('ann', { kind: 'end' })
    expect(stage.answer()).toBe('not-permitted')
  })

  it('[RM44] passes the host to nobody whose client cannot host', () => {
    const stage = three()
    stage.join('web', { traits: { ...companionTraits, mayHost: false } })
    stage.govern('ann', { kind: 'transfer-host', memberId: 'web' })
    expect(stage.answer()).toBe('cannot-host')
    stage.govern('ann', { kind: 'transfer-host', memberId: 'nobody' })
    expect(stage.answer()).toBe('no-such-member')
  })

  it('[RM48] makes an heir of a controller before a viewer, of those who can host', () => {
    const stage = three()
    stage.govern('ann', { kind: 'set-role', memberId: 'cid', role: 'controller' })
    stage.leave('ann')
    expect(stage.room.hostId).toBe('cid')
    stage.leave('cid')
    expect(stage.room.hostId).toBe('bob')
  })

  it('[RM48] ends a room in which nobody is left who can host, and says so to who is', () => {
    const stage = new RoomStage({ members: ['ann'] })
    stage.join('web', { traits: { ...companionTraits, mayHost: false, answers: false } })
    const effects = stage.leave('ann')
    expect(stage.room.life).toEqual({ kind: 'ended', reason: 'room-closed' })
    expect(effects.at(-1)).toEqual({ kind: 'end', reason: 'room-closed' })
  })

  it('[RM48] waits for a host that is away and may return, when nobody present can host', () => {
    const stage = new RoomStage({ members: ['ann'], limits: { hostGraceMs: 1000, awayGraceMs: 5000 } })
    stage.join('web', { traits: { ...companionTraits, mayHost: false } })
    stage.disconnect('ann')
    stage.wait(4000)
    expect(stage.room.hostId).toBe('ann')
    stage.wait(1000)
    expect(stage.room.life.kind).toBe('ended')
  })
})

describe('putting people out', () => {
  it('[RM45] goes downwards: controllers kick and mute viewers, the host everyone else', () => {
    const stage = three()
    stage.govern('ann', { kind: 'set-role', memberId: 'bob', role: 'controller' })
    for (const memberId of ['ann', 'bob']) {
      stage.govern('bob', { kind: 'kick', memberId })
      expect(stage.answer()).toBe('not-permitted')
    }
    stage.govern('bob', { kind: 'kick', memberId: 'cid' })
    expect(stage.answer()).toBe('done')
    stage.govern('ann', { kind: 'kick', memberId: 'ann' })
    expect(stage.answer()).toBe('not-permitted')
    stage.govern('ann', { kind: 'mute', memberId: 'bob', muted: true })
    expect(stage.member('bob').isMuted).toBe(true)
  })

  it('[RM46] tells who is kicked, tells the others who did it, and lets them come back', () => {
    const stage = three()
    const effects = stage.govern('ann', { kind: 'kick', memberId: 'bob' })
    expect(effects).toContainEqual({ kind: 'dismiss', memberId: 'bob', reason: 'kicked' })
    expect(stage.happened()).toMatchObject([
      { what: 'kicked', name: 'ann', target: { memberId: 'bob', name: 'bob' } },
    ])
    stage.join('bob-again', { person: somebody('bob') })
    expect(stage.answer()).toBe('admitted')
  })

  it('[RM46] keeps a banned person out with every place they had, until they are let in again', () => {
    const stage = three()
    stage.join('bob-too', { person: somebody('bob') })
    const effects = stage.govern('ann', { kind: 'ban', memberId: 'bob' })
    expect(effects.filter(({ kind }) => kind === 'dismiss')).toHaveLength(2)
    expect(stage.told('guests')?.guests.bans).toEqual([{ personId: 'person-bob', name: 'bob' }])
    stage.join('bob-again', { person: somebody('bob') })
    expect(stage.answer()).toBe('banned')
    stage.govern('ann', { kind: 'unban', personId: 'person-bob' })
    stage.join('bob-again', { person: somebody('bob') })
    expect(stage.answer()).toBe('admitted')
    stage.govern('ann', { kind: 'unban', personId: 'person-bob' })
    expect(stage.answer()).toBe('no-such-guest')
  })

  it('[RM47] keeps a muted member from chat and reactions, also when they come back', () => {
    const stage = three()
    stage.govern('ann', { kind: 'mute', memberId: 'bob', muted: true })
    stage.ask('bob', { kind: 'say', text: 'Hi' })
    expect(stage.answer()).toBe('muted')
    stage.ask('bob', { kind: 'react', reaction: '👍' })
    expect(stage.answer()).toBe('muted')
    stage.leave('bob')
    stage.join('bob', { person: somebody('bob') })
    stage.ask('bob', { kind: 'say', text: 'Hi' })
    expect(stage.answer()).toBe('muted')
    stage.govern('ann', { kind: 'mute', memberId: 'bob', muted: false })
    stage.ask('bob', { kind: 'say', text: 'Thanks' })
    expect(stage.answer()).toBe('done')
  })
})

describe('the room itself', () => {
  it('[RM49] tells everyone of its name, policy, lock, password and end, and never the hash', () => {
    const stage = three()
    stage.govern('ann', { kind: 'rename', name: 'Friday' })
    stage.govern('ann', { kind: 'set-password', passwordHash: 'secret-hash' })
    stage.govern('ann', { kind: 'set-expiry', expiresInMs: 60_000 })
    const { settings } = stage.told('settings') ?? {}
    expect(settings).toMatchObject({ name: 'Friday', hasPassword: true, expiresAtMs: stage.nowMs + 60_000 })
    expect(JSON.stringify(stage.effects)).not.toContain('secret-hash')
    stage.govern('ann', { kind: 'rename', name: 'Friday' })
    expect(stage.events()).toEqual([])
  })

  it('[RM50] ends by itself when its time is over, unless that is taken back', () => {
    const stage = three()
    stage.govern('ann', { kind: 'set-expiry', expiresInMs: 60_000 })
    stage.govern('ann', { kind: 'set-expiry', expiresInMs: null })
    stage.govern('ann', { kind: 'set-expiry', expiresInMs: 30_000 })
    stage.wait(29_999)
    expect(stage.room.life.kind).toBe('open')
    stage.wait(1)
    expect(stage.effects.at(-1)).toEqual({ kind: 'end', reason: 'room-expired' })
    expect(stage.events()).toEqual(['expired'])
  })

  it('[RM51] ends when the host says so, answered before everyone is told; nobody comes in afterwards', () => {
    const stage = three()
    const effects = stage.govern('ann', { kind: 'end' })
    expect(effects.map(({ kind }) => kind)).toEqual(['send', 'reply', 'end'])
    stage.join('dan')
    expect(stage.answer()).toBe('no-such-room')
    stage.govern('ann', { kind: 'end' })
    expect(stage.effects.filter(({ kind }) => kind === 'end')).toEqual([])
  })

  it('[RM52] obeys a person by the highest role of their members, and whoever runs the server in everything', () => {
    const stage = three()
    const rename = (by: Parameters<typeof stage.take>[0] & { kind: 'govern' }) => {
      stage.take(by)
      return stage.answer()
    }
    const deed = { kind: 'rename', name: 'By somebody' } as const
    const as = (name: string) => ({ kind: 'person', person: somebody(name) }) as const
    expect(rename({ kind: 'govern', requestId: '1', by: as('bob'), deed })).toBe('not-permitted')
    expect(rename({ kind: 'govern', requestId: '2', by: as('nobody'), deed })).toBe('not-in-a-room')
    stage.join('ann-too', { person: somebody('ann') })
    expect(rename({ kind: 'govern', requestId: '3', by: as('ann'), deed })).toBe('done')
    expect(stage.happened()).toMatchObject([{ what: 'renamed', name: 'ann', detail: 'By somebody' }])
    const operator = { kind: 'operator' } as const
    expect(rename({ kind: 'govern', requestId: '4', by: operator, deed: { ...deed, name: 'X' } })).toBe(
      'done',
    )
    expect(stage.happened()).toMatchObject([{ memberId: null, name: null }])
  })
})
