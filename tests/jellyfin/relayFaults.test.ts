import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA } from '../../demo/library/people.ts'
import type { Problem } from '../../protocol/problem.ts'
import { must, openFixture } from './support/libraryFixture.ts'
import { get } from './support/relayFixture.ts'

const night = { itemId: itemIdOf('night'), maxBitrate: null }

describe('a film through the relay, when things go wrong', () => {
  it('[RL5] comes in ranges from the library', async () => {
    const { library, bytes } = await openFixture({ basePath: '/jellyfin' })
    const { streamUrl } = must(await library.open(night))
    const got = await get(streamUrl, { headers: { range: 'bytes=1000000-1000099' } })
    expect(got.status).toBe(206)
    expect(got.body.equals(bytes.subarray(1_000_000, 1_000_100))).toBe(true)
  })

  it('[RL7] is cut where the library was cut, and can be continued from there', async () => {
    const { library, demo, bytes } = await openFixture()
    const { streamUrl } = must(await library.open(night))
    demo.faults.cutMedia(700_000, 1)
    const first = await get(streamUrl)
    expect(first.whole).toBe(false)
    const rest = await get(streamUrl, { headers: { range: `bytes=${first.body.length}-` } })
    expect(Buffer.concat([first.body, rest.body]).equals(bytes)).toBe(true)
  })

  it('[RL3] is measured as slow as the line is', async () => {
    const { library, demo } = await openFixture()
    const opened = must(await library.open(night))
    expect(opened.throughput()).toBeNull()
    demo.faults.limitMedia(2_000_000)
    await get(opened.streamUrl, { headers: { range: 'bytes=0-999999' } })
    expect(opened.throughput()).toBeGreaterThan(500_000)
    expect(opened.throughput()).toBeLessThan(3_000_000)
  })

  it('[RL6] answers what the library answers, and again when it is well', async () => {
    const { library, demo, bytes } = await openFixture()
    const { streamUrl } = must(await library.open(night))
    const heal = demo.faults.status(503, (path) => path.startsWith('/videos'))
    expect((await get(streamUrl)).status).toBe(503)
    heal()
    expect((await get(streamUrl)).body.equals(bytes)).toBe(true)
  })

  it('[JF18] ends the sign-in once when the token is revoked while a transcode plays', async () => {
    const { library, demo } = await openFixture()
    const problems: Problem[] = []
    library.onProblem((problem) => problems.push(problem))
    const { streamUrl } = must(await library.open({ ...night, maxBitrate: 20_000 }))
    expect((await get(streamUrl)).status).toBe(200)
    demo.faults.revokeTokens(ADA.id)
    expect((await get(streamUrl)).status).toBe(401)
    expect((await get(streamUrl)).status).toBe(401)
    await expect.poll(() => problems.map(({ code }) => code)).toEqual(['signed-out'])
  })
})
