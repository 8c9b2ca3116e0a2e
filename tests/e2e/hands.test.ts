import { afterEach, beforeEach, expect, it } from 'vitest'
import { measureHands } from '../../bench/hands/measure.ts'
import { createEnding, type Ending } from '../../demo/run/ending.ts'
import { createSystemClock } from '../../platform/systemClock.ts'
import { valueOf } from './demo/onStage.ts'

let ending: Ending
beforeEach(() => {
  ending = createEnding('backwards')
})
afterEach(() => ending.end())

/** The same hands every time; `npm run bench:hands` has two hundred others. */
const SEED = 3

it(`[DM102] random hands at an MPV and a VLC move the room by what they do, and by nothing else (seed ${SEED})`, async () => {
  const surroundings = { clock: createSystemClock(), ending, stop: new AbortController() }
  const figures = valueOf(
    await measureHands(
      { players: ['mpv', 'vlc'], actions: 24, seed: SEED },
      { ...surroundings, onProgress: () => undefined },
    ),
  )
  expect(figures.complaints).toEqual([])
  expect(figures.actions).toBeGreaterThanOrEqual(24)
})
