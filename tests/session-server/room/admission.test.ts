import { describe, expect, it } from 'vitest'
import { foundRoom } from '../../../session-server/room/entering.ts'
import { RoomStage } from '../support/roomStage.ts'
import { somebody } from '../support/somebody.ts'

const people = (...names: readonly string[]) =>
  names.map((name) => ({ personId: `person-${name}`, name, role: 'viewer' as const }))
const invited = (name: string) => ({ kind: 'invite', people: people(name) }) as const

describe('who comes in', () => {
  it('[RM60] is refused for the first of these reasons: banned, full, locked, not invited, password', () => {
    const stage = new RoomStage({ members: ['ann', 'eve'], limits: { membersPerRoom: 2 } })
    const refusal = (name: string, given = {}) => {
      stage.join(`${name}-here`, { person: somebody(name), ...given })
      return stage.answer()
    }
    stage.govern('ann', { kind: 'ban', memberId: 'eve' })
    stage.join('bob')
    stage.govern('ann', { kind: 'lock', locked: true })
    stage.govern('ann', { kind: 'change-policy', policy: { visibility: 'private' } })
    stage.govern('ann', { kind: 'set-password', passwordHash: 'h' })
    expect(refusal('eve')).toBe('banned')
    expect(refusal('dan')).toBe('room-full')
    stage.leave('bob')
    expect(refusal('dan')).toBe('room-locked')
    stage.govern('ann', { kind: 'lock', locked: false })
    expect(refusal('dan')).toBe('not-invited')
    stage.govern('ann', invited('dan'))
    expect(refusal('dan')).toBe('password-needed')
    expect(refusal('dan', { password: { matches: null } })).toBe('wrong-password')
    expect(refusal('dan', { password: { matches: 'h' } })).toBe('admitted')
  })

  it('[RM61] needs an invitation to a private room, the right password is none', () => {
    const stage = new RoomStage({ policy: { visibility: 'private' } })
    stage.govern('ann', { kind: 'set-password', passwordHash: 'h' })
    stage.join('bob', { password: { matches: 'h' } })
    expect(stage.answer()).toBe('not-invited')
    stage.join('bob', { password: { matches: 'h' }, invitedAs: 'controller' })
    expect(stage.answer()).toBe('admitted')
    expect(stage.member('bob').role).toBe('controller')
  })

  it('[RM62] is measured by the password that the room has when it hears of them', () => {
    const stage = new RoomStage()
    stage.govern('ann', { kind: 'set-password', passwordHash: 'old' })
    stage.govern('ann', { kind: 'set-password', passwordHash: 'new' })
    stage.join('bob', { password: { matches: 'old' } })
    expect(stage.answer()).toBe('wrong-password')
  })

  it('[RM63] finds a locked room shut, but a place in it is kept', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.govern('ann', { kind: 'lock', locked: true })
    stage.disconnect('bob')
    stage.resume('bob')
    expect(stage.answer()).toBe('admitted')
    stage.join('cid')
    expect(stage.answer()).toBe('room-locked')
  })

  it('[RM64] hosts a room that was opened for them, whatever its doors are like and whoever came first', () => {
    const stage = new RoomStage()
    const { limits, media, policy } = stage.room
    const founding = { id: 'r', code: 'c', name: 'R', media, limits, positionMs: 0, passwordHash: 'h' }
    stage.room = foundRoom({ ...founding, policy, founderId: 'person-ann' }, stage.nowMs)
    stage.join('bob', { password: { matches: 'h' } })
    expect(stage.room.hostId).toBe('bob')
    stage.join('ann')
    expect(stage.room).toMatchObject({ hostId: 'ann', founderId: null })
    expect(stage.events()).toEqual(['joined', 'became-host'])
    stage.leave('ann')
    stage.join('ann')
    expect(stage.answer()).toBe('password-needed')
  })

  it('[RM64] is not waited for longer than an empty room is kept', () => {
    const stage = new RoomStage({ limits: { keepEmptyMs: 1000 } })
    const { limits, media, policy } = stage.room
    const founding = { id: 'r', code: 'c', name: 'R', media, limits, positionMs: 0, passwordHash: null }
    stage.room = foundRoom({ ...founding, policy, founderId: 'person-ann' }, stage.nowMs)
    stage.wait(1000)
    expect(stage.room.life.kind).toBe('ended')
  })

  it('[RM27] comes back as themselves where the server knows who they are', () => {
    const stage = new RoomStage()
    const bob = { ...somebody('bob'), origin: { kind: 'plugin' } } as const
    stage.join('bob', { person: bob })
    stage.disconnect('bob')
    const resume = {
      kind: 'resume',
      memberId: 'bob',
      tokenHash: 'hash-bob',
      revision: 0,
      playing: false,
    } as const
    stage.take({ ...resume, requestId: '1', personId: 'person-eve' })
    expect(stage.answer()).toBe('resume-refused')
    stage.take({ ...resume, requestId: '2', personId: bob.id })
    expect(stage.answer()).toBe('admitted')
  })
})

describe('invitations', () => {
  const statusOf = (stage: RoomStage) => stage.room.invitations.map(({ status }) => status)

  it('[RM65] go from invited to joined to left, by person, and give their role', () => {
    const stage = new RoomStage({ policy: { visibility: 'private' } })
    const controller = [{ personId: 'person-bob', name: 'bob', role: 'controller' as const }]
    stage.govern('ann', { kind: 'invite', people: controller })
    expect(stage.told('guests')?.guests.invitations).toEqual([{ ...controller[0], status: 'invited' }])
    stage.join('bob')
    expect(statusOf(stage)).toEqual(['joined'])
    expect(stage.member('bob').role).toBe('controller')
    stage.leave('bob')
    expect(statusOf(stage)).toEqual(['left'])
    stage.join('bob')
    expect(stage.answer()).toBe('admitted')
  })

  it('[RM65] are not given to who is there, once each, and can be taken back', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.govern('ann', { kind: 'invite', people: people('ann', 'bob', 'cid', 'cid') })
    expect(stage.events()).toEqual(['invited'])
    stage.govern('ann', { kind: 'uninvite', personId: 'person-cid' })
    expect(stage.room.invitations).toEqual([])
    stage.govern('ann', { kind: 'uninvite', personId: 'person-cid' })
    expect(stage.answer()).toBe('no-such-guest')
  })

  it('[RM66] can be declined once, by who was invited; a change of mind is welcome', () => {
    const stage = new RoomStage({ policy: { visibility: 'private' } })
    const decline = (name: string) => {
      stage.take({ kind: 'decline', requestId: 'd', personId: `person-${name}` })
      return stage.answer()
    }
    stage.govern('ann', invited('bob'))
    expect(decline('eve')).toBe('no-such-guest')
    expect(decline('bob')).toBe('done')
    expect(stage.happened()).toMatchObject([{ what: 'declined', target: { name: 'bob' } }])
    expect(decline('bob')).toBe('no-such-guest')
    stage.join('bob')
    expect(stage.answer()).toBe('admitted')
  })

  it('[RM67] of controllers make viewers only', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.govern('ann', { kind: 'set-role', memberId: 'bob', role: 'controller' })
    stage.govern('bob', { kind: 'invite', people: [{ personId: 'p', name: 'P', role: 'controller' }] })
    expect(stage.answer()).toBe('not-permitted')
    stage.govern('bob', invited('cid'))
    expect(stage.answer()).toBe('done')
  })

  it('[RM68] and bans are as many as a room may have, all or none', () => {
    const stage = new RoomStage({ limits: { peoplePerRoom: 2 } })
    stage.govern('ann', { kind: 'invite', people: people('a', 'b', 'c') })
    expect(stage.answer()).toBe('too-many-guests')
    expect(stage.room.invitations).toEqual([])
    for (const name of ['x', 'y', 'z']) {
      stage.join(name)
      stage.govern('ann', { kind: 'ban', memberId: name })
    }
    expect(stage.answer()).toBe('too-many-guests')
    expect(stage.room.bans).toHaveLength(2)
    expect(stage.member('z').id).toBe('z')
  })
})
