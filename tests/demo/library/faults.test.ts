import { describe, expect, it } from 'vitest'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { ask, clientOf } from '../support/jellyfinClient.ts'
import { openSocket } from '../support/jellyfinSocket.ts'
import { countingFilm, openLibrary } from '../support/shelf.ts'

const FILM_BYTES = 300_000

/** What of the film arrived before the end, and whether the line broke. */
async function receive(url: string): Promise<{ bytes: number; broke: boolean }> {
  const response = await fetch(url)
  const reader = response.body?.getReader()
  let bytes = 0
  for (;;) {
    const part = await reader?.read().catch(() => null)
    if (!part) return { bytes, broke: true }
    if (part.done) return { bytes, broke: false }
    bytes += part.value.byteLength
  }
}

describe('fault switches (J22)', () => {
  it('[DM22] answer with a status until they are switched off, everywhere or at some paths', async () => {
    const library = await openLibrary({ basePath: '/jellyfin' })
    const ada = await clientOf(library.url, ADA)
    const heal = library.faults.status(500)
    expect((await ada.get('/Users/Me')).status).toBe(500)
    heal()
    expect((await ada.get('/Users/Me')).status).toBe(200)
    library.faults.status(503, (path) => path.startsWith('/items'))
    expect((await ada.get('/Items')).status).toBe(503)
    expect((await ada.get('/Users/Me')).status).toBe(200)
    library.faults.heal()
    expect((await ada.get('/Items')).status).toBe(200)
  })

  it('[DM36] delay answers by the given time', async () => {
    const clock = createVirtualClock()
    const { url, faults } = await openLibrary({ clock })
    faults.delay(5_000)
    let answered = false
    const answer = ask(`${url}/System/Info/Public`).finally(() => {
      answered = true
    })
    await expect.poll(() => clock.pending()).toBe(1)
    await clock.advance(4_999)
    expect(answered).toBe(false)
    await clock.advance(1)
    expect((await answer).status).toBe(200)
  })

  it('[DM37] cut a stream after a number of bytes, as often as asked', async () => {
    const film = await countingFilm(FILM_BYTES)
    const { url, faults } = await openLibrary({ films: [film] })
    const stream = `${url}/Videos/${itemIdOf(film.recipe.id)}/stream?static=true`
    faults.cutMedia(100_000, 1)
    expect(await receive(stream)).toEqual({ bytes: 100_000, broke: true })
    expect(await receive(stream)).toEqual({ bytes: FILM_BYTES, broke: false })
  })

  it('[DM38] let media trickle', async () => {
    const clock = createVirtualClock()
    const film = await countingFilm(FILM_BYTES)
    const { url, faults } = await openLibrary({ films: [film], clock })
    faults.limitMedia(100_000)
    const whole = receive(`${url}/Videos/${itemIdOf(film.recipe.id)}/stream?static=true`)
    let seconds = 0
    for (let done = false; !done; seconds += 0.05) {
      void whole.then(() => (done = true))
      await expect.poll(() => done || clock.pending() > 0).toBe(true)
      await clock.advance(50)
    }
    expect(await whole).toEqual({ bytes: FILM_BYTES, broke: false })
    expect(seconds).toBeGreaterThan(2.9)
  })

  it('[DM113] halt media without breaking the line', async () => {
    const film = await countingFilm(FILM_BYTES)
    const { url, faults } = await openLibrary({ films: [film] })
    const goOn = faults.haltMedia()
    let isOver = false
    const whole = receive(`${url}/Videos/${itemIdOf(film.recipe.id)}/stream?static=true`)
    void whole.finally(() => (isOver = true))
    const other = await fetch(`${url}/System/Info/Public`)
    expect([other.status, isOver]).toEqual([200, false])
    goOn()
    expect(await whole).toEqual({ bytes: FILM_BYTES, broke: false })
  })

  it('[DM39] sign people out, all or one', async () => {
    const library = await openLibrary()
    const [ada, grace] = [await clientOf(library.url, ADA), await clientOf(library.url, GRACE)]
    library.faults.revokeTokens(ADA.id)
    expect((await ada.get('/Users/Me')).status).toBe(401)
    expect((await grace.get('/Users/Me')).status).toBe(200)
    library.faults.revokeTokens()
    expect((await grace.get('/Users/Me')).status).toBe(401)
  })

  it('[DM40] break the WebSockets, which may be opened again', async () => {
    const library = await openLibrary()
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    library.faults.dropSockets()
    await socket.closed
    const again = await openSocket(library, ada.token)
    expect(await again.next('ForceKeepAlive')).toMatchObject({ Data: 60 })
  })

  it('[DM49] take the server away and bring it back on its port, sign-ins kept', async () => {
    const library = await openLibrary()
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    const comeBack = await library.faults.goOffline()
    await socket.closed
    await expect(ada.get('/Users/Me')).rejects.toThrow('fetch failed')
    await comeBack()
    expect((await ada.get('/Users/Me')).status).toBe(200)
    const again = await openSocket(library, ada.token)
    expect(await again.next('ForceKeepAlive')).toMatchObject({ Data: 60 })
  })

  it('[DM49] let the library be closed while it is away', async () => {
    const library = await openLibrary()
    await library.faults.goOffline()
    await expect(library.close()).resolves.toBeUndefined()
  })
})
