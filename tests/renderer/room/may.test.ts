import { describe, expect, it } from 'vitest'
import { deedsAbout, transportOf } from '../../../app/renderer/room/may.ts'
import type { MemberView } from '../../../protocol/member.ts'
import { defaultPolicy, type RoomPolicy } from '../../../protocol/policy.ts'
import { ada, inRoom, member, room } from '../../companion/cli/fakes/states.ts'

const bob: MemberView = member('Bob')
const cleo: MemberView = { ...member('Cleo'), role: 'controller' }

const seenBy = (self: MemberView, policy: Partial<RoomPolicy> = {}, changes: Partial<typeof room> = {}) => ({
  ...inRoom,
  memberId: self.id,
  room: { ...room, policy: { ...defaultPolicy, ...policy }, members: [ada, cleo, bob], ...changes },
})

describe('the buttons of the transport', () => {
  it('[UR110] move the film for whom the table of permissions lets', () => {
    expect(transportOf(seenBy(ada))).toMatchObject({ toggle: 'do', seek: 'do', rate: 'do' })
    expect(transportOf(seenBy(cleo))).toMatchObject({ toggle: 'do', seek: 'do' })
    expect(transportOf(seenBy(bob, { viewersMaySeek: true }))).toMatchObject({ toggle: 'ask', seek: 'do' })
  })

  it('[UR110] let those ask for a pause who may not pause; there is nothing to ask for while it stands', () => {
    expect(transportOf(seenBy(bob))).toMatchObject({ toggle: 'ask', seek: 'none', next: 'none' })
    const standing = { timeline: { ...room.timeline, playing: false } }
    expect(transportOf(seenBy(bob, {}, standing)).toggle).toBe('none')
  })

  it('[UR110] call a vote where the room votes', () => {
    expect(transportOf(seenBy(bob, { control: 'vote' }))).toMatchObject({ toggle: 'do', seek: 'vote' })
  })

  it('[UR110] do nothing while the session server is away', () => {
    const problem = { code: 'x', sentence: '', nextStep: '' }
    const session = { kind: 'interrupted', server: 'ws://s', attempt: 1, retryInMs: 10, problem } as const
    expect(transportOf({ ...seenBy(ada), session })).toEqual({
      toggle: 'none',
      seek: 'none',
      next: 'none',
      rate: 'none',
    })
  })

  it('[UR110] go on to the next film only when there is one', () => {
    const queue = [{ number: 1, media: room.media, addedBy: 'Ada' }]
    expect(transportOf(seenBy(ada)).next).toBe('none')
    expect(transportOf(seenBy(ada, {}, { queue })).next).toBe('do')
  })
})

describe('the menu about somebody', () => {
  const kinds = (self: MemberView, other: MemberView) =>
    deedsAbout(seenBy(self).room, self, other).map(({ kind }) => kind)

  it('[UR111] offers what one may do about them and nothing else', () => {
    expect(kinds(ada, bob)).toEqual(['set-role', 'transfer-host', 'mute', 'kick', 'ban'])
    expect(kinds(cleo, bob)).toEqual(['mute', 'kick'])
    expect(kinds(cleo, ada)).toEqual([])
    expect(kinds(bob, cleo)).toEqual([])
    expect(kinds(ada, ada)).toEqual([])
  })

  it('[UR111] lets a hand be lowered, and a pause be granted that was asked for', () => {
    const asking: MemberView = { ...bob, hand: { wants: 'pause', sinceMs: 1 } }
    const waving: MemberView = { ...bob, hand: { wants: 'attention', sinceMs: 1 } }
    expect(kinds(cleo, asking)).toEqual(['grant', 'lower-hand', 'mute', 'kick'])
    expect(kinds(cleo, waving)).toEqual(['lower-hand', 'mute', 'kick'])
  })

  it('[UR111] makes nobody host whose app cannot', () => {
    expect(kinds(ada, { ...bob, mayHost: false })).not.toContain('transfer-host')
  })
})
