import { describe, expect, it } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import { GRACE, KEEPER } from '../../../demo/library/people.ts'
import type { Catalogue } from '../../../jellyfin/catalogue/catalogue.ts'
import { answerSchemas, type ItemCard, type ItemFilter } from '../../../protocol/bridge/query.ts'
import { must, openFixture, problemOf, type Fixture } from '../support/libraryFixture.ts'

const unfiltered: ItemFilter = { kinds: [], unwatched: false, genres: [] }
const byTitle = {
  sort: 'title' as const,
  descending: false,
  filter: unfiltered,
  start: 0,
  limit: 50,
}

const titles = (items: readonly ItemCard[]) => items.map(({ title }) => title)

async function childrenOf(
  catalogue: Catalogue,
  parentId: string,
  asked: Partial<Parameters<Catalogue['children']>[0]> = {},
) {
  const page = must(await catalogue.children({ ...byTitle, parentId, ...asked }))
  return answerSchemas.children.parse(page)
}

/** Ada is two minutes and a half into the first episode, and has seen the second. */
async function watchSome({ library }: Fixture) {
  const first = must(await library.open({ itemId: itemIdOf('lighthouse-1'), maxBitrate: null }))
  const place = { positionMs: 150_000, paused: false, volumePercent: null, muted: false }
  first.playback.started(place)
  await first.playback.stopped(place)
  const second = must(await library.open({ itemId: itemIdOf('lighthouse-2'), maxBitrate: null }))
  second.playback.started({ ...place, positionMs: 0 })
  await second.playback.stopped({ ...place, positionMs: 299_500 })
}

describe('the catalogue of a library', () => {
  it('[LB1] shows what was begun, what comes next and what is new, and no empty row', async () => {
    const fixture = await openFixture()
    const fresh = answerSchemas.home.parse(must(await fixture.library.catalogue.home()))
    expect(fresh.map(({ kind, title }) => [kind, title])).toEqual([
      ['latest', 'Films'],
      ['latest', 'Series'],
    ])
    await watchSome(fixture)
    const [resume, next, films] = answerSchemas.home.parse(must(await fixture.library.catalogue.home()))
    expect(resume).toMatchObject({ kind: 'resume', items: [{ title: 'Winding', resumeMs: 150_000 }] })
    expect(next).toMatchObject({ kind: 'next-up', items: [{ title: 'Striking' }] })
    expect(films).toMatchObject({ parentId: LIBRARY_IDS.films })
    expect(titles(films?.items ?? [])).toEqual([
      'Two Tongues and an Echo',
      'The Patient Tide',
      'Night of the Metronome',
    ])
  })

  it('[LB1] shows what was added last where all of it was seen', async () => {
    const { library } = await openFixture()
    const before = must(await library.catalogue.home()).find(({ parentId }) => parentId === LIBRARY_IDS.films)
    for (const { id, runtimeMs } of before?.items ?? []) {
      const { playback } = must(await library.open({ itemId: id, maxBitrate: null }))
      playback.started({ positionMs: 0, paused: false, volumePercent: null, muted: false })
      await playback.stopped({ positionMs: runtimeMs ?? 0, paused: false, volumePercent: null, muted: false })
    }
    const after = must(await library.catalogue.home()).find(({ parentId }) => parentId === LIBRARY_IDS.films)
    expect(titles(after?.items ?? []).toSorted()).toEqual(titles(before?.items ?? []).toSorted())
    expect(after?.items.every(({ played }) => played)).toBe(true)
  })

  it('[LB2] leaves out a row that fails, and tells the problem when all of them do', async () => {
    const { demo, library } = await openFixture()
    const mend = demo.faults.status(500, (path) => /Latest/i.test(path))
    expect(must(await library.catalogue.home())).toEqual([])
    mend()
    demo.faults.status(500, (path) => /Latest|NextUp|Resume/i.test(path))
    expect(problemOf(await library.catalogue.home())).toMatchObject({ code: 'server-failed' })
  })

  it('[LB3][LB8] shows the libraries of the user as cards', async () => {
    const { library } = await openFixture({}, GRACE)
    const cards = answerSchemas.libraries.parse(must(await library.catalogue.libraries()))
    expect(titles(cards)).toEqual(['Films', 'Laboratory'])
    expect(cards[0]).toMatchObject({ kind: 'folder', runtimeMs: null, unwatched: null })
  })

  it('[LB4] opens a library, a series and a season', async () => {
    const { library } = await openFixture()
    const { catalogue } = library
    const films = await childrenOf(catalogue, LIBRARY_IDS.films)
    expect(titles(films.items)).toEqual([
      'Night of the Metronome',
      'The Patient Tide',
      'Two Tongues and an Echo',
    ])
    const [series] = (await childrenOf(catalogue, LIBRARY_IDS.series)).items
    expect(series).toMatchObject({ kind: 'series', unwatched: 3, title: 'The Clockwork Lighthouse' })
    const [season] = (await childrenOf(catalogue, series?.id ?? '')).items
    expect(season).toMatchObject({ kind: 'season', title: 'Season 1' })
    const episodes = await childrenOf(catalogue, season?.id ?? '')
    expect(titles(episodes.items)).toEqual(['Winding', 'Ticking', 'Striking'])
    expect(episodes.items[1]).toMatchObject({
      kind: 'episode',
      subtitle: 'The Clockwork Lighthouse - S01E02',
    })
  })

  it.each([
    ['released', false, ['Two Tongues and an Echo', 'The Patient Tide', 'Night of the Metronome']],
    ['released', true, ['Night of the Metronome', 'The Patient Tide', 'Two Tongues and an Echo']],
    ['rating', true, ['Two Tongues and an Echo', 'Night of the Metronome', 'The Patient Tide']],
    ['added', false, ['Night of the Metronome', 'The Patient Tide', 'Two Tongues and an Echo']],
    ['title', true, ['Two Tongues and an Echo', 'The Patient Tide', 'Night of the Metronome']],
    // Nobody has played any of them: what is equal goes by title, whatever the direction.
    ['played', true, ['Night of the Metronome', 'The Patient Tide', 'Two Tongues and an Echo']],
  ] as const)('[LB5] sorts by %s, descending: %s', async (sort, descending, expected) => {
    const { library } = await openFixture()
    const page = await childrenOf(library.catalogue, LIBRARY_IDS.films, { sort, descending })
    expect(titles(page.items)).toEqual(expected)
  })

  it('[LB5] narrows by kind, genre and what was seen, page by page', async () => {
    const fixture = await openFixture()
    await watchSome(fixture)
    const { catalogue } = fixture.library
    const narrowed = async (parentId: string, filter: Partial<ItemFilter>) =>
      titles((await childrenOf(catalogue, parentId, { filter: { ...unfiltered, ...filter } })).items)
    expect(await narrowed(LIBRARY_IDS.series, { kinds: ['episode'] })).toEqual([
      'Winding',
      'Ticking',
      'Striking',
    ])
    expect(await narrowed(LIBRARY_IDS.series, { kinds: ['episode'], unwatched: true })).toEqual([
      'Winding',
      'Striking',
    ])
    const page = await childrenOf(catalogue, LIBRARY_IDS.films, {
      filter: { ...unfiltered, genres: ['Drama', 'Comedy'] },
      start: 1,
      limit: 1,
    })
    expect(page).toMatchObject({ total: 2, items: [{ title: 'Two Tongues and an Echo' }] })
  })

  it('[LB5] tells the genres of a library, without those of what the user may not see', async () => {
    const { library } = await openFixture()
    const genresOf = async (parentId: string) => must(await library.catalogue.genres({ parentId }))
    expect(await genresOf(LIBRARY_IDS.films)).toEqual(['Comedy', 'Drama', 'Thriller'])
    expect(await genresOf(LIBRARY_IDS.laboratory)).toEqual([])
    const malformed = await library.catalogue.genres({ parentId: '../Users' })
    expect(problemOf(malformed)).toMatchObject({ code: 'item-not-found' })
  })

  it('[LB5] says of a folder that is none, or is not for this user, that it is not there', async () => {
    const { library, proxy } = await openFixture()
    const asked = { ...byTitle, parentId: 'f'.repeat(32) }
    expect(problemOf(await library.catalogue.children(asked))).toMatchObject({ code: 'item-not-found' })
    const hidden = { ...byTitle, parentId: LIBRARY_IDS.laboratory }
    expect(problemOf(await library.catalogue.children(hidden))).toMatchObject({ code: 'library-not-visible' })
    const before = proxy.requests.length
    const malformed = { ...byTitle, parentId: '../Users' }
    expect(problemOf(await library.catalogue.children(malformed))).toMatchObject({ code: 'item-not-found' })
    expect(proxy.requests).toHaveLength(before)
  })

  it('[LB6] searches what the user may see, the best match first', async () => {
    const { library } = await openFixture()
    const search = async (text: string, start = 0, limit = 10) =>
      answerSchemas.search.parse(must(await library.catalogue.search({ text, start, limit })))
    expect(titles((await search('night')).items)).toEqual(['Night of the Metronome'])
    expect(titles((await search('lighthouse')).items)).toEqual(['The Clockwork Lighthouse'])
    expect(await search('sixty')).toEqual({ items: [], total: 0 })
    const page = await search('t', 1, 2)
    expect(page.items).toHaveLength(2)
    expect(page.total).toBeGreaterThan(3)
  })

  it('[LB8] makes cards of items that lack pictures and length, and none of no items', async () => {
    const bare = await openFixture({ stock: { pictures: false, runtimes: false } }, KEEPER)
    const page = await childrenOf(bare.library.catalogue, LIBRARY_IDS.films)
    expect(page.items[0]).toMatchObject({
      title: 'Night of the Metronome',
      runtimeMs: null,
      posterUrl: null,
      blurhash: null,
    })
    const empty = await openFixture({ films: [] }, KEEPER)
    expect(await childrenOf(empty.library.catalogue, LIBRARY_IDS.films)).toEqual({ items: [], total: 0 })
    expect(must(await empty.library.catalogue.home())).toEqual([])
    expect(must(await empty.library.catalogue.libraries())).toHaveLength(3)
  })

  it('[LB8] tells shape, blur and address of a poster, and gives an episode none of its own that of its series', async () => {
    const { library } = await openFixture()
    const [film] = (await childrenOf(library.catalogue, LIBRARY_IDS.films)).items
    expect(film).toMatchObject({ posterAspect: 2 / 3, year: 2025, runtimeMs: 600_000 })
    expect(film?.posterUrl).toMatch(/^item\.[0-9a-f]{32}\.Primary\.0\.[0-9a-f]{32}\.400$/)
    expect(film?.blurhash).toMatch(/^00.{4}$/)
  })
})
