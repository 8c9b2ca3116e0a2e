import { describe, expect, it } from 'vitest'
import type { PlayerChange } from '../../../demo/meter/playerProbe.ts'
import { noStory, readVlcLine, takeVlcLine, type VlcStory } from '../../../demo/meter/vlcTold.ts'
import type { Sample } from '../../../demo/meter/trace.ts'

/** What comes of lines; `film` is time, now, the look before, state, rate, cache, as VLC tells them. */
function hear(lines: readonly string[]) {
  let story: VlcStory = noStory
  const samples: Sample[] = []
  const changes: PlayerChange[] = []
  for (const text of lines) {
    const line = readVlcLine(text)
    if (line === null) throw new Error(`not understood: ${text}`)
    const news = takeVlcLine(story, line)
    story = news.story
    if (news.sample !== null) samples.push(news.sample)
    changes.push(...news.changes)
  }
  return { samples, changes, kinds: changes.map(({ kind }) => kind) }
}

const opening = [
  'film 0 1000000 999500 1 1 0',
  'film 5000000 1100000 1099500 3 1 0',
  'film 5000000 1150000 1149500 3 1 1',
]

describe("what VLC's own interface tells", () => {
  it('[DM97] is a sample whenever the position is refreshed while it plays, and only then', () => {
    const { samples } = hear([
      ...opening,
      'film 5000000 2000000 1999500 2 1 1',
      'film 5240000 2250000 2249500 2 1 1',
      'film 5496000 2506000 2505500 2 1 1',
      'film 5496000 2600000 2599500 3 1 1',
    ])
    expect(samples).toEqual([
      { atMs: 2249.75, positionMs: 5240 },
      { atMs: 2505.75, positionMs: 5496 },
    ])
  })

  it('[DM97] is no sample when nobody looked for too long before', () => {
    const { samples } = hear([
      ...opening,
      'film 5000000 2000000 1999500 2 1 1',
      'film 5240000 2250000 2240000 2 1 1',
    ])
    expect(samples).toEqual([])
  })

  it('[DM97] a jump is no sample: VLC shows its target before it is there', () => {
    const { samples, kinds } = hear([
      ...opening,
      'film 5000000 2000000 1999500 2 1 1',
      'film 5250000 2250000 2249500 2 1 1',
      'film 9000000 2300000 2299500 2 1 0',
      'film 9000000 2340000 2339500 2 1 1',
      'film 9210000 2550000 2549500 2 1 1',
    ])
    expect(samples.map(({ positionMs }) => positionMs)).toEqual([5250, 9210])
    expect(kinds).toEqual(['showing', 'paused', 'showing'])
  })

  it('[DM97] tells the switch, and a speed once VLC really has it', () => {
    const { changes } = hear([
      ...opening,
      'film 5000000 2000000 1999500 2 1 1',
      'film 5000000 2100000 2099500 2 1.00857 1',
      'film 5000000 2101000 2100500 2 1.00908 1',
      'film 5000000 2200000 2199500 3 1.00908 1',
    ])
    expect(changes).toMatchObject([
      { kind: 'showing', atMs: 1150 },
      { kind: 'paused', paused: false, atMs: 2000 },
      { kind: 'speed', speed: 1.00908 },
      { kind: 'paused', paused: true },
    ])
  })

  it('[DM97] begins anew with the next film', () => {
    const { kinds } = hear([...opening, 'none 3000000', ...opening])
    expect(kinds).toEqual(['showing', 'showing'])
  })

  it.each(['', 'film', 'film 1 2 3', 'film a b c d e f', 'none', 'status ok'])(
    '[DM97] %j is nothing',
    (text) => {
      expect(readVlcLine(text)).toBeNull()
    },
  )
})
