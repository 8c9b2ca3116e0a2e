import { describe, expect, it } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import { ADA, DEMO_API_KEY, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { dashedGuid, ticksOf } from '../../../demo/library/wording.ts'
import { ask, clientOf, field, names } from '../support/jellyfinClient.ts'
import { openSocket } from '../support/jellyfinSocket.ts'
import { emptyBoxes, openLibrary } from '../support/shelf.ts'

describe.each(['', '/jellyfin'])('browsing at %j', (basePath) => {
  const open = (options = {}) => openLibrary({ basePath, ...options })

  it('[DM5] hides a library from who may not see it (J5)', async () => {
    const { url } = await open()
    const [ada, grace] = [await clientOf(url, ADA), await clientOf(url, GRACE)]
    const episode = itemIdOf('lighthouse-1')
    expect(names(await ada.get('/UserViews'))).toEqual(['Films', 'Series'])
    expect(names(await grace.get('/UserViews'))).toEqual(['Films', 'Laboratory'])
    expect((await grace.get(`/Items?parentId=${LIBRARY_IDS.series}`)).status).toBe(401)
    expect((await grace.get(`/Items/${episode}`)).status).toBe(404)
    expect((await grace.get('/Users/Me')).status).toBe(200)
    expect((await ada.get(`/Items/${episode}`)).body).toMatchObject({
      Type: 'Episode',
      SeriesName: 'The Clockwork Lighthouse',
    })
    expect(names(await grace.get('/Items?recursive=true&searchTerm=winding'))).toEqual([])
  })

  it('[DM5] lets a block list override what is allowed (J5)', async () => {
    const library = await open()
    library.changePolicy(ADA.id, { BlockedMediaFolders: [LIBRARY_IDS.films] })
    const ada = await clientOf(library.url, ADA)
    expect(names(await ada.get('/UserViews'))).toEqual(['Series', 'Laboratory'])
  })

  it('[DM6] shows only administrators what others see (J6)', async () => {
    const { url } = await open()
    const [ada, keeper] = [await clientOf(url, ADA), await clientOf(url, KEEPER)]
    expect((await ada.get(`/UserViews?userId=${GRACE.id}`)).status).toBe(403)
    expect(names(await keeper.get(`/UserViews?userId=${GRACE.id}`))).toEqual(['Films', 'Laboratory'])
    const own = await ask(`${url}/Items/${itemIdOf('orbit')}?userId=${ADA.id}&ApiKey=${DEMO_API_KEY}`)
    expect(own.status).toBe(404)
  })

  it('[DM7] pages, searches, sorts, and tells only the fields asked for (J7)', async () => {
    const { url } = await open()
    const keeper = await clientOf(url, KEEPER)
    const movies = '/Items?recursive=true&includeItemTypes=Movie&sortBy=SortName'
    const all = names(await keeper.get(movies))
    expect(all).toEqual([
      'Kites over Quarter Past',
      'Night of the Metronome',
      'The Patient Tide',
      'Sixty to the Second',
      'Two Tongues and an Echo',
    ])
    const page = await keeper.get(`${movies}&startIndex=1&limit=2`)
    expect(names(page)).toEqual(all.slice(1, 3))
    expect(page.body).toMatchObject({ TotalRecordCount: 5, StartIndex: 1 })
    expect(names(await keeper.get(`${movies}&sortOrder=Descending`))).toEqual(all.toReversed())
    expect(names(await keeper.get('/Items?recursive=true&searchTerm=NIGHT%20of'))).toEqual([
      'Night of the Metronome',
    ])
    const [plain, full] = [
      await keeper.get(movies),
      await keeper.get(`${movies}&fields=Overview,MediaSources`),
    ]
    expect(field(plain.body, 'Items', 0)).not.toHaveProperty('Overview')
    expect(field(plain.body, 'Items', 0)).not.toHaveProperty('MediaSources')
    expect(field(full.body, 'Items', 0)).toHaveProperty('Overview')
    expect(field(full.body, 'Items', 0)).toHaveProperty('MediaSources')
    expect(field(full.body, 'Items', 0)).not.toHaveProperty('Genres')
  })

  it('[DM7] answers 400 to a parent that is none, and the libraries to no parent at all (J7)', async () => {
    const { url } = await open()
    const ada = await clientOf(url, ADA)
    expect((await ada.get('/Items?parentId=nonsense')).status).toBe(400)
    expect(names(await ada.get('/Items'))).toEqual(['Films', 'Series'])
  })

  it('[DM8] tells the latest items as a bare list, episodes as their series (J8)', async () => {
    const { url } = await open()
    const latest = await (await clientOf(url, ADA)).get('/Items/Latest')
    expect(Array.isArray(latest.body)).toBe(true)
    expect(names(latest)).toEqual([
      'The Clockwork Lighthouse',
      'Two Tongues and an Echo',
      'The Patient Tide',
      'Night of the Metronome',
    ])
  })

  it('[DM20] takes GUIDs with dashes and answers without (J20)', async () => {
    const { url } = await open()
    const id = itemIdOf('night')
    const answer = await (await clientOf(url, ADA)).get(`/Items/${dashedGuid(id).toUpperCase()}`)
    expect(answer.body).toMatchObject({ Id: id })
    expect(id).toMatch(/^[0-9a-f]{32}$/)
  })

  it('[DM21] matches paths and parameters in any case, under its base path (J21)', async () => {
    const { url } = await open()
    const ada = await clientOf(url, ADA)
    expect(names(await ada.get('/ITEMS?Recursive=TRUE&SEARCHTERM=tide'))).toEqual(['The Patient Tide'])
    const outside = await ask(`${new URL(url).origin}/elsewhere/System/Info/Public`)
    expect(outside.status).toBe(404)
  })

  it('[DM25] lists seasons and episodes in order, and what comes next', async () => {
    const { url } = await open()
    const ada = await clientOf(url, ADA)
    const series = field(
      (await ada.get('/Items?recursive=true&includeItemTypes=Series')).body,
      'Items',
      0,
      'Id',
    )
    const shows = `/Shows/${String(series)}`
    expect(names(await ada.get(`${shows}/Seasons`))).toEqual(['Season 1'])
    expect(names(await ada.get(`${shows}/Episodes?season=1`))).toEqual(['Winding', 'Ticking', 'Striking'])
    expect(names(await ada.get(`${shows}/Episodes?adjacentTo=${itemIdOf('lighthouse-3')}`))).toEqual([
      'Ticking',
      'Striking',
    ])
    expect(names(await ada.get('/Shows/NextUp'))).toEqual([])
    await ada.post(`/UserPlayedItems/${itemIdOf('lighthouse-1')}`)
    expect(names(await ada.get('/Shows/NextUp'))).toEqual(['Ticking'])
    await ada.delete(`/UserPlayedItems/${itemIdOf('lighthouse-1')}`)
    expect(names(await ada.get('/Shows/NextUp'))).toEqual([])
    expect((await (await clientOf(url, GRACE)).get(`${shows}/Episodes`)).status).toBe(404)
  })

  it('[DM26] names the way up from an item to its library', async () => {
    const { url } = await open()
    const up = await (await clientOf(url, ADA)).get(`/Items/${itemIdOf('lighthouse-2')}/Ancestors`)
    expect(names(up)).toEqual(['Season 1', 'The Clockwork Lighthouse', 'Series'])
    expect(field(up.body, 2, 'Id')).toBe(LIBRARY_IDS.series)
  })

  it('[DM27] shows films that are added later, and tells connected clients', async () => {
    const library = await open({ films: [] })
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    expect(names(await ada.get('/Items?recursive=true&includeItemTypes=Movie'))).toEqual([])
    library.addFilms(emptyBoxes().filter(({ recipe }) => recipe.id === 'night'))
    expect(await socket.next('LibraryChanged')).toMatchObject({ Data: { ItemsAdded: [itemIdOf('night')] } })
    expect(names(await ada.get('/Items?recursive=true&includeItemTypes=Movie'))).toEqual([
      'Night of the Metronome',
    ])
  })

  it('[DM28] draws posters, kept by clients as long as their tag is the same', async () => {
    const { url } = await open()
    const grace = await clientOf(url, GRACE)
    const image = (id: string, query = '') => `/Items/${id}/Images/Primary${query}`
    const poster = await fetch(url + image(itemIdOf('night'), '?fillWidth=120&tag=x'))
    const bytes = Buffer.from(await poster.arrayBuffer())
    expect(poster.headers.get('content-type')).toBe('image/png')
    expect(poster.headers.get('cache-control')).toBe('public, max-age=31536000')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([120, 180])
    const again = { 'if-modified-since': poster.headers.get('last-modified') ?? '' }
    expect((await fetch(url + image(itemIdOf('night')), { headers: again })).status).toBe(304)
    expect((await grace.get(image(itemIdOf('lighthouse-1')))).status).toBe(404)
    expect((await ask(`${url}${image(itemIdOf('night')).replace('Primary', 'Nonsense')}`)).status).toBe(404)
  })

  it('[DM29] knows the intros of episodes', async () => {
    const { url } = await open()
    const ada = await clientOf(url, ADA)
    const intro = await ada.get(`/MediaSegments/${itemIdOf('lighthouse-1')}?includeSegmentTypes=Intro`)
    expect(intro.body).toMatchObject({
      TotalRecordCount: 1,
      Items: [{ Type: 'Intro', StartTicks: ticksOf(10_000) }],
    })
    expect((await ada.get(`/MediaSegments/${itemIdOf('night')}`)).body).toMatchObject({ TotalRecordCount: 0 })
  })
})
