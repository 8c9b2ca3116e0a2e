import { expect, it } from 'vitest'
import type { PlayerEvent } from '../../adapters/player.ts'
import { createPlayerEventStream } from '../../adapters/playerEventStream.ts'

const rate = (value: number): PlayerEvent => ({ kind: 'rate', rate: value })
const later = async (event: PlayerEvent | null, turns: number) => {
  for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  return event
}

it('[PL26] tells events in the order they happened, whatever each has to wait for', async () => {
  const stream = createPlayerEventStream()
  const heard: PlayerEvent[] = []
  stream.onEvent((event) => heard.push(event))
  stream.emit(rate(1))
  stream.emit(later(rate(2), 20))
  stream.emit(later(null, 3))
  stream.emit(rate(3))
  stream.emit(later(rate(4), 1))
  await stream.settled()
  expect(heard).toEqual([rate(1), rate(2), rate(3), rate(4)])
})

it('[PL26] keeps what happens before anybody listens, for the first who does', () => {
  const stream = createPlayerEventStream()
  stream.emit(rate(1))
  const heard: PlayerEvent[] = []
  const second: PlayerEvent[] = []
  stream.onEvent((event) => heard.push(event))
  stream.onEvent((event) => second.push(event))
  stream.emit(rate(2))
  expect(heard).toEqual([rate(1), rate(2)])
  expect(second).toEqual([rate(2)])
})
