import { describe, expect, it } from 'vitest'
import { authorization, get, noise, openRelay, serveNoise } from '../support/relayFixture.ts'

describe('playlists', () => {
  const playlist = (...lines: string[]) => ['#EXTM3U', ...lines].join('\n')

  it('[RL1] lead on through the relay, down to the segments', async () => {
    const { address, seen } = await openRelay((request, response) => {
      if (request.url?.includes('master')) response.end(playlist('main.m3u8?ApiKey=the-secret-token&x=1'))
      else if (request.url?.includes('main'))
        response.end(playlist('#EXTINF:3,', 'hls1/0.ts?api_key=the-secret-token'))
      else serveNoise(request, response)
    })
    const master = await get(address('/videos/1/master.m3u8?ApiKey=the-secret-token'))
    expect(master.headers['content-type']).toBe('application/vnd.apple.mpegurl')
    const main = await get(master.body.toString().split('\n')[1] ?? '')
    const segment = await get(main.body.toString().split('\n')[2] ?? '')
    expect(segment.body.equals(noise)).toBe(true)
    expect(seen.map(({ url }) => url)).toEqual([
      '/videos/1/master.m3u8',
      '/videos/1/main.m3u8?x=1',
      '/videos/1/hls1/0.ts',
    ])
    expect(seen.every(({ headers }) => headers.authorization === authorization)).toBe(true)
    expect(Buffer.concat([master.body, main.body]).toString()).not.toContain('secret')
  })

  it('[RL1] are asked for whole, whatever range the player names', async () => {
    const { address, seen } = await openRelay((_request, response) => response.end(playlist('0.ts')))
    const got = await get(address('/a.m3u8'), { headers: { range: 'bytes=0-' } })
    expect(got.status).toBe(200)
    expect(seen[0]?.headers.range).toBeUndefined()
  })

  it('[RL1] that do not come whole are refused', async () => {
    const { address } = await openRelay((request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('#EXTM3U')
      setImmediate(() => request.socket.destroySoon())
    })
    expect((await get(address('/a.m3u8'))).status).toBe(502)
  })

  it('[RL1] that never end are refused', async () => {
    const { address } = await openRelay((_request, response) => {
      const pump = () => {
        while (response.write(noise));
      }
      response.on('drain', pump)
      pump()
    })
    expect((await get(address('/a.m3u8'))).status).toBe(502)
  })
})
