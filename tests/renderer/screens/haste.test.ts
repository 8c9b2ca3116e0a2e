import { describe, expect, it } from 'vitest'
import { isHasty, keepSightings, type ScrollSighting } from '../../../app/renderer/screens/library/haste.ts'

/** Scrolled at that speed, a frame of 60 Hz after the other. */
function scrolled(pxPerS: number, frames: number): readonly ScrollSighting[] {
  let sightings: readonly ScrollSighting[] = []
  for (let at = 0; at < frames; at += 1) {
    const atMs = (at * 1000) / 60
    sightings = keepSightings(sightings, { topPx: (pxPerS * atMs) / 1000, atMs })
  }
  return sightings
}

describe('haste', () => {
  it('[UI25] is to pass posters faster than they can be looked at, in either direction', () => {
    expect(isHasty(scrolled(4000, 20))).toBe(true)
    expect(isHasty(scrolled(-4000, 20))).toBe(true)
    expect(isHasty(scrolled(1000, 20))).toBe(false)
  })

  it('[UI25] is judged by the last tenth of a second, and by more than one sighting', () => {
    const fast = scrolled(4000, 20)
    expect(isHasty(fast.slice(-1))).toBe(false)
    const { topPx, atMs } = fast.at(-1) ?? { topPx: 0, atMs: 0 }
    const rested = [50, 100, 150].reduce(
      (sightings, laterMs) => keepSightings(sightings, { topPx, atMs: atMs + laterMs }),
      fast,
    )
    expect(isHasty(rested)).toBe(false)
    expect(rested.length).toBeLessThan(5)
  })
})
