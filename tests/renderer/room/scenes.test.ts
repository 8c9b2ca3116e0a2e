import { describe, expect, it } from 'vitest'
import { chapterAt, chapterMarks, previewAt, skippableAt } from '../../../app/renderer/room/scenes.ts'

const chapters = [
  { title: 'Arrival', startMs: 0 },
  { title: 'The wager', startMs: 60_000 },
  { title: 'Night', startMs: 180_000 },
]
const intro = { kind: 'intro', startMs: 10_000, endMs: 40_000 } as const
const trickplay = {
  ...{ tileWidth: 320, tileHeight: 180, columns: 3, rows: 2, everyMs: 10_000, count: 8 },
  sheets: ['first', 'second'],
}

describe('scenes of a film', () => {
  it('[UR103] are found by position', () => {
    expect(chapterAt(chapters, 59_999)?.title).toBe('Arrival')
    expect(chapterAt(chapters, 60_000)?.title).toBe('The wager')
    expect(chapterAt([], 5)).toBeNull()
    expect(chapterMarks(chapters, 170_000).map(({ title }) => title)).toEqual(['The wager'])
    expect(chapterMarks(chapters, null)).toEqual([])
  })

  it('[UR103] can be skipped while it is worth it', () => {
    expect(skippableAt([intro], 9_999)).toBeNull()
    expect(skippableAt([intro], 10_000)).toBe(intro)
    expect(skippableAt([intro], 37_000)).toBeNull()
  })

  it('[UR103] have a preview: the tile of the sheet that shows them', () => {
    expect(previewAt(trickplay, 0)).toEqual({ sheet: 'first', width: 320, height: 180, left: 0, top: 0 })
    expect(previewAt(trickplay, 45_000)).toMatchObject({ sheet: 'first', left: 320, top: 180 })
    expect(previewAt(trickplay, 61_000)).toMatchObject({ sheet: 'second', left: 0, top: 0 })
    expect(previewAt(trickplay, 9e9)).toMatchObject({ sheet: 'second', left: 320, top: 0 })
  })

  it('[UR103] have none where the library has none', () => {
    expect(previewAt(null, 0)).toBeNull()
    expect(previewAt({ ...trickplay, sheets: [] }, 0)).toBeNull()
    expect(previewAt({ ...trickplay, count: 0 }, 0)).toBeNull()
  })
})
