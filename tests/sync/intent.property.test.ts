import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { hearAll, type Doing, type Hearing } from './hearingPlayer.ts'

/** What happens after the one before, whose report may be still under way: players report within half a second. */
const spaced = <Kind extends Doing>(doing: fc.Arbitrary<Kind>) =>
  fc.array(
    fc.record({
      gapMs: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 1500 })),
      reportMs: fc.integer({ min: 0, max: 500 }),
      coalesces: fc.boolean(),
      doing,
    }),
    { minLength: 1, maxLength: 25 },
  )

const seconds = fc.integer({ min: 1, max: 100 })
const roomDoes: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ who: fc.constant('room' as const), does: fc.constantFrom('toggle' as const) }),
  fc.record({ who: fc.constant('room' as const), does: fc.constant('correct' as const) }),
  fc.record({
    who: fc.constant('room' as const),
    does: fc.constant('rate' as const),
    value: fc.constantFrom(0.99, 1, 1.01, 1.05),
  }),
  fc.record({
    who: fc.constant('room' as const),
    does: fc.constant('seek' as const),
    value: seconds.map((s) => s * 10_000),
  }),
)
const viewerToggles: fc.Arbitrary<Doing> = fc.constant({ who: 'viewer', does: 'toggle' })
/** Values that are not the room's: an equal wish cannot be told from an echo, and need not be. */
const viewerJumps: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({
    who: fc.constant('viewer' as const),
    does: fc.constant('rate' as const),
    value: fc.constantFrom(0.5, 1.5, 2),
  }),
  fc.record({
    who: fc.constant('viewer' as const),
    does: fc.constant('seek' as const),
    value: seconds.map((s) => s * 10_000 + 5000),
  }),
)

const wishes = (heard: readonly Hearing[], kind: string) => heard.filter(({ intent }) => intent.kind === kind)

describe('telling intents from echoes, over any interleaving', () => {
  it('[IN6] never invents an intent out of commands, however late and coalesced their echoes', () => {
    fc.assert(
      fc.property(spaced(roomDoes), fc.boolean(), (doings, playing) => {
        const { heard } = hearAll(doings, playing)
        expect(heard.filter(({ intent }) => intent.kind.startsWith('wants'))).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('[IN6] hears as many wishes to pause and to play as there were, at most', () => {
    fc.assert(
      fc.property(spaced(fc.oneof(roomDoes, viewerToggles)), fc.boolean(), (doings, playing) => {
        const { heard, viewerPauses, viewerPlays } = hearAll(doings, playing)
        expect(wishes(heard, 'wants-pause').length).toBeLessThanOrEqual(viewerPauses)
        expect(wishes(heard, 'wants-play').length).toBeLessThanOrEqual(viewerPlays)
      }),
      { numRuns: 400 },
    )
  })

  it('[IN7] loses no wish to pause or to play: in the end room and player agree', () => {
    fc.assert(
      fc.property(spaced(fc.oneof(roomDoes, viewerToggles)), fc.boolean(), (doings, playing) => {
        const { playerPaused, roomPlaying } = hearAll(doings, playing)
        expect(playerPaused).toBe(!roomPlaying)
      }),
      { numRuns: 400 },
    )
  })

  it('[IN7] hears every wish for another place or rate that the player reports, and no other', () => {
    fc.assert(
      fc.property(spaced(fc.oneof(roomDoes, viewerJumps)), fc.boolean(), (doings, playing) => {
        const { heard } = hearAll(doings, playing)
        for (const { byViewer, intent } of heard) expect(intent.kind.startsWith('wants')).toBe(byViewer)
      }),
      { numRuns: 400 },
    )
  })

  it('[IN7] hears a wish at once when no command is under way', () => {
    const quiet = { gapMs: 1000, reportMs: 5, coalesces: false }
    const toggle: Doing = { who: 'viewer', does: 'toggle' }
    const { heard } = hearAll([{ ...quiet, doing: toggle }], true)
    expect(heard.find(({ byViewer }) => byViewer)).toMatchObject({
      atMs: 1005,
      intent: { kind: 'wants-pause' },
    })
  })
})
