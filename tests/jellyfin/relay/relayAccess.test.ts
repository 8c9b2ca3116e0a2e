import { describe, expect, it } from 'vitest'
import { authorization, get, noise, openRelay, serve, serveNoise } from '../support/relayFixture.ts'

const film = '/Videos/1/stream.mkv?static=true&ApiKey=the-secret-token'

describe('who may ask for what', () => {
  it('[RL8] sends the credential to the server and shows nothing of it to the player', async () => {
    const { address, seen } = await openRelay(serveNoise)
    const url = address(film)
    const got = await get(url)
    expect(seen[0]?.headers.authorization).toBe(authorization)
    expect(seen[0]?.url).toBe('/Videos/1/stream.mkv?static=true')
    expect(url).not.toContain('secret')
    expect(Object.keys(got.headers).toSorted()).toEqual(
      [
        'accept-ranges',
        'cache-control',
        'connection',
        'content-length',
        'content-type',
        'date',
        'etag',
      ].toSorted(),
    )
  })

  it('[RL8] sends nothing of the player but what streaming needs', async () => {
    const { address, seen } = await openRelay(serveNoise)
    await get(address(film), {
      headers: { cookie: 'a=b', 'user-agent': 'mpv', authorization: 'Basic x', referer: 'y' },
    })
    expect(seen[0]?.headers).toMatchObject({ authorization, 'user-agent': 'Lockstep' })
    expect(seen[0]?.headers).not.toHaveProperty('cookie')
    expect(seen[0]?.headers).not.toHaveProperty('referer')
  })

  it('[RL9] has addresses that cannot be guessed, a new one for each branch', async () => {
    const { relay, address, origin } = await openRelay(serveNoise)
    const other = relay.open({ serverUrl: origin, authorization })
    const keys = [address(film), other.address(film) ?? ''].map(
      (url) => new URL(url).pathname.split('/')[1] ?? '',
    )
    expect(new Set(keys).size).toBe(2)
    for (const key of keys) expect(Buffer.from(key, 'base64url').length * 8).toBeGreaterThanOrEqual(128)
    expect(address(film)).toBe(address(film))
  })

  it('[RL9] answers 404 to everything that it did not hand out', async () => {
    const { relay, address, seen } = await openRelay(serveNoise)
    const url = new URL(address(film))
    const [, key = ''] = url.pathname.split('/')
    const paths = [
      ...['/', '', `/${key}`, `/${key}/`, `/${key}/2/stream.mkv`, `/${key}/1/other.mkv`, `/${key}/1`],
      ...[`${url.pathname}?x=1`, `/${key}/../${key}/1/stream.mkv`, `/x${url.pathname}`, '/Users/Me'],
    ]
    for (const path of paths) {
      const got = await get(relay.origin, { path: path || '*' })
      expect([path, got.status]).toEqual([path, 404])
    }
    expect(seen).toEqual([])
  })

  it.each(['localhost', 'evil.example', '127.0.0.1', '127.0.0.1:1', '127.0.0.1.evil.example'])(
    '[RL9] answers 404 to the host name "%s", against pages that rebind their name',
    async (host) => {
      const { address, seen } = await openRelay(serveNoise)
      expect((await get(address(film), { headers: { host } })).status).toBe(404)
      expect(seen).toEqual([])
    },
  )

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('[RL9] refuses %s', async (method) => {
    const { address, seen } = await openRelay(serveNoise)
    expect((await get(address(film), { method })).status).toBe(405)
    expect(seen).toEqual([])
  })

  it('[RL9] listens on loopback only', async () => {
    const { relay } = await openRelay(serveNoise)
    expect(relay.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('[RL10] gives no address on another server', async () => {
    const { branch, origin } = await openRelay(serveNoise)
    expect(branch.address('https://elsewhere.example/film.mkv')).toBeNull()
    expect(branch.address(`${origin}/film.mkv`)).not.toBeNull()
  })

  it('[RL10] follows a redirect on the same server', async () => {
    const { address } = await openRelay((request, response) => {
      if (request.url?.startsWith('/Videos')) response.writeHead(302, { location: '/moved.mkv' }).end()
      else serveNoise(request, response)
    })
    expect((await get(address(film))).body.equals(noise)).toBe(true)
  })

  it('[RL10] follows none to another, where the credential would go', async () => {
    let asked = 0
    const elsewhere = await serve((_request, response) => {
      asked += 1
      response.end('caught')
    })
    const { address } = await openRelay((_request, response) => {
      response.writeHead(302, { location: `${elsewhere}/film.mkv` }).end()
    })
    const got = await get(address(film))
    expect(got).toMatchObject({ status: 502 })
    expect(got.headers.location).toBeUndefined()
    expect(asked).toBe(0)
  })

  it('[RL10] gives up on redirects that lead in a circle', async () => {
    const { address, seen } = await openRelay((request, response) => {
      response.writeHead(302, { location: request.url ?? '/' }).end()
    })
    expect((await get(address(film))).status).toBe(502)
    expect(seen.length).toBeLessThan(6)
  })
})
