import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA, GHOST, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { personIdOf } from '../../../jellyfin/personId.ts'
import { answerSchemas } from '../../../protocol/bridge/query.ts'
import { must, openFixture, problemOf, type Fixture } from '../support/libraryFixture.ts'

async function sightOf({ library }: Fixture, itemId: string, userIds: readonly string[]) {
  const sights = must(await library.catalogue.sight({ itemId, userIds: [...userIds] }))
  return answerSchemas.sight.parse(sights)
}

const sees = (sights: Awaited<ReturnType<typeof sightOf>>) => sights.map((sight) => sight.sees)
const episode = itemIdOf('lighthouse-1')
const film = itemIdOf('night')

describe('who can see an item', () => {
  it('[LB9] is asked by an administrator through the eyes of each', async () => {
    const fixture = await openFixture({}, KEEPER)
    const everybody = [ADA.id, GRACE.id, KEEPER.id]
    expect(sees(await sightOf(fixture, episode, everybody))).toEqual(['yes', 'no', 'yes'])
    // Rights that only the server can judge: it is the server that judged.
    fixture.demo.changePolicy(GRACE.id, { BlockedTags: ['storm'] })
    expect(sees(await sightOf(fixture, film, everybody))).toEqual(['yes', 'yes', 'yes'])
    expect(fixture.proxy.requests.some(({ query }) => query.get('userId') === GRACE.id)).toBe(true)
  })

  it('[LB10] is read by anybody else from the rights to libraries', async () => {
    const fixture = await openFixture()
    const everybody = [KEEPER.id, GRACE.id, ADA.id]
    const sights = await sightOf(fixture, episode, everybody)
    expect(sees(sights)).toEqual(['yes', 'no', 'yes'])
    expect(sights[1]?.why).toBe('Grace has no access to the library "Series".')
    expect(sees(await sightOf(fixture, film, everybody))).toEqual(['yes', 'yes', 'yes'])
    fixture.demo.changePolicy(GRACE.id, { BlockedMediaFolders: ['0'.repeat(32)] })
    expect(sees(await sightOf(fixture, episode, [GRACE.id]))).toEqual(['yes'])
    expect(fixture.proxy.requests.some(({ query }) => query.get('userId') === GRACE.id)).toBe(false)
  })

  it.each([
    { MaxParentalRating: 12 },
    { BlockedTags: ['storm'] },
    { AllowedTags: ['calm'] },
    { BlockUnratedItems: ['Movie' as const] },
  ])('[LB10] is unknown where %o decides', async (limit) => {
    const fixture = await openFixture()
    fixture.demo.changePolicy(GRACE.id, limit)
    const [sight] = await sightOf(fixture, film, [GRACE.id])
    expect(sight).toMatchObject({ sees: 'unknown', why: expect.stringContaining('limited') as string })
  })

  it('[LB10] is unknown where the server tells no rights', async () => {
    const fixture = await openFixture()
    fixture.demo.faults.status(403, (path) => /^\/Users$/i.test(path))
    expect(sees(await sightOf(fixture, film, [GRACE.id, KEEPER.id]))).toEqual(['unknown', 'unknown'])
  })

  it.each([ADA, KEEPER])(
    '[LB11] is nobody who is disabled, may not play or has no account ($name)',
    async (person) => {
      const fixture = await openFixture({}, person)
      fixture.demo.changePolicy(GRACE.id, { EnableMediaPlayback: false })
      const sights = await sightOf(fixture, film, [GHOST.id, GRACE.id, 'a'.repeat(32), 'nonsense'])
      expect(sees(sights)).toEqual(['no', 'no', 'no', 'no'])
      expect(sights.every(({ why }) => why !== null)).toBe(true)
      expect(sights.map(({ userId }) => userId)).toEqual([GHOST.id, GRACE.id, 'a'.repeat(32), 'nonsense'])
    },
  )

  it('[LB10] is not told of an item that one cannot see oneself', async () => {
    const { library } = await openFixture()
    const asked = await library.catalogue.sight({ itemId: itemIdOf('orbit'), userIds: [GRACE.id] })
    expect(problemOf(asked)).toMatchObject({ code: 'item-not-found' })
  })
})

describe('people', () => {
  it('[LB12] are all with an account but for oneself and the disabled', async () => {
    const { demo, library, credentials } = await openFixture()
    demo.changePolicy(GRACE.id, { IsHidden: true })
    const people = answerSchemas.people.parse(must(await library.catalogue.people()))
    expect(people.map(({ name }) => name)).toEqual(['Grace', 'Keeper'])
    expect(people[0]?.personId).toBe(personIdOf(credentials.serverId, GRACE.id))
    expect(people[0]?.pictureUrl).toMatch(/^user\.[0-9a-f]{32}\.[0-9a-f]{32}$/)
  })

  it('[LB12] are those whom the server shows to everybody when it keeps its list', async () => {
    const { demo, library } = await openFixture()
    demo.changePolicy(GRACE.id, { IsHidden: true })
    demo.faults.status(403, (path) => /^\/Users$/i.test(path))
    expect(must(await library.catalogue.people()).map(({ name }) => name)).toEqual(['Keeper'])
  })
})
