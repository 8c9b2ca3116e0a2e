import { expect, it } from 'vitest'
import { createTickers } from '../../../app/renderer/client/tickers.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'

it('[UI26] what ticks alike shares a timer and an instant, however late it began', async () => {
  const clock = createVirtualClock(1000)
  const tickers = createTickers(clock)
  const ticked: [name: string, atMs: number][] = []
  const tick = (name: string) => () => void ticked.push([name, clock.nowMs()])
  const stopFirst = tickers.every(500, tick('first'))
  await clock.advance(300)
  const stopSecond = tickers.every(500, tick('second'))
  expect(clock.pending()).toBe(1)
  await clock.advance(700)
  expect(ticked).toEqual([
    ...[['first', 1500] as const, ['second', 1500] as const],
    ...[['first', 2000] as const, ['second', 2000] as const],
  ])
  stopFirst()
  await clock.advance(500)
  expect(ticked.slice(4)).toEqual([['second', 2500]])
  stopSecond()
  expect(clock.pending()).toBe(0)
})

it('[UI26] what stops while it ticks is not called again, and the others are', async () => {
  const clock = createVirtualClock()
  const tickers = createTickers(clock)
  const ticked: string[] = []
  const stop = tickers.every(100, () => {
    ticked.push('once')
    stop()
  })
  const stopOther = tickers.every(100, () => void ticked.push('other'))
  await clock.advance(250)
  expect(ticked).toEqual(['once', 'other', 'other'])
  stopOther()
  const again = tickers.every(100, () => void ticked.push('again'))
  await clock.advance(100)
  expect(ticked.at(-1)).toBe('again')
  again()
  expect(clock.pending()).toBe(0)
})
