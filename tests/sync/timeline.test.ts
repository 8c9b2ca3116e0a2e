import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import type { Timeline } from '../../protocol/timeline.ts'
import {
  defaultLeadLimits,
  followTimeline,
  holdAt,
  inForceAt,
  leadMs,
  pauseAt,
  playFrom,
  positionAt,
  seekTo,
  setRateAt,
} from '../../sync/timeline.ts'

const playing: Timeline = { positionMs: 10_000, rate: 1, atMs: 500, playing: true, revision: 4 }
const paused: Timeline = { ...playing, playing: false }

describe('where the room is', () => {
  it('[TL1] stands at its position until it begins, then moves at its rate', () => {
    const slow = { ...playing, rate: 0.5 }
    expect([0, 500, 501, 1500].map((at) => positionAt(slow, at))).toEqual([10_000, 10_000, 10_000.5, 10_500])
  })

  it('[TL1] stands still while paused', () => {
    expect(positionAt(paused, 99_999)).toBe(10_000)
  })
})

describe('changing the timeline', () => {
  it('[TL2] counts every change', () => {
    const changes = [
      playFrom(paused, 600),
      pauseAt(playing, 600),
      seekTo(playing, 600, 0),
      holdAt(playing, 600, 0),
      setRateAt(playing, 600, 2),
    ]
    expect(changes.map((timeline) => timeline.revision)).toEqual([5, 5, 5, 5, 5])
  })

  it('[TL3] plays, pauses and changes the rate without a jump', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.boolean(), (laterMs, wasPlaying) => {
        const before = { ...playing, playing: wasPlaying }
        const atMs = before.atMs + laterMs
        for (const after of [playFrom(before, atMs), pauseAt(before, atMs), setRateAt(before, atMs, 1.25)]) {
          expect(positionAt(after, atMs)).toBe(positionAt(before, atMs))
        }
      }),
    )
  })

  it('[TL3] pauses where it is told to, if it is told', () => {
    expect(pauseAt(playing, 900, 10_111)).toEqual({ ...paused, atMs: 900, positionMs: 10_111, revision: 5 })
  })

  it('[TL3] keeps playing, or not, through a seek; a hold always stands', () => {
    expect(seekTo(playing, 900, 70_000).playing).toBe(true)
    expect(seekTo(paused, 900, 70_000).playing).toBe(false)
    expect(holdAt(playing, 900, 70_000).playing).toBe(false)
  })

  it('[TL3] never goes before the beginning', () => {
    const changes = [seekTo(playing, 900, -5), holdAt(playing, 900, -5), pauseAt(playing, 900, -5)]
    expect(changes.map((timeline) => timeline.positionMs)).toEqual([0, 0, 0])
  })
})

describe('following the timeline', () => {
  const pause = pauseAt(playing, 1000)

  it('[TL4] obeys the former timeline until the next one begins', () => {
    const track = followTimeline(followTimeline(null, playing), pause)
    expect(inForceAt(track, 999).playing).toBe(true)
    expect(inForceAt(track, 1000).playing).toBe(false)
  })

  it('[TL4] obeys the first timeline even before it begins', () => {
    expect(inForceAt(followTimeline(null, playing), 0)).toBe(playing)
  })

  it('[TL5] ignores a timeline that is not newer', () => {
    const track = followTimeline(followTimeline(null, playing), pause)
    expect(followTimeline(track, playing)).toBe(track)
    expect(followTimeline(track, { ...pause, positionMs: 1 })).toBe(track)
  })

  it('[TL5] forgets a change that a newer one overtakes before it begins', () => {
    const resumed = seekTo(playing, 900, 60_000)
    const track = followTimeline(followTimeline(followTimeline(null, playing), pause), {
      ...resumed,
      revision: pause.revision + 1,
    })
    expect(inForceAt(track, 899)).toBe(playing)
    expect(inForceAt(track, 1100).positionMs).toBe(60_000)
  })

  it('[TL5] obeys each of several commands in quick succession in its turn', () => {
    const resume = playFrom(pause, 1100)
    const seek = seekTo(resume, 1200, 5000)
    let track = followTimeline(null, playing)
    for (const next of [pause, resume, seek]) track = followTimeline(track, next)
    const obeyed = [0, 999, 1000, 1100, 1200].map((at) => inForceAt(track, at).revision)
    expect(obeyed).toEqual([4, 4, 5, 6, 7])
  })
})

describe('how far ahead a command is set', () => {
  it('[TL6] gives the slowest member the time it needs, and a margin', () => {
    const delays = [
      { oneWayP95Ms: 12, actuationMs: 1 },
      { oneWayP95Ms: 80, actuationMs: 20 },
      { oneWayP95Ms: null, actuationMs: null },
    ]
    expect(leadMs(delays)).toBe(100 + defaultLeadLimits.marginMs)
  })

  it('[TL6] stays between its limits, whatever a member reports', () => {
    expect(leadMs([])).toBe(defaultLeadLimits.minimumMs)
    expect(leadMs([{ oneWayP95Ms: 60_000, actuationMs: 0 }])).toBe(defaultLeadLimits.maximumMs)
    expect(leadMs([{ oneWayP95Ms: -60_000, actuationMs: Number.NaN }])).toBe(defaultLeadLimits.minimumMs)
  })
})
