import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { must, openFixture, type Fixture } from './support/libraryFixture.ts'

const playing = { paused: false, volumePercent: 80, muted: false }
const firstPage = { start: 0, limit: 5 }

const reports = ({ proxy }: Fixture) =>
  proxy.requests
    .filter(({ path }) => path.startsWith('/Sessions/Playing'))
    .map(({ path }) => path.split('/').at(-1))

async function watchUntil(fixture: Fixture, share: number) {
  const opened = must(await fixture.library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
  opened.playback.started({ ...playing, positionMs: 0 })
  opened.playback.progressed({ ...playing, positionMs: 1000, paused: true })
  await expect.poll(() => reports(fixture)).toEqual(['Playing', 'Progress'])
  await opened.close((opened.media.runtimeMs ?? 0) * share)
}

describe('what the server makes of it', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[JF29] resumes where one left off on Jellyfin %s',
    async (version) => {
      const fixture = await openFixture({ version })
      await watchUntil(fixture, 0.5)
      expect(reports(fixture)).toEqual(['Playing', 'Progress', 'Stopped'])
      expect(must(await fixture.library.resumable(firstPage)).items).toMatchObject([
        { id: itemIdOf('night'), resumeMs: 300_000, played: false },
      ])
      expect(must(await fixture.library.item(itemIdOf('night'))).resumeMs).toBe(300_000)
    },
  )

  it('[JF29] forgets the position near the start, and counts as played near the end', async () => {
    const fixture = await openFixture()
    await watchUntil(fixture, 0.04)
    expect(must(await fixture.library.resumable(firstPage)).items).toEqual([])
    fixture.proxy.intercept(null)
    const opened = must(await fixture.library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
    opened.playback.started({ ...playing, positionMs: 0 })
    await opened.close(570_000)
    expect(must(await fixture.library.item(itemIdOf('night'))).played).toBe(true)
  })

  it('[JF29] offers the next episode', async () => {
    const fixture = await openFixture()
    const opened = must(await fixture.library.open({ itemId: itemIdOf('lighthouse-1'), maxBitrate: null }))
    opened.playback.started({ ...playing, positionMs: 0 })
    await opened.close(299_000)
    const next = must(await fixture.library.nextUp(firstPage)).items
    expect(next.map(({ title }) => title)).toEqual(['Ticking'])
  })

  it('[JF39] knows what follows an episode, nothing after the last one, and nothing after a film', async () => {
    const fixture = await openFixture()
    const titles: string[] = []
    for (let id: string | null = itemIdOf('lighthouse-1'); id !== null;) {
      const next: { id: string; title: string } | null = must(await fixture.library.following(id))
      if (next !== null) titles.push(next.title)
      id = next?.id ?? null
    }
    expect(titles[0]).toBe('Ticking')
    expect(new Set(titles).size).toBe(titles.length)
    expect(must(await fixture.library.following(itemIdOf('night')))).toBeNull()
  })

  it('[JF29] keeps the position of a film that was never started', async () => {
    const fixture = await openFixture()
    await watchUntil(fixture, 0.5)
    const opened = must(await fixture.library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
    await opened.close(0)
    expect(must(await fixture.library.item(itemIdOf('night'))).resumeMs).toBe(300_000)
  })

  it('[JF28] lets the film go on while reports fail', async () => {
    const fixture = await openFixture()
    const opened = must(await fixture.library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
    fixture.demo.faults.status(500, (path) => path.startsWith('/sessions'))
    opened.playback.started({ ...playing, positionMs: 0 })
    await expect.poll(() => reports(fixture)).toEqual(['Playing'])
    expect((await fetch(opened.streamUrl, { headers: { range: 'bytes=0-9' } })).status).toBe(206)
    fixture.demo.faults.heal()
    await opened.close(300_000)
    expect(must(await fixture.library.item(itemIdOf('night'))).resumeMs).toBe(300_000)
  })

  it('[JF18] ends the sign-in when a report finds it revoked', async () => {
    const fixture = await openFixture()
    const opened = must(await fixture.library.open({ itemId: itemIdOf('night'), maxBitrate: null }))
    const problem = new Promise((resolve) => fixture.library.onProblem(resolve))
    fixture.demo.faults.revokeTokens()
    opened.playback.started({ ...playing, positionMs: 0 })
    expect(await problem).toMatchObject({ code: 'signed-out' })
  })
})
