import { expect, it } from 'vitest'
import { chatChange, lastOf } from '../../../session-server/storage/sqlite/chatChange.ts'

const linesTo = (first: number, last: number, shiftedMs = 0) =>
  Array.from({ length: last - first + 1 }, (_, i) => ({
    number: first + i,
    atWallMs: 1_700_000_000_000 + first + i + shiftedMs,
    memberId: 'ann',
    name: 'Ann',
    text: 'a line',
  }))

const numbersIn = ({ lines }: ReturnType<typeof chatChange>) => lines.map(({ number }) => number)

it('[SV94] writes one line that is said as one line, whatever was said before', () => {
  const change = chatChange(linesTo(1, 151), lastOf(linesTo(1, 150)))
  expect(numbersIn(change)).toEqual([151])
  expect(change).toMatchObject({ isAnew: false, keepFrom: null })
})

it('[SV94] writes nothing where nothing was said, though the wall clock was read again', () => {
  expect(numbersIn(chatChange(linesTo(1, 9, 0.3), lastOf(linesTo(1, 9))))).toEqual([])
})

it('[SV94] removes older lines now and then', () => {
  expect(chatChange(linesTo(57, 256), lastOf(linesTo(56, 255)))).toMatchObject({
    isAnew: false,
    keepFrom: 57,
  })
})

it('[SV94] writes all of them when nobody knows what was written, or the clock was set', () => {
  expect(chatChange(linesTo(1, 3), null)).toMatchObject({ isAnew: true })
  const moved = chatChange(linesTo(1, 4, 3_600_000), lastOf(linesTo(1, 3)))
  expect(moved.isAnew).toBe(true)
  expect(numbersIn(moved)).toEqual([1, 2, 3, 4])
})
