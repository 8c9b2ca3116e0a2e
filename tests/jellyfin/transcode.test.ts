import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { itemSchema } from '../../jellyfin/answers.ts'
import type { HttpClient, JellyfinRequest } from '../../jellyfin/httpClient.ts'
import { openItem } from '../../jellyfin/openItem.ts'
import { answerNotUnderstood } from '../../jellyfin/problems.ts'
import { failure, success } from '../../protocol/result.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { must } from './support/libraryFixture.ts'

const itemId = 'a'.repeat(32)
const item = itemSchema.parse({
  Id: itemId,
  Name: 'Film',
  Type: 'Movie',
  MediaType: 'Video',
  IsFolder: false,
})
const transcodingUrl = '/videos/a/master.m3u8?TranscodeReasons=VideoCodecNotSupported,AudioCodecNotSupported'

describe('a transcode', () => {
  it('[JF24] is kept alive every 30 s until it is closed, and then ended', async () => {
    const { clock, requests, open } = prepare([{ Id: 's', TranscodingUrl: transcodingUrl }])
    const opened = must(await open())
    await clock.advance(95_000)
    expect(requests.map(({ path }) => path)).toEqual(Array(3).fill('/Sessions/Playing/Ping'))
    expect(requests[0]?.query).toEqual({ playSessionId: 'play' })
    await opened.close(null)
    expect(requests.at(-1)).toMatchObject({ method: 'DELETE', path: '/Videos/ActiveEncodings' })
    expect(clock.pending()).toBe(0)
  })

  it('[JF21] tells all its reasons', async () => {
    const { open } = prepare([{ Id: 's', TranscodingUrl: transcodingUrl }])
    const { delivery } = must(await open())
    expect(delivery).toEqual({
      kind: 'transcode',
      reasons: ['VideoCodecNotSupported', 'AudioCodecNotSupported'],
    })
  })

  it('[JF20] is not taken while another version of the film comes as it is', async () => {
    const transcoded = { Id: 'first', TranscodingUrl: transcodingUrl }
    const { clock, requests, open } = prepare([transcoded, { Id: 'second', SupportsDirectPlay: true }])
    const opened = must(await open())
    expect(opened.delivery.kind).toBe('direct')
    await opened.close(null)
    expect(requests).toEqual([])
    expect(clock.pending()).toBe(0)
  })
})

/** An opening whose server answers these sources, and a record of what it is told. */
function prepare(sources: readonly object[]) {
  const clock = createVirtualClock()
  const requests: JellyfinRequest[] = []
  const client: HttpClient = {
    serverUrl: 'http://nas',
    ask: <Value>(_request: JellyfinRequest, answer: z.ZodType<Value>) => {
      const parsed = answer.safeParse({ MediaSources: sources, PlaySessionId: 'play' })
      const refused = failure({ ...answerNotUnderstood(), status: 200 })
      return Promise.resolve(parsed.success ? success(parsed.data) : refused)
    },
    tell: (request) => Promise.resolve((requests.push(request), success(undefined))),
  }
  const branch = {
    address: (path: string) => `http://relay${path}`,
    styledSubtitle: (path: string) => `http://relay/styled${path}`,
    throughput: () => null,
    receivedBytes: () => 0,
    close: () => undefined,
  }
  const opening = { client, clock, serverId: 'b', userId: 'c', deviceId: 'd', openBranch: () => branch }
  return { clock, requests, open: () => openItem(opening, item, { itemId, maxBitrate: null }) }
}
