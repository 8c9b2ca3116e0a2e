import { describe, expect, it } from 'vitest'
import { expectEcho, judge, type Expectation, type Heard, type IntentContext } from '../../sync/intent.ts'

const context: IntentContext = {
  nowMs: 1000,
  expectedPlaying: true,
  expectedPositionMs: 60_000,
  standsAtMs: null,
  expectedRate: 1,
  buffering: false,
  ended: false,
  mediaChanging: false,
}
const deadlineMs = 1500
const pausedAt: Heard = { kind: 'paused', paused: true, positionMs: 60_001 }
const resumed: Heard = { kind: 'paused', paused: false, positionMs: 60_001 }
const pauseCommand: Expectation = { property: 'paused', value: true, deadlineMs }

const kindOf = (heard: Heard, list: readonly Expectation[] = [], given: Partial<IntentContext> = {}) =>
  judge(list, heard, { ...context, ...given }).intent.kind

describe('what the viewer did in the player', () => {
  it('[IN1] is wanted from the room', () => {
    const inPause = { ...context, expectedPlaying: false }
    expect(judge([], pausedAt, context).intent).toEqual({ kind: 'wants-pause', positionMs: 60_001 })
    expect(judge([], resumed, inPause).intent).toEqual({ kind: 'wants-play' })
    expect(judge([], { kind: 'sought', positionMs: 5 }, context).intent).toEqual({
      kind: 'wants-seek',
      positionMs: 5,
    })
    expect(judge([], { kind: 'rate', rate: 1.5 }, context).intent).toEqual({ kind: 'wants-rate', rate: 1.5 })
  })

  it('[IN8] in a pause, a frame further than where the player stands is elsewhere', () => {
    const standing = { expectedPlaying: false, standsAtMs: 60_020 }
    expect(kindOf({ kind: 'sought', positionMs: 60_020 }, [], standing)).toBe('echo')
    expect(kindOf({ kind: 'sought', positionMs: 60_062 }, [], standing)).toBe('wants-seek')
    expect(kindOf({ kind: 'sought', positionMs: 60_000 }, [], standing)).toBe('wants-seek')
    expect(
      kindOf(
        { kind: 'sought', positionMs: 60_062 },
        [{ property: 'seek', value: null, deadlineMs }],
        standing,
      ),
    ).toBe('echo')
  })

  it('[IN2] is no wish if the room does so anyway', () => {
    expect(kindOf(resumed)).toBe('echo')
    expect(kindOf(pausedAt, [], { expectedPlaying: false })).toBe('echo')
    expect(kindOf({ kind: 'sought', positionMs: 60_450 })).toBe('echo')
    expect(kindOf({ kind: 'sought', positionMs: 61_000 })).toBe('wants-seek')
    expect(kindOf({ kind: 'rate', rate: 1.0009 })).toBe('echo')
    expect(kindOf({ kind: 'rate', rate: 1.01 })).toBe('wants-rate')
  })
})

describe('the echo of a command', () => {
  it('[IN3] is recognised by its value', () => {
    const rate: Expectation = { property: 'rate', value: 0.98, deadlineMs }
    expect(kindOf(pausedAt, [pauseCommand])).toBe('echo')
    expect(kindOf({ kind: 'rate', rate: 0.980392 }, [rate])).toBe('echo')
    expect(kindOf({ kind: 'rate', rate: 0.97 }, [rate])).toBe('wants-rate')
    expect(kindOf(pausedAt, [{ ...pauseCommand, value: false }])).toBe('wants-pause')
  })

  it('[IN3] may land on the frame grid, or as far off as was said beforehand', () => {
    const seek: Expectation = { property: 'seek', value: 10_000, deadlineMs }
    const landed = (positionMs: number): Heard => ({ kind: 'sought', positionMs })
    expect(kindOf(landed(10_100), [seek])).toBe('echo')
    expect(kindOf(landed(9_899), [seek])).toBe('wants-seek')
    expect(kindOf(landed(4000), [{ ...seek, toleranceMs: 6000 }])).toBe('echo')
    expect(kindOf(landed(99_000), [{ ...seek, value: null }])).toBe('echo')
  })

  it('[IN3] does not stand for another property', () => {
    expect(kindOf(pausedAt, [{ property: 'seek', value: null, deadlineMs }])).toBe('wants-pause')
  })

  it('[IN4] uses its expectation up', () => {
    const { list } = judge(expectEcho([], pauseCommand), pausedAt, context)
    expect(list).toEqual([])
    expect(kindOf(pausedAt, list)).toBe('wants-pause')
  })

  it('[IN4] uses up the oldest that it fits, and leaves those of the commands that the player left out', () => {
    const release: Expectation = { ...pauseCommand, value: false }
    const later: Expectation = { ...release, deadlineMs: deadlineMs + 1 }
    expect(judge([pauseCommand, release, later], resumed, context).list).toEqual([pauseCommand, later])
  })

  it("[IN4] is nobody's after its deadline", () => {
    expect(kindOf(pausedAt, [pauseCommand], { nowMs: deadlineMs })).toBe('echo')
    const late = judge([pauseCommand], pausedAt, { ...context, nowMs: deadlineMs + 1 })
    expect(late).toEqual({ intent: { kind: 'wants-pause', positionMs: 60_001 }, list: [] })
  })
})

describe('what the player does by itself', () => {
  it.each(['buffering', 'ended', 'mediaChanging'] as const)(
    '[IN5] is no wish: stopping while %s',
    (trouble) => {
      expect(kindOf(pausedAt, [], { [trouble]: true })).toBe('artefact')
    },
  )

  it('[IN5] is no wish: anything while the film is being changed', () => {
    const changing = { mediaChanging: true }
    expect(kindOf({ kind: 'sought', positionMs: 0 }, [], changing)).toBe('artefact')
    expect(kindOf({ kind: 'rate', rate: 2 }, [], changing)).toBe('artefact')
    expect(kindOf(resumed, [], { ...changing, expectedPlaying: false })).toBe('artefact')
  })

  it("[IN5] does not explain a jump or a resume: buffering is where a viewer's jump often leads", () => {
    expect(kindOf({ kind: 'sought', positionMs: 5 }, [], { buffering: true })).toBe('wants-seek')
    expect(kindOf(resumed, [], { buffering: true, expectedPlaying: false })).toBe('wants-play')
  })
})
