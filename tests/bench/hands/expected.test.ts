import { describe, expect, it } from 'vitest'
import {
  complaintAbout,
  isLostAfter,
  outcomeOf,
  type Happening,
  type RoomPlace,
} from '../../../bench/hands/expected.ts'
import { actionsIn, randomTurn, type Gesture } from '../../../bench/hands/gestures.ts'
import { readHandsOptions } from '../../../bench/hands/options.ts'
import { seededRandom } from '../../../bench/support/seededRandom.ts'
import type { RoomEvent } from '../../../protocol/event.ts'

const playing: RoomPlace = { playing: true, positionMs: 100_000, rate: 1 }
const standing: RoomPlace = { ...playing, playing: false }
const key = (name: Extract<Gesture, { kind: 'key' }>['key'], times = 1): Gesture => ({
  kind: 'key',
  key: name,
  times,
  everyMs: 30,
})
const event = (what: RoomEvent['what'], name = 'Ada'): RoomEvent => ({
  ...{ atMs: 0, memberId: 'a', name, what, amount: null, target: null, detail: null },
})
const judge = (
  gesture: Gesture,
  happening: Partial<Happening>,
  player: 'mpv' | 'vlc' = 'mpv',
  isLost = false,
) => {
  const before = happening.before ?? playing
  const quiet = { before, after: before, events: [], tookMs: 2000 }
  return complaintAbout(outcomeOf(gesture, before, { player, isLost }), 'Ada', { ...quiet, ...happening })
}

describe('what a hand at a player comes to', () => {
  it('[DM102] is one request, by whoever did it, and the room is where it leaves it', () => {
    expect(judge(key('pause'), { after: standing, events: [event('paused')] })).toBeNull()
    const there = { ...playing, positionMs: 130_000 + 1500 }
    expect(judge(key('forward', 6), { after: there, events: [event('sought')] })).toBeNull()
    expect(judge(key('fullscreen'), {})).toBeNull()
    expect(judge(key('frame-step'), { before: standing }, 'vlc')).toBeNull()
  })

  it('[DM102] is complained about when it is lost, doubled, somebody else’s or not what was done', () => {
    const sought = { ...playing, positionMs: 105_000 }
    expect(judge(key('pause'), {})).toContain('0 requests')
    expect(judge(key('forward'), { after: sought, events: [event('sought'), event('sought')] })).toContain(
      '2 requests',
    )
    expect(judge(key('fullscreen'), { events: [event('paused')] })).toContain('Ada paused')
    expect(
      judge(key('pause'), { after: standing, events: [event('paused'), event('played', 'Grace')] }),
    ).toContain('Grace played')
    expect(judge(key('pause'), { after: playing, events: [event('paused')] })).toContain('plays')
    expect(judge(key('far-forward'), { after: sought, events: [event('sought')] })).toContain('not near')
    expect(judge(key('faster'), { events: [event('changed-rate')] })).toContain('1.1')
    expect(judge(key('frame-step'), { before: standing }, 'mpv')).toContain('no request')
  })

  it('[DM102] ends anywhere in a VLC that forgot its place, by one request, until something moves it', () => {
    const hand = { player: 'vlc', isLost: true } as const
    const start = { ...standing, positionMs: 0 }
    const jumped = { before: standing, after: start, events: [event('sought')] }
    expect(judge(key('back'), jumped, 'vlc', true)).toBeNull()
    expect(judge(key('back'), jumped, 'vlc')).toContain('not near')
    expect(judge(key('back'), { ...jumped, events: [] }, 'vlc', true)).toContain('0 requests')
    expect(isLostAfter(key('frame-step'), standing, { ...hand, isLost: false })).toBe(true)
    expect(isLostAfter(key('frame-step'), standing, { player: 'mpv', isLost: false })).toBe(false)
    expect(isLostAfter(key('fullscreen'), standing, hand)).toBe(true)
    expect(isLostAfter(key('back'), standing, hand)).toBe(false)
    expect(isLostAfter(key('pause'), standing, hand)).toBe(false)
  })

  it('[DM102] is random, the same for the same seed, and stays within the film', () => {
    const turns = (seed: number) => {
      const random = seededRandom(seed)
      return Array.from({ length: 300 }, (_, index) =>
        randomTurn(random, { seats: 2, positionMs: (index % 60) * 10_000, lengthMs: 600_000, rate: 1 }),
      )
    }
    expect(turns(7)).toEqual(turns(7))
    expect(turns(7)).not.toEqual(turns(8))
    const kinds = new Set(turns(7).map(({ gesture }) => (gesture.kind === 'key' ? gesture.key : 'drag')))
    expect(kinds.size).toBeGreaterThan(8)
    expect(new Set(turns(7).map(({ seat }) => seat))).toEqual(new Set([0, 1]))
    for (const { gesture } of turns(9)) {
      expect(actionsIn(gesture)).toBeGreaterThan(0)
      if (gesture.kind === 'drag') expect(gesture.toMs).toBeLessThan(600_000 - 80_000)
    }
  })

  it.each([
    [['--actions', '0'], '--actions 0'],
    [['--seed', 'x'], '--seed x'],
    [['--players', 'mpv'], 'members'],
    [['--fingers', '3'], '--fingers'],
  ])('[DM102] %j is refused with a sentence that names it', (args, named) => {
    const refused = readHandsOptions(args, 1)
    expect(refused.ok || refused.problem.sentence).toContain(named)
    expect(refused.ok).toBe(false)
  })
})
