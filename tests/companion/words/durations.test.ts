import { expect, it } from 'vitest'
import { readDuration, readPosition } from '../../../companion/words/durations.ts'

it.each([
  ['2h30m', 9_000_000],
  ['90 min', 5_400_000],
  ['1d', 86_400_000],
  ['1.5h', 5_400_000],
  ['20 s', 20_000],
  ['', null],
  ['5', null],
  ['2h and a bit', null],
  ['-2h', null],
])('[CL72] reads the duration %j as %j ms', (text, ms) => {
  expect(readDuration(text)).toBe(ms)
})

it.each([
  ['1:02:03', 3_723_000],
  ['12:03', 723_000],
  ['75', 75_000],
  ['1:2:3:4', null],
  ['12:', null],
  ['soon', null],
])('[CL72] reads the place %j as %j ms', (text, ms) => {
  expect(readPosition(text)).toBe(ms)
})
