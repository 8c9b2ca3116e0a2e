import { describe, expect, it } from 'vitest'
import type { Action } from '../../../protocol/action.ts'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import { RoomStage } from '../support/roomStage.ts'

const actions: readonly Action[] = [
  { kind: 'play' },
  { kind: 'pause', positionMs: null },
  { kind: 'seek', positionMs: 1000 },
  { kind: 'rate', rate: 1.5 },
  { kind: 'resync' },
]
const everyone: readonly Action['kind'][] = ['play', 'pause', 'seek', 'rate']
const allowed: readonly [RoomPolicy['control'], 'host' | 'viewer', readonly Action['kind'][]][] = [
  ['everyone', 'host', [...everyone, 'resync']],
  ['everyone', 'viewer', everyone],
  ['host', 'host', [...everyone, 'resync']],
  ['host', 'viewer', []],
]

describe('who may do what', () => {
  for (const [control, role, kinds] of allowed) {
    for (const action of actions) {
      const may = kinds.includes(action.kind)
      it(`[RM5] ${may ? 'lets' : 'does not let'} a ${role} ${action.kind} where control is ${control}`, () => {
        const stage = RoomStage.playing({ policy: { control } })
        const before = stage.room.timeline
        stage.act(role === 'host' ? 'ann' : 'bob', action)
        expect(stage.answer()).toBe(may ? 'done' : 'not-permitted')
        if (!may) expect(stage.room.timeline).toBe(before)
      })
    }
  }
})

describe('requests', () => {
  it('[RM6] refuses a request made against another revision, with the present timeline', () => {
    const stage = RoomStage.playing()
    const revision = stage.room.timeline.revision
    stage.act('ann', { kind: 'pause', positionMs: null }, { revision })
    const paused = stage.room.timeline
    for (const wrong of [revision, revision + 7]) {
      const effects = stage.act('bob', { kind: 'seek', positionMs: 0 }, { revision: wrong })
      expect(effects).toMatchObject([
        { kind: 'reply', message: { reason: 'stale-revision', timeline: paused } },
      ])
      expect(stage.room.timeline).toBe(paused)
    }
  })

  it('[RM6] lets two people who pause at once both have it', () => {
    const stage = RoomStage.playing()
    const { revision } = stage.room.timeline
    stage.act('ann', { kind: 'pause', positionMs: null }, { revision })
    const paused = stage.room.timeline
    stage.act('bob', { kind: 'pause', positionMs: null }, { revision })
    expect(stage.answer()).toBe('done')
    expect(stage.room.timeline).toBe(paused)
  })

  it('[RM7] carries a repeated request out once and answers it twice', () => {
    const stage = RoomStage.playing()
    const given = { revision: stage.room.timeline.revision, requestId: 'again' }
    stage.act('bob', { kind: 'seek', positionMs: 5000 }, given)
    const { timeline } = stage.room
    stage.act('bob', { kind: 'seek', positionMs: 5000 }, given)
    expect(stage.answer()).toBe('done')
    expect(stage.room.timeline).toBe(timeline)
    expect(stage.effects).toHaveLength(1)
  })

  it('[RM7] repeats a refusal too, and knows requests by member', () => {
    const stage = RoomStage.playing({ policy: { control: 'host' } })
    stage.act('bob', { kind: 'play' }, { requestId: 'mine' })
    stage.act('bob', { kind: 'pause', positionMs: null }, { requestId: 'mine' })
    expect(stage.answer()).toBe('not-permitted')
    stage.act('ann', { kind: 'pause', positionMs: null }, { requestId: 'mine' })
    expect(stage.answer()).toBe('done')
  })

  it('[RM7] forgets the oldest answers of a member', () => {
    const stage = RoomStage.playing({ limits: { answersRemembered: 3 } })
    for (let i = 0; i < 10; i += 1) stage.act('bob', { kind: 'rate', rate: 1 + i / 100 })
    expect(stage.room.members[1]?.answered).toHaveLength(3)
  })

  it('[RM19] answers what changes nothing with done and no new revision', () => {
    const stage = RoomStage.playing()
    const { timeline } = stage.room
    stage.act('bob', { kind: 'play' })
    expect(stage.answer()).toBe('done')
    stage.act('bob', { kind: 'rate', rate: 1 })
    expect(stage.room.timeline).toBe(timeline)
    expect(stage.events()).toEqual([])
  })

  it('[RM20] resyncs everyone without changing where the room is, whatever revision the host saw', () => {
    const stage = RoomStage.playing()
    const { timeline } = stage.room
    const effects = stage.act('ann', { kind: 'resync' }, { revision: 0 })
    expect(stage.answer()).toBe('done')
    expect(stage.room.timeline).toBe(timeline)
    expect(effects).toContainEqual({ kind: 'send', message: { type: 'resync', revision: timeline.revision } })
  })

  it('[RM6] refuses whoever is not in the room', () => {
    const stage = RoomStage.playing()
    stage.act('nobody', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('not-in-a-room')
  })
})
