import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { openJellyfinLibrary } from '../../jellyfin/jellyfinLibrary.ts'
import type { Logger } from '../../jellyfin/logger.ts'
import { startRelay } from '../../jellyfin/relay/relay.ts'
import { app, clock, must, openFixture, problemOf } from './support/libraryFixture.ts'
import { get } from './support/relayFixture.ts'

describe('the token', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[JF35] is in nothing that a player or a screen gets from Jellyfin %s',
    async (version) => {
      const { library, credentials } = await openFixture({ version, basePath: '/jellyfin' })
      const direct = must(await library.open({ itemId: itemIdOf('tongues'), maxBitrate: null }))
      const transcode = must(await library.open({ itemId: itemIdOf('tongues'), maxBitrate: 20_000 }))
      const item = must(await library.item(itemIdOf('tongues')))
      const urls = [direct, transcode].flatMap(({ streamUrl, subtitles }) => [
        streamUrl,
        ...subtitles.filter(({ title }) => title.startsWith('Zählwerk')).map(({ url }) => url),
      ])
      const got = await follow([...urls, item.posterUrl ?? ''])
      expect(got.length).toBeGreaterThan(6)
      const all = JSON.stringify([direct, transcode, item]) + got.join('\n')
      expect(all).not.toContain(credentials.accessToken)
      expect(all).not.toMatch(/api_?key/i)
    },
  )

  it('[JF35] goes to the server in the Authorization header only', async () => {
    const { library, proxy, credentials } = await openFixture()
    const opened = must(await library.open({ itemId: itemIdOf('night'), maxBitrate: 20_000 }))
    await follow([opened.streamUrl])
    await opened.close(null)
    const token = credentials.accessToken
    expect(
      proxy.requests.filter(({ authorization }) => authorization?.includes(token)).length,
    ).toBeGreaterThan(5)
    for (const { path, query, body, headers } of proxy.requests) {
      const { authorization: _, ...others } = headers
      expect(`${path}?${query.toString()}${JSON.stringify([body, others])}`).not.toContain(token)
    }
  })

  it('[JF35] is in no problem and no line of the log', async () => {
    const { demo, credentials, proxy } = await openFixture()
    const lines: unknown[] = []
    const log = (fields: object, text: string) => lines.push([fields, text])
    const logger: Logger = { warn: log, debug: log }
    const relay = await startRelay({ clock, logger })
    const library = must(await openJellyfinLibrary({ credentials, relay, clock, app, logger }))
    const opened = must(await library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
    demo.faults.cutMedia(1000)
    await get(opened.streamUrl)
    demo.faults.status(500)
    lines.push(problemOf(await library.search('a', { start: 0, limit: 1 })))
    demo.faults.heal()
    proxy.intercept((_request, response) => (response.end('{"Items":7}'), true))
    lines.push(problemOf(await library.search('a', { start: 0, limit: 1 })))
    proxy.intercept(null)
    demo.faults.revokeTokens()
    lines.push(problemOf(await library.search('a', { start: 0, limit: 1 })))
    await library.close()
    await relay.close()
    expect(lines.length).toBeGreaterThan(5)
    expect(JSON.stringify(lines)).not.toContain(credentials.accessToken)
  })
})

/** Everything that these addresses answer, and what playlists among it lead to, but for the segments. */
async function follow(urls: readonly string[]): Promise<string[]> {
  const texts: string[] = []
  const open = [...urls]
  for (let url = open.shift(); url !== undefined; url = open.shift()) {
    const { status, headers, body } = await get(url)
    expect([url, status]).toEqual([url, 200])
    const text = body.toString('latin1')
    texts.push(url, JSON.stringify(headers), text)
    if (headers['content-type']?.includes('mpegurl')) open.push(...playlistsIn(text))
  }
  return texts
}

const playlistsIn = (text: string): string[] => text.split('\n').filter((line) => /^http.*\.m3u8$/.test(line))
