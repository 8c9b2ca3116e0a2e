import { expect, it } from 'vitest'
import { createWallSeconds } from '../../../adapters/vlc/wallSeconds.ts'

/** The time of day, whose seconds begin at 317 ms of ours. */
const secondAt = (atMs: number) => Math.floor((atMs - 317) / 1000) + 1_700_000_000

it('[VL35] knows when a second of the time of day began, the closer the more looks there were', () => {
  const seconds = createWallSeconds()
  expect(seconds.lastBegan(0)).toBeNull()
  const looks = Array.from({ length: 40 }, (_, index) => 5000 + index * 263)
  for (const atMs of looks) seconds.note(secondAt(atMs), atMs)
  const { notBeforeMs, notAfterMs } = seconds.lastBegan(20_400) ?? { notBeforeMs: 0, notAfterMs: 0 }
  expect(notBeforeMs).toBeLessThanOrEqual(20_317)
  expect(notAfterMs).toBeGreaterThanOrEqual(20_317)
  expect(notAfterMs - notBeforeMs).toBeLessThan(60)
})

it('[VL35] begins anew when somebody sets the clock', () => {
  const seconds = createWallSeconds()
  seconds.note(secondAt(5000), 5000)
  seconds.note(secondAt(5900) + 3600, 5900)
  const began = seconds.lastBegan(6000)
  expect(began?.notBeforeMs).toBeLessThanOrEqual(5317)
  expect(began?.notAfterMs).toBeGreaterThanOrEqual(5317)
})
