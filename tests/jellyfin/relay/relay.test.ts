import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { get, noise, openRelay, serveNoise } from '../support/relayFixture.ts'

const film = '/Videos/1/stream.mkv?static=true&ApiKey=the-secret-token'

describe('what a player gets', () => {
  it('[RL5] is the file, byte for byte', async () => {
    const { address } = await openRelay(serveNoise)
    const got = await get(address(film))
    expect(got).toMatchObject({ status: 200, whole: true })
    expect(got.headers['content-length']).toBe(String(noise.length))
    expect(got.body.equals(noise)).toBe(true)
  })

  it.each([
    ['bytes=0-99', 0, 100],
    ['bytes=500000-', 500_000, noise.length],
    ['bytes=-100', noise.length - 100, noise.length],
    ['bytes=999999-5000000', 999_999, noise.length],
  ])('[RL5] is the range %s', async (range, start, end) => {
    const { address } = await openRelay(serveNoise)
    const got = await get(address(film), { headers: { range } })
    expect(got.status).toBe(206)
    expect(got.headers['content-range']).toBe(`bytes ${start}-${end - 1}/${noise.length}`)
    expect(got.body.equals(noise.subarray(start, end))).toBe(true)
  })

  it('[RL5] is a 416 with the length beyond the end', async () => {
    const { address } = await openRelay(serveNoise)
    const got = await get(address(film), { headers: { range: 'bytes=2000000-' } })
    expect(got).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${noise.length}` } })
  })

  it('[RL5] is the length alone for HEAD', async () => {
    const { address, seen } = await openRelay(serveNoise)
    const got = await get(address(film), { method: 'HEAD' })
    expect(got).toMatchObject({ status: 200, headers: { 'content-length': String(noise.length) } })
    expect(got.body).toHaveLength(0)
    expect(seen[0]?.method).toBe('HEAD')
  })

  it('[RL5] passes conditions on, and a 304 back', async () => {
    const { address, seen } = await openRelay((_request, response) => response.writeHead(304).end())
    const headers = { 'if-range': '"noise"', 'if-none-match': '"noise"', range: 'bytes=1-' }
    expect((await get(address(film), { headers })).status).toBe(304)
    expect(seen[0]?.headers).toMatchObject(headers)
  })

  it.each([401, 403, 404, 410, 429, 500, 502, 503])(
    '[RL6] is the status %i without the words',
    async (status) => {
      const { address, refused } = await openRelay((_request, response) => {
        response
          .writeHead(status, { location: 'http://x', 'content-type': 'text/html' })
          .end('the-secret-token')
      })
      const got = await get(address(film))
      expect(got).toMatchObject({ status, whole: true })
      expect(got.body).toHaveLength(0)
      expect(refused).toEqual([status])
    },
  )

  it('[RL6] is a 502 when the server is away', async () => {
    const { relay } = await openRelay(serveNoise)
    const branch = relay.open({ serverUrl: 'http://127.0.0.1:9', authorization: 'none' })
    expect((await get(branch.address(film) ?? '')).status).toBe(502)
  })

  it('[RL7] is a cut connection when the server dies in the middle', async () => {
    const { address } = await openRelay((request, response) => {
      response.writeHead(200, { 'content-length': noise.length }).write(noise.subarray(0, 300_000))
      response.once('drain', () => request.socket.destroy())
      setImmediate(() => request.socket.destroySoon())
    })
    const got = await get(address(film))
    expect(got).toMatchObject({ status: 200, whole: false })
    expect(got.body.length).toBeLessThan(noise.length)
    expect(noise.subarray(0, got.body.length).equals(got.body)).toBe(true)
  })
})

describe('what runs', () => {
  it('[RL11] is given up at the server when the player goes', async () => {
    const started = deferred<{ closed: Promise<unknown> }>()
    const { address } = await openRelay((_request, response) => {
      response.writeHead(200, { 'content-length': 1e12 }).write(noise)
      started.resolve({ closed: once(response, 'close') })
    })
    const controller = new AbortController()
    await fetch(address(film), { signal: controller.signal })
    const { closed } = await started.promise
    controller.abort()
    await expect(closed).resolves.toBeDefined()
  })

  it('[RL11] is given up at the server when the player goes before the answer', async () => {
    const asked = deferred<{ closed: Promise<unknown> }>()
    const { address } = await openRelay((request) => asked.resolve({ closed: once(request.socket, 'close') }))
    const controller = new AbortController()
    const player = fetch(address(film), { signal: controller.signal }).catch(() => 'aborted')
    const { closed } = await asked.promise
    controller.abort()
    expect(await player).toBe('aborted')
    await closed
  })

  it('[RL12] waits for a slow player instead of holding the film', async () => {
    let sent = 0
    const { address } = await openRelay((_request, response) => {
      response.writeHead(200, { 'content-length': 1e12 })
      const pump = () => {
        while (response.write(noise)) sent += noise.length
        sent += noise.length
      }
      response.on('drain', pump)
      pump()
    })
    const answer = await fetch(address(film))
    const reader = answer.body?.getReader()
    await reader?.read()
    // What fits into the buffers of three sockets and streams, far less than the film: it stops growing.
    let before = -1
    const growth = () => {
      const grown = sent - before
      before = sent
      return grown
    }
    await expect.poll(growth, { interval: 100, timeout: 10_000 }).toBe(0)
    expect(sent).toBeLessThan(64 << 20)
    await reader?.cancel()
  })

  it('[RL13] ends with its branch, and answers 404 from then on', async () => {
    const { address, branch } = await openRelay((_request, response) => {
      response.writeHead(200, { 'content-length': 1e12 }).write(noise)
    })
    const url = address(film)
    const first = await fetch(url)
    branch.close()
    await expect(first.arrayBuffer()).rejects.toThrow('terminated')
    expect((await get(url)).status).toBe(404)
  })

  it('[RL13] ends with the relay', async () => {
    const { relay, address } = await openRelay((_request, response) => {
      response.writeHead(200, { 'content-length': 1e12 }).write(noise)
    })
    const url = address(film)
    const first = await fetch(url)
    await relay.close()
    await expect(first.arrayBuffer()).rejects.toThrow('terminated')
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('[RL14] serves many requests at once', async () => {
    const { address } = await openRelay(serveNoise)
    const ranges = Array.from(
      { length: 50 },
      (_, index) => [index * 20_000, index * 20_000 + 19_999] as const,
    )
    const got = await Promise.all(
      ranges.map(([start, end]) => get(address(film), { headers: { range: `bytes=${start}-${end}` } })),
    )
    expect(Buffer.concat(got.map(({ body }) => body)).equals(noise.subarray(0, 1_000_000))).toBe(true)
  })
})

function deferred<Value>() {
  let resolve: (value: Value) => void = () => undefined
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve: (value: Value) => resolve(value) }
}
