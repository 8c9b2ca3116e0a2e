import { expect, it } from 'vitest'
import { framesApart } from '../../../demo/meter/shownFrames.ts'

const exact = (positionMs: number) => ({ positionMs, doubtMs: 0 })
const vague = (positionMs: number) => ({ positionMs, doubtMs: 50 })

it('[DM106] frames are as far apart as those that are told exactly', () => {
  expect(framesApart([exact(1000), exact(1042), exact(1000)]).leastMs).toBe(42)
})

it.each([
  ['before the frame by less than the doubt', 960, 0],
  ['on the frame', 1000, 0],
  ['before it by more', 930, 20],
  ['behind it', 1010, 10],
])('[DM106] a place that is told vaguely, %s', (_where, positionMs, apartMs) => {
  expect(framesApart([exact(1000), vague(positionMs)]).leastMs).toBe(apartMs)
})

it('[DM106] a vague place among exact ones lets them be no farther apart', () => {
  expect(framesApart([exact(1000), vague(990), exact(1042)]).leastMs).toBe(42)
})

it('[DM106] what is told vaguely may be as far apart as its doubt allows', () => {
  expect(framesApart([exact(1000), exact(1042)])).toEqual({ leastMs: 42, mostMs: 42, exactMs: 42 })
  expect(framesApart([exact(1000), vague(990)])).toEqual({ leastMs: 0, mostMs: 50, exactMs: 0 })
})

it('[DM106] those told exactly are compared among themselves too, however vague another is', () => {
  const rounded = (positionMs: number) => ({ positionMs, doubtMs: 0.5 })
  expect(framesApart([rounded(1000), vague(960), rounded(1000.3)]).exactMs).toBe(0)
  expect(framesApart([exact(1000), vague(960), exact(1042)]).exactMs).toBe(42)
  expect(framesApart([vague(900), vague(1042)]).exactMs).toBe(0)
})
