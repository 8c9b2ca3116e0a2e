import { describe, expect, it, onTestFinished } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../demo/library/catalogueEntries.ts'
import { ADA, GRACE, KEEPER } from '../../demo/library/people.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import type { Problem } from '../../protocol/problem.ts'
import { app, clock, must, openFixture, problemOf, startLibrary, signIn } from './support/libraryFixture.ts'

const firstPage = { start: 0, limit: 20 }

describe('browsing', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[JF14] finds films by title on Jellyfin %s',
    async (version) => {
      const { library } = await openFixture({ version, basePath: '/jellyfin' })
      const page = must(await library.search('metronome', firstPage))
      expect(page.total).toBe(1)
      expect(page.items[0]).toMatchObject({
        id: itemIdOf('night'),
        kind: 'film',
        title: 'Night of the Metronome',
        subtitle: '2025',
        runtimeMs: 600_000,
        resumeMs: 0,
        played: false,
      })
    },
  )

  it('[JF14] finds episodes and series, the best match first', async () => {
    const { library } = await openFixture()
    const episode = must(await library.search('ticking', firstPage)).items[0]
    expect(episode).toMatchObject({ kind: 'episode', subtitle: 'The Clockwork Lighthouse - S01E02' })
    expect(must(await library.search('lighthouse', firstPage)).items[0]?.kind).toBe('series')
  })

  it('[JF14] pages', async () => {
    const { library } = await openFixture()
    const whole = must(await library.search('the', firstPage))
    const second = must(await library.search('the', { start: 1, limit: 1 }))
    expect(whole.total).toBeGreaterThan(2)
    expect(second).toMatchObject({ total: whole.total })
    expect(second.items).toHaveLength(1)
  })

  it('[JF15] shows the libraries of the user, and what is in them', async () => {
    const { library } = await openFixture()
    const libraries = must(await library.children(null, firstPage)).items
    expect(libraries.map(({ title, kind }) => [title, kind])).toEqual([
      ['Films', 'folder'],
      ['Series', 'folder'],
    ])
    const series = must(await library.children(LIBRARY_IDS.series, firstPage)).items
    const season = must(await library.children(series[0]?.id ?? '', firstPage)).items[0]
    const episodes = must(await library.children(season?.id ?? '', firstPage)).items
    expect([series[0]?.kind, season?.kind]).toEqual(['series', 'season'])
    expect(episodes.map(({ title }) => title)).toEqual(['Winding', 'Ticking', 'Striking'])
  })

  it('[JF15] takes ids with dashes, and gives them without', async () => {
    const { library } = await openFixture()
    const dashed = itemIdOf('night')
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      .toUpperCase()
    expect(must(await library.item(dashed)).id).toBe(itemIdOf('night'))
  })

  it('[JF15] gives pictures that lead through the relay', async () => {
    const { library, relay } = await openFixture()
    const { posterUrl } = must(await library.item(itemIdOf('night')))
    expect(posterUrl?.startsWith(`${relay.origin}/`)).toBe(true)
    const picture = await fetch(posterUrl ?? '')
    expect(picture.headers.get('content-type')).toMatch(/^image\//)
    expect(picture.headers.get('cache-control')).toMatch(/max-age=\d+/)
  })

  it('[JF16] says that a library is not for this user, without ending the sign-in', async () => {
    const { library } = await openFixture()
    const problems: Problem[] = []
    library.onProblem((problem) => problems.push(problem))
    expect(problemOf(await library.children(LIBRARY_IDS.laboratory, firstPage)).code).toBe(
      'library-not-visible',
    )
    expect(problems).toEqual([])
    must(await library.item(itemIdOf('night')))
  })

  it.each(['orbit', 'no-such-film'])(
    '[JF16] cannot tell whether %s is absent or hidden, and says so',
    async (film) => {
      const { library } = await openFixture()
      const problem = problemOf(await library.item(itemIdOf(film)))
      expect(problem.code).toBe('item-not-found')
      expect(problem.sentence).toMatch(/does not exist .* or .* may not see/)
      expect(problemOf(await library.open({ itemId: itemIdOf(film), maxBitrate: null }))).toEqual(problem)
      expect(problemOf(await library.children('f'.repeat(32), firstPage)).code).toBe('item-not-found')
    },
  )

  it.each(['', '../Users', 'night', `${'a'.repeat(32)}/../x`])(
    '[JF16] asks nothing for the id "%s"',
    async (itemId) => {
      const { library, proxy } = await openFixture()
      const before = proxy.requests.length
      expect(problemOf(await library.item(itemId)).code).toBe('item-not-found')
      expect(problemOf(await library.children(itemId, firstPage)).code).toBe('item-not-found')
      const asked = proxy.requests.slice(before).filter(({ path }) => path.startsWith('/Items'))
      expect(asked).toEqual([])
    },
  )
})

describe('finding the same film', () => {
  const media = async (film: string) => {
    const { library } = await openFixture({}, KEEPER)
    const opened = must(await library.open({ itemId: itemIdOf(film), maxBitrate: null }))
    return opened.media
  }

  it('[JF17] takes the id on the same server', async () => {
    const { library, demo } = await openFixture()
    const same = { ...(await media('night')), serverId: demo.serverId, title: 'renamed', providerIds: {} }
    expect(must(await library.find(same)).id).toBe(itemIdOf('night'))
  })

  it('[JF17] takes catalogue ids on another server, whatever the title there', async () => {
    const { library } = await openFixture({ serverName: 'Another' })
    const elsewhere = {
      ...(await media('tide')),
      serverId: 'f'.repeat(32),
      itemId: 'e'.repeat(32),
      title: 'Die Flut',
    }
    expect(must(await library.find(elsewhere)).id).toBe(itemIdOf('tide'))
  })

  it('[JF17] takes title and length within 2.5 s otherwise', async () => {
    const { library } = await openFixture()
    const film = await media('lighthouse-2')
    const elsewhere = { ...film, serverId: 'f'.repeat(32), itemId: 'e'.repeat(32), providerIds: {} }
    expect(film.title).toBe('The Clockwork Lighthouse - S01E02 - Ticking')
    expect(must(await library.find({ ...elsewhere, runtimeMs: 302_400 })).id).toBe(itemIdOf('lighthouse-2'))
    const longer = problemOf(await library.find({ ...elsewhere, runtimeMs: 302_600 }))
    expect(longer.code).toBe('film-not-in-library')
    expect(longer.sentence).toContain('Ticking')
  })
})

describe('the sign-in', () => {
  it('[JF18] ends once, with a problem, when the token is revoked', async () => {
    const { library, demo } = await openFixture()
    const problems: Problem[] = []
    library.onProblem((problem) => problems.push(problem))
    demo.faults.revokeTokens(ADA.id)
    const answers = await Promise.all([library.search('a', firstPage), library.children(null, firstPage)])
    expect(answers.map((answer) => problemOf(answer).code)).toEqual(['signed-out', 'signed-out'])
    expect(problems.map(({ code }) => code)).toEqual(['signed-out'])
  })

  it('[JF18] ends also when only the player notices', async () => {
    const { library, demo } = await openFixture()
    const opened = must(await library.open({ itemId: itemIdOf('night'), maxBitrate: 20_000 }))
    const problem = new Promise<Problem>((resolve) => library.onProblem(resolve))
    demo.faults.revokeTokens(ADA.id)
    expect((await fetch(opened.streamUrl)).status).toBe(401)
    expect((await problem).code).toBe('signed-out')
  })

  it.each([
    ['server-failed', 500],
    ['server-failed', 502],
    ['library-forbidden', 403],
    ['server-request-refused', 400],
  ])('[JF19] says %s for HTTP %i', async (code, status) => {
    const { library, demo } = await openFixture()
    demo.faults.status(status, (path) => path.startsWith('/items'))
    expect(problemOf(await library.search('a', firstPage)).code).toBe(code)
  })

  it('[JF19] says that Jellyfin is starting', async () => {
    const { library, proxy } = await openFixture()
    proxy.intercept((_request, response) => {
      response.writeHead(503, { 'content-type': 'text/html' }).end('<html>starting</html>')
      return true
    })
    expect(problemOf(await library.search('a', firstPage)).code).toBe('server-starting')
  })

  it('[JF19] follows no redirect with the token', async () => {
    const { library, proxy } = await openFixture()
    const other = await startLibrary()
    proxy.intercept((request, response) => {
      response.writeHead(307, { location: other.proxy.url + (request.url ?? '') }).end()
      return true
    })
    const problem = problemOf(await library.search('a', firstPage))
    expect(problem.code).toBe('server-redirects')
    expect(problem.sentence).toContain(other.proxy.url)
    expect(other.proxy.requests).toEqual([])
  })

  it.each(['not json', '{}', '{"Items":[{"Id":1}],"TotalRecordCount":1}', '[]'])(
    '[JF19] refuses the answer %s',
    async (body) => {
      const { library, proxy } = await openFixture()
      proxy.intercept((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(body)
        return true
      })
      expect(problemOf(await library.search('a', firstPage)).code).toBe('server-answer-unknown')
    },
  )

  it('[JF19] does not open a library whose server is away', async () => {
    const { proxy } = await startLibrary()
    const credentials = await signIn(proxy.url, GRACE)
    await proxy.close()
    const relay = await startRelay({ clock })
    onTestFinished(() => relay.close())
    expect(problemOf(await openJellyfinLibrary({ credentials, relay, clock, app })).code).toBe(
      'server-refused',
    )
  })
})
