import { describe, expect, it } from 'vitest'
import { RoomStage } from '../support/roomStage.ts'

describe('free play', () => {
  it('[RM100] takes a member out of waits, stalls and leads until it comes back and catches up', () => {
    const stage = RoomStage.playing()
    stage.report('bob', { oneWayP95Ms: 900 })
    stage.ask('bob', { kind: 'free-play', isFree: true })
    expect(stage.events()).toEqual(['went-free'])
    stage.report('bob', { buffering: true, readyRevision: null })
    stage.wait(5000)
    expect(stage.room.timeline.playing).toBe(true)
    stage.act('ann', { kind: 'pause', positionMs: null })
    expect(stage.room.timeline.atMs - stage.nowMs).toBeLessThan(500)
    stage.act('ann', { kind: 'play' })
    expect(stage.waitingFor()).not.toContain('bob')
    stage.ask('bob', { kind: 'free-play', isFree: false })
    expect(stage.member('bob').pace.kind).toBe('catching-up')
    expect(stage.events()).toEqual(['followed-again'])
  })

  it('[RM100] goes on for a room whose wait was for that member alone', () => {
    const stage = new RoomStage({ members: ['ann', 'bob'] })
    stage.ready('ann')
    stage.act('ann', { kind: 'play' })
    expect(stage.waitingFor()).toEqual(['bob'])
    stage.ask('bob', { kind: 'free-play', isFree: true })
    expect(stage.room.timeline.playing).toBe(true)
  })
})

describe('reactions', () => {
  it('[RM101] are told to everyone, kept by nobody, and only so many in a while', () => {
    const stage = new RoomStage({ limits: { reactionsPerWindow: 3, reactionWindowMs: 1000 } })
    const react = () => {
      const effects = stage.ask('ann', { kind: 'react', reaction: '🎉' })
      return [stage.answer(), effects.filter(({ kind }) => kind === 'persist').length]
    }
    expect([react(), react(), react(), react()].map(([answer]) => answer)).toEqual([
      'done',
      'done',
      'done',
      'too-many-reactions',
    ])
    stage.wait(1000)
    expect(react()).toEqual(['done', 0])
    expect(stage.told('reaction')).toMatchObject({ memberId: 'ann', name: 'ann', reaction: '🎉' })
  })
})

describe('a raised hand', () => {
  it('[RM102] is seen until it is lowered by its owner, a controller, or by going away', () => {
    const stage = new RoomStage({ members: ['ann', 'bob', 'cid'] })
    stage.ask('bob', { kind: 'raise', wants: 'attention' })
    expect(stage.member('bob').hand).toEqual({ wants: 'attention', sinceMs: stage.nowMs })
    stage.ask('cid', { kind: 'lower', targetId: 'bob' })
    expect(stage.answer()).toBe('not-permitted')
    stage.ask('ann', { kind: 'lower', targetId: 'bob' })
    expect(stage.happened()).toMatchObject([{ what: 'lowered-hand', name: 'ann', target: { name: 'bob' } }])
    stage.ask('bob', { kind: 'raise', wants: 'pause' })
    stage.ask('bob', { kind: 'raise', wants: 'pause' })
    expect(stage.events()).toEqual([])
    stage.disconnect('bob')
    expect(stage.member('bob').hand).toBeNull()
  })

  it('[RM103] that asks for a pause gets one from who may pause, in one go', () => {
    const stage = RoomStage.playing({ policy: { control: 'controllers' } })
    stage.ask('bob', { kind: 'raise', wants: 'pause' })
    stage.govern('cid', { kind: 'grant', memberId: 'bob' })
    expect(stage.answer()).toBe('not-permitted')
    stage.govern('ann', { kind: 'grant', memberId: 'bob' })
    expect(stage.room.timeline.playing).toBe(false)
    expect(stage.member('bob').hand).toBeNull()
    expect(stage.happened()).toMatchObject([{ what: 'granted-pause', name: 'ann', target: { name: 'bob' } }])
    stage.govern('ann', { kind: 'grant', memberId: 'bob' })
    expect(stage.answer()).toBe('hand-not-raised')
  })
})

it('[RM110] announces a start for as long as the policy says, beyond the lead, and nothing else', () => {
  const stage = new RoomStage({ members: ['ann', 'bob'], policy: { startCountdownMs: 10_000 } })
  stage.everyoneReady()
  stage.act('ann', { kind: 'play' })
  expect(stage.room.timeline.atMs - stage.nowMs).toBeGreaterThan(10_000)
  stage.wait(20_000)
  stage.act('ann', { kind: 'seek', positionMs: 0 })
  stage.everyoneReady()
  expect(stage.room.timeline.atMs - stage.nowMs).toBeLessThan(2000)
})
