import { describe, expect, it } from 'vitest'
import { guessOf, lengthWithin, narrowed } from '../../../adapters/vlc/filmLength.ts'

const LENGTH_MS = 7_213_456
/** What VLC's stock page shows at a position. */
const shown = (positionMs: number) =>
  [Math.fround(positionMs / LENGTH_MS), Math.floor(positionMs / 1000)] as const

describe('the length of a film, from whole seconds', () => {
  it('[VL23] is what the library says, while every position fits that', () => {
    let length = lengthWithin(7213, LENGTH_MS)
    for (let positionMs = 1000; positionMs < 7_000_000; positionMs += 256_789) {
      length = narrowed(length, ...shown(positionMs))
    }
    expect(guessOf(length)).toEqual({ lengthMs: LENGTH_MS, vagueMs: 1.5 })
  })

  it('[VL23] is narrowed by positions where nobody says it, to some ms in a minute', () => {
    let length = lengthWithin(7213, null)
    expect(guessOf(length).vagueMs).toBe(500)
    for (let count = 0; count < 240; count += 1)
      length = narrowed(length, ...shown(3_600_000 + count * 257.3))
    const { lengthMs, vagueMs } = guessOf(length)
    expect(Math.abs(lengthMs - LENGTH_MS)).toBeLessThanOrEqual(vagueMs)
    expect(vagueMs).toBeLessThan(20)
  })

  it('[VL23] is not what the library says where VLC says otherwise, again and again', () => {
    let length = lengthWithin(7213, LENGTH_MS + 400)
    length = narrowed(length, shown(5_000_000)[0], 5001)
    expect(guessOf(length).lengthMs).toBe(LENGTH_MS + 400)
    for (let count = 0; count < 40; count += 1) length = narrowed(length, ...shown(5_000_000 + count * 257.3))
    expect(Math.abs(guessOf(length).lengthMs - LENGTH_MS)).toBeLessThan(100)
    expect(lengthWithin(7213, 7_100_000).toldMs).toBeNull()
  })
})
