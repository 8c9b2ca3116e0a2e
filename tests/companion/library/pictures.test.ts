import type { IncomingMessage, RequestListener } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { itemIdOf, LIBRARY_IDS } from '../../../demo/library/catalogueEntries.ts'
import { ADA } from '../../../demo/library/people.ts'
import { createPictures, type Pictures } from '../../../companion/library/pictures.ts'
import { createPictureMemory } from '../../../companion/library/pictureMemory.ts'
import { authorizationHeader } from '../../../jellyfin/credentials.ts'
import { openJellyfinLibrary } from '../../../jellyfin/jellyfinLibrary.ts'
import { pictureNameOf } from '../../../protocol/bridge/pictures.ts'
import { app, clock, must, openFixture, problemOf } from '../../jellyfin/support/libraryFixture.ts'
import { serve } from '../../jellyfin/support/relayFixture.ts'

const noSignal = () => new AbortController().signal
const poster = (tag = 'a1') =>
  ({ kind: 'item', itemId: itemIdOf('night'), image: 'Primary', index: 0, tag, width: 400 }) as const

function openPictures(): Pictures {
  const pictures = createPictures(clock)
  onTestFinished(() => pictures.close())
  return pictures
}

async function bytesAt(pictures: Pictures, path: string, signal = noSignal()) {
  const opened = await pictures.open(pictureNameOf(path) ?? '', signal)
  if (!opened.ok) return null
  return { type: opened.value.type, bytes: Buffer.from(await new Response(opened.value.body).arrayBuffer()) }
}

/** Pictures of a server that answers whatever the test says. */
async function picturesOf(answer: RequestListener, authorization: string | null = 'the-secret-token') {
  const pictures = openPictures()
  const shelf = pictures.shelve({ url: await serve(answer), authorization })
  return { pictures, shelf, path: shelf.address(poster()) ?? '' }
}

const png: RequestListener = (_request, response) =>
  void response.writeHead(200, { 'content-type': 'image/png' }).end('pixels')

describe('the pictures that windows show', () => {
  it('[LB13] are those of the library: posters, backdrops, people and scenes', async () => {
    const { credentials, relay } = await openFixture()
    const pictures = openPictures()
    const authorization = authorizationHeader(credentials, app)
    const shelf = pictures.shelve({ url: credentials.serverUrl, authorization })
    const options = { credentials, relay, clock, app, picture: shelf.address }
    const library = must(await openJellyfinLibrary(options))
    onTestFinished(() => library.close())
    const { card, backdropUrl } = must(await library.catalogue.item({ itemId: itemIdOf('night') }))
    const [person] = must(await library.catalogue.people())
    for (const path of [card.posterUrl, backdropUrl, person?.pictureUrl]) {
      expect(await bytesAt(pictures, path ?? '')).toMatchObject({ type: 'image/png' })
      expect(path).not.toContain(credentials.accessToken)
      expect(path).not.toContain(new URL(credentials.serverUrl).port)
    }
    // Of a library that Ada may not see the server shows nothing to her.
    const hidden = shelf.address({ ...poster(), itemId: itemIdOf('orbit') })
    expect(await bytesAt(pictures, hidden ?? '')).toBeNull()
    expect(LIBRARY_IDS.laboratory).not.toBe(ADA.id)
  })

  it.each([
    'x',
    `item.${'a'.repeat(32)}.Primary.0.tag.99999`,
    `item.${'a'.repeat(32)}.Logo.0.tag.400`,
    `item.${'a'.repeat(31)}.Primary.0.tag.400`,
    `item.${'a'.repeat(32)}.Primary.0.tag.400.more`,
    `user.${'a'.repeat(32)}`,
    `scenes.${'a'.repeat(32)}.${'b'.repeat(32)}.160.-1`,
    `videos.${'a'.repeat(32)}`,
  ])('[LB13] are nothing else: %s', async (name) => {
    const { pictures, path } = await picturesOf(png)
    const key = (pictureNameOf(path) ?? '').split('.')[0] ?? ''
    expect(problemOf(await pictures.open(`${key}.${name}`, noSignal()))).toMatchObject({ code: 'no-picture' })
    expect(await bytesAt(pictures, path)).not.toBeNull()
  })

  it('[LB13] are not reachable on another shelf, nor under an id or tag that is none', async () => {
    const { pictures, path, shelf } = await picturesOf(png)
    expect(await bytesAt(pictures, path.replace(/pictures\/[^.]+/, 'pictures/elsewhere'))).toBeNull()
    expect(shelf.address({ ...poster(), tag: '../../etc' })).toBeNull()
    expect(shelf.address({ kind: 'user', userId: 'x/y', tag: 'a' })).toBeNull()
  })

  it.each([
    ['image/svg+xml', 'image/svg+xml', Buffer.from('<svg/>')],
    ['a page', 'text/html', Buffer.from('<p>')],
    ['no type', '', Buffer.from('x')],
    ['too long', 'image/png', Buffer.alloc((8 << 20) + 1)],
  ])('[LB14] do not pass when they are %s', async (_name, type, body) => {
    const { pictures, path } = await picturesOf((_request, response) => {
      response.writeHead(200, type === '' ? {} : { 'content-type': type }).end(body)
    })
    expect(await bytesAt(pictures, path)).toBeNull()
  })

  it('[LB14] do not pass when they were cut off, and are asked for again', async () => {
    let isCut = true
    const { pictures, path } = await picturesOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'content-length': 6 })
      if (!isCut) return void response.end('pixels')
      response.write('pix', () => response.destroy())
    })
    expect(await bytesAt(pictures, path)).toBeNull()
    isCut = false
    expect(await bytesAt(pictures, path)).toEqual({ type: 'image/jpeg', bytes: Buffer.from('pixels') })
  })

  it('[LB15] are asked for once, and are gone with their shelf', async () => {
    let asked = 0
    const { pictures, path, shelf } = await picturesOf((request, response) => {
      asked += 1
      png(request, response)
    })
    for (let time = 0; time < 3; time += 1) expect(await bytesAt(pictures, path)).not.toBeNull()
    expect(asked).toBe(1)
    shelf.close()
    expect(await bytesAt(pictures, path)).toBeNull()
    expect(asked).toBe(1)
  })

  it('[LB15] stay within their room, the one not asked for longest going first', () => {
    const memory = createPictureMemory(10)
    const picture = { contentType: 'image/png', bytes: new Uint8Array(4) }
    for (const name of ['a', 'b']) memory.keep(name, picture)
    memory.find('a')
    memory.keep('c', picture)
    expect(['a', 'b', 'c'].map((name) => memory.find(name) !== null)).toEqual([true, false, true])
  })

  it('[LB16] end their request when nobody wants them any more', async () => {
    let onAsked: (request: IncomingMessage) => void = () => undefined
    const leaving = new AbortController()
    const ended = new Promise<void>((resolve) => {
      onAsked = (request) => {
        request.once('error', () => undefined).once('close', resolve)
        leaving.abort()
      }
    })
    const { pictures, path } = await picturesOf((request) => onAsked(request))
    expect(await bytesAt(pictures, path, leaving.signal)).toBeNull()
    await ended
  })

  it('[LB16] are asked of a server eight at a time', async () => {
    let open = 0
    let most = 0
    const { pictures, shelf } = await picturesOf((request, response) => {
      open += 1
      most = Math.max(most, open)
      setImmediate(() => {
        open -= 1
        png(request, response)
      })
    })
    const paths = Array.from({ length: 40 }, (_, index) => shelf.address(poster(`t${index}`)) ?? '')
    const all = await Promise.all(paths.map((path) => bytesAt(pictures, path)))
    expect(all.every((each) => each !== null)).toBe(true)
    expect(most).toBeLessThanOrEqual(8)
  })
})
