import { describe, expect, it } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import { ADA } from '../../../demo/library/people.ts'
import { clientOf, field, names } from '../support/jellyfinClient.ts'
import { openLibrary } from '../support/shelf.ts'

const films = `/Items?parentId=${LIBRARY_IDS.films}&recursive=true&includeItemTypes=Movie`

describe('an unusual library', () => {
  it('[DM103] holds ten thousand films, listed, sorted and searched like any others', async () => {
    const { url } = await openLibrary({ stock: { inventedFilms: 10_000 } })
    const ada = await clientOf(url, ADA)
    const page = await ada.get(`${films}&sortBy=SortName&startIndex=9000&limit=100`)
    const search = await ada.get(`${films}&searchTerm=harbour%209105&limit=10`)
    expect(field(page.body, 'TotalRecordCount')).toBe(10_003)
    expect(new Set(names(page)).size).toBe(100)
    expect(names(search)).toHaveLength(1)
    expect(names(await ada.get(`${films}&sortBy=DateCreated&sortOrder=Descending&limit=3`))).toEqual([
      'Two Tongues and an Echo',
      'The Patient Tide',
      'Night of the Metronome',
    ])
    expect((await fetch(`${url}/Items/${itemIdOf('invented-77')}/Images/Primary`)).status).toBe(200)
  })

  it('[DM104] is without pictures, lengths or items', async () => {
    const bare = await openLibrary({ stock: { pictures: false, runtimes: false } })
    const ada = await clientOf(bare.url, ADA)
    const { body } = await ada.get(`/Items/${itemIdOf('lighthouse-1')}`)
    expect(body).not.toHaveProperty('ImageTags')
    expect(body).not.toHaveProperty('SeriesPrimaryImageTag')
    expect(body).not.toHaveProperty('RunTimeTicks')
    expect(field(body, 'MediaSources', 0)).not.toHaveProperty('RunTimeTicks')
    expect((await fetch(`${bare.url}/Items/${itemIdOf('night')}/Images/Primary`)).status).toBe(404)
    const empty = await openLibrary({ films: [] })
    expect(names(await (await clientOf(empty.url, ADA)).get(films))).toEqual([])
  })

  it('[DM105] shows everybody a face, and tells rating and cast', async () => {
    const { url } = await openLibrary()
    const ada = await clientOf(url, ADA)
    const me = await ada.get('/Users/Me')
    const picture = await fetch(
      `${url}/UserImage?userId=${ADA.id}&tag=${String(field(me.body, 'PrimaryImageTag'))}`,
    )
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect((await fetch(`${url}/UserImage?userId=${'0'.repeat(32)}`)).status).toBe(404)
    const { body } = await ada.get(`/Items/${itemIdOf('night')}`)
    expect(body).toMatchObject({ CommunityRating: 7.9, OfficialRating: 'PG' })
    expect(field(body, 'People', 0, 'Name')).toBe('Petra Pendel')
  })
})
