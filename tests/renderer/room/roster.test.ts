import { describe, expect, it } from 'vitest'
import { createDriftHistory } from '../../../app/renderer/room/driftHistory.ts'
import { driftHeight } from '../../../app/renderer/room/driftScale.ts'
import { inOrder, largestDriftMs, standingOf } from '../../../app/renderer/room/roster.ts'
import { waitOf } from '../../../app/renderer/room/waiting.ts'
import type { MemberView, PresenceReport } from '../../../protocol/member.ts'
import type { RoomPhase } from '../../../protocol/room.ts'
import { ada, member, room } from '../../companion/cli/fakes/states.ts'

const steady = { timeline: room.timeline, phase: room.phase }
const bob = (presence: Partial<PresenceReport> = {}, changes: Partial<MemberView> = {}): MemberView => ({
  ...member('Bob', { readyRevision: 3, driftMs: 0.4, ...presence }),
  ...changes,
})
const standing = (one: MemberView) => standingOf(one, steady)

describe('a row of the roster', () => {
  it('[UR112] says the one thing that matters most about its member', () => {
    expect(standing(bob())).toEqual({ kind: 'in-step', driftMs: 0.4 })
    expect(standing(bob({ driftMs: -60 })).kind).toBe('near')
    expect(standing(bob({ driftMs: 450 })).kind).toBe('apart')
    expect(standing(bob({ buffering: true })).kind).toBe('buffering')
    expect(standing(bob({ readyRevision: null })).kind).toBe('preparing')
    expect(standing(bob({ player: null })).kind).toBe('no-player')
    expect(standing(bob({ trouble: 'The player is gone.' }))).toEqual({
      kind: 'trouble',
      sentence: 'The player is gone.',
    })
    expect(standing(bob({ trouble: 'x' }, { isFree: true })).kind).toBe('free')
    const away = { kind: 'away', removeAtMs: 9 } as const
    expect(standing(bob({ buffering: true }, { connection: away }))).toEqual(away)
  })

  it('[UR112] is ready, not in step, while the room stands', () => {
    const standingRoom = { ...steady, timeline: { ...room.timeline, playing: false } }
    expect(standingOf(bob(), standingRoom).kind).toBe('ready')
    const waiting: RoomPhase = {
      kind: 'waiting',
      why: 'start',
      waitingFor: ['bob'],
      deadlineMs: 1,
      thenPlay: true,
    } as const
    expect(standingOf(bob(), { ...standingRoom, phase: waiting }).kind).toBe('preparing')
  })

  it('[UR112] stands with oneself first, then by role, those away last', () => {
    const gone: MemberView = { ...member('Gone'), role: 'host', connection: { kind: 'away', removeAtMs: 1 } }
    const cleo: MemberView = { ...member('Cleo'), role: 'controller' }
    const order = inOrder([gone, ada, cleo, bob()], 'bob').map(({ name }) => name)
    expect(order).toEqual(['Bob', 'Ada', 'Cleo', 'Gone'])
  })

  it('[UR112] is summed up by the one who is furthest off', () => {
    expect(largestDriftMs([bob(), bob({ driftMs: -30 }), bob({ driftMs: 900 }, { isFree: true })])).toBe(30)
    expect(largestDriftMs([])).toBeNull()
  })
})

describe('the history of drift', () => {
  it('[UR113] keeps the last samples of everybody who is there', () => {
    const history = createDriftHistory(3)
    for (let at = 0; at < 5; at += 1) history.record([bob({ driftMs: at })], at)
    expect(history.of('bob').map(({ driftMs }) => driftMs)).toEqual([2, 3, 4])
    history.record([ada], 6)
    expect(history.of('bob')).toEqual([])
    expect(history.of('ada')).toHaveLength(1)
  })

  it('[UR113] has gaps where a drift was not known, and where its member was away', () => {
    const history = createDriftHistory()
    history.record([bob({ driftMs: null })], 1)
    history.record([bob({}, { connection: { kind: 'away', removeAtMs: 1 } })], 2)
    expect(history.of('bob').map(({ driftMs }) => driftMs)).toEqual([null, null])
  })

  it('[UR113] is drawn so that half a millisecond and half a minute both have their place', () => {
    expect(driftHeight(0)).toBe(0)
    expect(driftHeight(5)).toBe(0.5)
    expect(driftHeight(-5)).toBe(-0.5)
    expect(driftHeight(30_000)).toBeGreaterThan(0.99)
    expect(driftHeight(30_000)).toBeLessThan(1)
  })
})

describe('a wait of the room', () => {
  const waiting: RoomPhase = {
    kind: 'waiting',
    why: 'stall',
    waitingFor: ['bob', 'ada'],
    deadlineMs: 20_000,
    thenPlay: true,
  }

  it('[UR114] tells whom for, why, how long at most, and whether it is oneself', () => {
    const wait = waitOf({ phase: waiting, members: [ada, bob()] }, 'ada', 12_000)
    expect(wait).toEqual({ why: 'stall', names: ['Bob'], isForMe: true, thenPlay: true, leftMs: 8000 })
    expect(waitOf({ phase: waiting, members: [ada, bob()] }, 'cleo', 50_000)).toMatchObject({
      isForMe: false,
      leftMs: 0,
    })
    expect(waitOf({ phase: { kind: 'steady' }, members: [] }, 'ada', 1)).toBeNull()
  })
})
