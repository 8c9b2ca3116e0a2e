import { describe, expect, it } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import { itemDetailsSchema } from '../../../protocol/bridge/query.ts'
import { must, openFixture, problemOf } from '../support/libraryFixture.ts'

describe('the details of an item', () => {
  it('[LB7] tell a film with its people, versions, tracks, chapters and previews', async () => {
    const { library } = await openFixture()
    const answer = must(await library.catalogue.item({ itemId: itemIdOf('tongues') }))
    const details = itemDetailsSchema.parse(answer)
    expect(details).toMatchObject({
      card: { title: 'Two Tongues and an Echo', kind: 'film' },
      genres: ['Comedy', 'Drama'],
      rating: 8.8,
      officialRating: 'PG',
      parent: { id: LIBRARY_IDS.films, title: 'Films' },
      versions: [{ id: itemIdOf('tongues'), title: 'Two Tongues and an Echo' }],
      segments: [],
    })
    expect(details.people).toContainEqual({ name: 'Ines Interval', role: 'Director' })
    expect(details.people).toContainEqual({ name: 'Petra Pendel', role: 'The Keeper' })
    const kinds = details.versions[0]?.tracks.map(({ kind }) => kind)
    expect(kinds?.filter((kind) => kind === 'audio')).toHaveLength(2)
    expect(kinds?.filter((kind) => kind === 'subtitle').length).toBeGreaterThanOrEqual(4)
    expect(details.chapters[1]).toEqual({ title: 'Minute 2', startMs: 60_000 })
    expect(details.backdropUrl).toMatch(/^item\..*\.Backdrop\.0\./)
  })

  it('[LB7] tell where the scenes of a film are', async () => {
    const { library } = await openFixture()
    const { trickplay, card } = must(await library.catalogue.item({ itemId: itemIdOf('night') }))
    expect(trickplay).toMatchObject({ columns: 10, rows: 10, everyMs: 10_000, count: 60, tileWidth: 160 })
    expect(trickplay?.sheets).toEqual([`scenes.${card.id}.${card.id}.160.0`])
  })

  it('[LB7] tell of an episode its series and what can be skipped', async () => {
    const { library } = await openFixture()
    const details = must(await library.catalogue.item({ itemId: itemIdOf('lighthouse-1') }))
    expect(details.parent?.title).toBe('The Clockwork Lighthouse')
    expect(details.segments).toEqual([{ kind: 'intro', startMs: 10_000, endMs: 40_000 }])
  })

  it('[LB7] leave out what the server cannot tell beside the item', async () => {
    const { demo, library } = await openFixture()
    demo.faults.status(500, (path) => /MediaSegments|Ancestors/i.test(path))
    const details = must(await library.catalogue.item({ itemId: itemIdOf('night') }))
    expect(details).toMatchObject({ card: { title: 'Night of the Metronome' }, segments: [], parent: null })
  })

  it('[LB7] are not told of what the user may not see, or what is no id', async () => {
    const { library, proxy } = await openFixture()
    const hidden = await library.catalogue.item({ itemId: itemIdOf('orbit') })
    expect(problemOf(hidden)).toMatchObject({ code: 'item-not-found' })
    const before = proxy.requests.length
    expect(problemOf(await library.catalogue.item({ itemId: 'a/../b' }))).toMatchObject({
      code: 'item-not-found',
    })
    expect(proxy.requests).toHaveLength(before)
  })
})
