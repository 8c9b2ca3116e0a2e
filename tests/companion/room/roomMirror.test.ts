import { describe, expect, it } from 'vitest'
import { mirrorRoom } from '../../../companion/room/roomMirror.ts'
import { plainMember, type MemberView } from '../../../protocol/member.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { plainRoom, type RoomView } from '../../../protocol/room.ts'
import type { Timeline } from '../../../protocol/timeline.ts'

const member = (id: string, name = id): MemberView => ({
  ...plainMember,
  id,
  personId: id,
  name,
})
const timeline = (revision: number): Timeline => ({
  positionMs: 0,
  rate: 1,
  atMs: 0,
  playing: false,
  revision,
})
const room: RoomView = {
  id: 'r',
  code: 'CODE',
  name: 'Room',
  media: { serverId: 's', itemId: 'i', title: 'Film', runtimeMs: null, providerIds: {} },
  ...plainRoom,
  policy: defaultPolicy,
  hostId: 'a',
  timeline: timeline(3),
  phase: { kind: 'steady' },
  members: [member('a'), member('b')],
}

describe('the mirror of the room', () => {
  it('[CP22] replaces, adds and removes the members that a message names', () => {
    const next = mirrorRoom(room, {
      type: 'members',
      changed: [member('b', 'Bea'), member('c')],
      gone: ['a'],
      hostId: 'b',
    })
    expect(next?.members.map(({ name }) => name)).toEqual(['Bea', 'c'])
    expect(next?.hostId).toBe('b')
  })

  it('[CP22] never lets an older timeline replace a newer one', () => {
    const message = (revision: number) =>
      ({ type: 'timeline', timeline: timeline(revision), phase: { kind: 'steady' } }) as const
    expect(mirrorRoom(room, message(2))?.timeline.revision).toBe(3)
    expect(mirrorRoom(room, message(4))?.timeline.revision).toBe(4)
  })

  it('knows no room before it joined one', () => {
    expect(mirrorRoom(null, { type: 'resync', revision: 1 })).toBeNull()
  })
})
