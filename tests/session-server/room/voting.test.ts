import { describe, expect, it } from 'vitest'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import { companionTraits } from '../../../session-server/room/room.ts'
import { RoomStage } from '../support/roomStage.ts'

const voting = (policy: Partial<RoomPolicy> = {}) =>
  RoomStage.playing({ policy: { control: 'vote', ...policy } })
const seek = { kind: 'seek', positionMs: 60_000 } as const
const cast = (stage: RoomStage, id: string, inFavour: boolean, ballot = stage.room.ballot?.number ?? 0) => {
  stage.ask(id, { kind: 'vote', ballot, inFavour })
  return stage.answer()
}

describe('a vote', () => {
  it('[RM70] is called by wishing a seek, a rate or the next film; play and pause are free', () => {
    const stage = voting()
    const { timeline } = stage.room
    stage.act('bob', seek)
    expect(stage.answer()).toBe('put-to-the-vote')
    expect(stage.told('refused')?.timeline).toEqual(timeline)
    expect(stage.told('ballot')?.ballot).toMatchObject({
      number: 1,
      proposal: seek,
      inFavour: ['bob'],
      needed: 2,
    })
    expect(stage.happened()).toMatchObject([{ what: 'called-vote', name: 'bob', detail: 'seek' }])
    stage.act('cid', { kind: 'pause', positionMs: null })
    expect(stage.answer()).toBe('done')
  })

  it('[RM71] passes with more than half of those present, and then happens, whatever happened meanwhile', () => {
    const stage = voting()
    stage.act('bob', seek)
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(cast(stage, 'cid', true)).toBe('done')
    expect(stage.room.timeline.positionMs).toBe(60_000)
    expect(stage.room.ballot).toBeNull()
    expect(stage.events()).toEqual(['vote-passed', 'sought'])
  })

  it('[RM71] needs everyone, or any one, where the policy says so', () => {
    const unanimous = voting({ quorum: 1 })
    unanimous.act('bob', seek)
    cast(unanimous, 'ann', true)
    expect(unanimous.room.ballot).not.toBeNull()
    cast(unanimous, 'cid', true)
    expect(unanimous.room.ballot).toBeNull()
    const anyone = voting({ quorum: 0 })
    anyone.act('bob', seek)
    expect(anyone.room.timeline.positionMs).toBe(60_000)
  })

  it('[RM72] fails when it cannot pass any more, and when its time is over', () => {
    const stage = voting()
    stage.act('bob', seek)
    cast(stage, 'ann', false)
    expect(stage.room.ballot).not.toBeNull()
    cast(stage, 'cid', false)
    expect(stage.events()).toEqual(['vote-failed'])
    stage.act('bob', seek)
    stage.wait(30_000)
    expect(stage.events()).toContain('vote-failed')
    expect(stage.room.timeline.positionMs).toBe(0)
  })

  it('[RM73] counts who is present, follows the room and can vote; whoever goes takes their vote along', () => {
    const stage = voting()
    stage.join('web', { traits: { ...companionTraits, answers: false } })
    stage.join('dan')
    stage.ask('dan', { kind: 'free-play', isFree: true })
    stage.act('bob', seek)
    expect(stage.room.ballot?.needed).toBe(2)
    stage.disconnect('cid')
    expect(stage.room.ballot?.needed).toBe(2)
    cast(stage, 'ann', false)
    expect(stage.room.ballot).toBeNull()
  })

  it('[RM74] is one at a time: the same wish is a vote for it, another has to wait', () => {
    const stage = voting({ quorum: 1 })
    stage.act('bob', seek)
    stage.act('ann', { kind: 'rate', rate: 2 })
    expect(stage.answer()).toBe('vote-under-way')
    stage.act('ann', seek)
    expect(stage.answer()).toBe('put-to-the-vote')
    expect(stage.room.ballot?.inFavour).toEqual(['bob', 'ann'])
    cast(stage, 'ann', false)
    expect(stage.room.ballot).toBeNull()
    expect(cast(stage, 'cid', true, 1)).toBe('no-such-vote')
  })

  it('[RM75] is over when the policy no longer asks for votes', () => {
    const stage = voting()
    stage.act('bob', seek)
    stage.govern('ann', { kind: 'change-policy', policy: { control: 'everyone' } })
    expect(stage.room.ballot).toBeNull()
    expect(stage.events()).toContain('vote-failed')
  })
})
