import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { itemIdOf } from '../../demo/library/catalogueEntries.ts'
import { ADA, KEEPER } from '../../demo/library/people.ts'
import { authorizationHeader } from '../../jellyfin/credentials.ts'
import type { RemoteRequest } from '../../jellyfin/library.ts'
import { startRemoteControl } from '../../jellyfin/remoteControl.ts'
import type { SessionClient } from '../../jellyfin/sessionClient.ts'
import { failure, success } from '../../protocol/result.ts'
import { unreachable } from '../../jellyfin/problems.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { app, openFixture, signIn, type Fixture } from './support/libraryFixture.ts'

describe('"Play On" at a Jellyfin', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[JF32] hears what another client asks on Jellyfin %s',
    async (version) => {
      const fixture = await openFixture({ version, basePath: '/jellyfin' })
      const heard = await listen(fixture)
      await heard.command(
        `Playing?playCommand=PlayNow&itemIds=${itemIdOf('night')}&startPositionTicks=600000000`,
      )
      await heard.command('Playing/Seek?seekPositionTicks=10000000')
      await heard.command('Playing/Pause')
      await heard.command('Command', { Name: 'SetVolume', Arguments: { Volume: '30' } })
      await heard.command('Message', { Header: 'Dinner', Text: 'is ready', TimeoutMs: 3000 })
      await expect
        .poll(() => heard.requests)
        .toEqual([
          { kind: 'open', itemIds: [itemIdOf('night')], startMs: 60_000 },
          { kind: 'seek', positionMs: 1000 },
          { kind: 'pause' },
          { kind: 'volume', percent: 30 },
          { kind: 'message', header: 'Dinner', text: 'is ready', durationMs: 3000 },
        ])
    },
  )

  it('[JF32] carries the token in a header, never in the address', async () => {
    const fixture = await openFixture()
    await listen(fixture)
    const upgrade = fixture.proxy.requests.find(({ path }) => path === '/socket')
    expect(upgrade?.authorization).toContain(fixture.credentials.accessToken)
    expect([...(upgrade?.query.keys() ?? [])]).toEqual([])
  })
})

describe('the line to the server', () => {
  it('[JF33] says KeepAlive at once and twice in the time that the server allows', async () => {
    const { accept, clock } = await startLine()
    const socket = await accept()
    const said = collect(socket)
    socket.send(JSON.stringify({ MessageType: 'ForceKeepAlive', Data: 60 }))
    await expect.poll(() => said).toEqual([{ MessageType: 'KeepAlive' }])
    await clock.advance(30_000)
    await expect.poll(() => said.length).toBe(2)
  })

  it('[JF33] is given up when the server falls silent, and drawn again', async () => {
    const { accept, clock, waits } = await startLine()
    const socket = await accept()
    const said = collect(socket)
    socket.send(JSON.stringify({ MessageType: 'ForceKeepAlive', Data: 60 }))
    await expect.poll(() => said.length).toBe(1)
    const gone = once(socket, 'close')
    await clock.advance(91_000)
    await gone
    await expect.poll(() => waits.at(-1)).toBe(1000)
    await clock.advance(1000)
    await accept()
  })

  it('[JF33] is drawn again after a break, in growing steps, and tells its capabilities each time', async () => {
    const { accept, clock, told, waits } = await startLine()
    for (const expected of [1000, 1000]) {
      const socket = await accept()
      await expect.poll(() => told.at(-1)).toBe('/Sessions/Capabilities/Full')
      const line = waits.length
      socket.terminate()
      await expect.poll(() => waits.length).toBe(line + 1)
      expect(waits.at(-1)).toBe(expected)
      await clock.advance(expected)
    }
    await accept()
    await expect.poll(() => told).toHaveLength(3)
  })

  it('[JF33] waits longer while the server refuses', async () => {
    const { clock, waits } = await startLine({ refuseWith: 503 })
    for (const expected of [1000, 2000, 5000, 10_000, 30_000, 30_000]) {
      await expect.poll(() => waits.at(-1) === expected && clock.pending() === 1).toBe(true)
      waits.length = 0
      await clock.advance(expected)
    }
  })

  it('[JF34] stays away once the sign-in has ended', async () => {
    const { clock, checks } = await startLine({ refuseWith: 403, signedOut: true })
    await expect.poll(() => checks()).toBe(1)
    await new Promise((resolve) => setImmediate(resolve))
    expect(clock.pending()).toBe(0)
  })

  it('[JF31] counts what it cannot read, and goes on', async () => {
    const { accept, control, requests } = await startLine()
    const socket = await accept()
    const broken = ['', '{', '[]', '{"Data":1}', '{"MessageType":"Play","Data":{"ItemIds":7}}', '"KeepAlive"']
    for (const text of [...broken, '{"MessageType":"Future","Data":{}}']) socket.send(text)
    socket.send(JSON.stringify({ MessageType: 'Playstate', Data: { Command: 'Pause' } }))
    await expect.poll(() => requests).toEqual([{ kind: 'pause' }])
    expect(control.malformedCount()).toBe(broken.length)
  })

  it('[JF34] ends when it is closed, and leaves no timer behind', async () => {
    const { accept, clock, control } = await startLine()
    const socket = await accept()
    const said = collect(socket)
    socket.send(JSON.stringify({ MessageType: 'ForceKeepAlive', Data: 60 }))
    await expect.poll(() => said.length).toBe(1)
    const gone = once(socket, 'close')
    control.close()
    await gone
    await expect.poll(() => clock.pending()).toBe(0)
  })
})

/** Another client, in the hands of the server's keeper, and what the library under test hears of it. */
async function listen({ library, demo, credentials }: Fixture) {
  const requests: RemoteRequest[] = []
  library.onRemoteRequest((request) => requests.push(request))
  const keeper = authorizationHeader(await signIn(demo.url, KEEPER), app)
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${demo.url}/Sessions${path}`, {
      ...init,
      headers: { authorization: keeper, 'content-type': 'application/json' },
    })
  const find = async (): Promise<string | null> => {
    const sessions: unknown = await (await ask(`?deviceId=${credentials.deviceId}`)).json()
    return controllable(sessions)
  }
  await expect.poll(find, { timeout: 5000 }).not.toBeNull()
  const target = await find()
  return {
    requests,
    async command(path: string, body: unknown = {}) {
      const answer = await ask(`/${target}/${path}`, { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status).toBe(204)
    },
  }
}

/** Id of the first session that may be controlled. */
function controllable(sessions: unknown): string | null {
  const list: unknown[] = Array.isArray(sessions) ? sessions : []
  const found = list.find(
    (session) =>
      typeof session === 'object' &&
      session !== null &&
      'SupportsRemoteControl' in session &&
      session.SupportsRemoteControl === true,
  )
  return typeof found === 'object' && found !== null && 'Id' in found ? String(found.Id) : null
}

function collect(socket: WebSocket): unknown[] {
  const said: unknown[] = []
  socket.on('message', (content: Buffer) => said.push(JSON.parse(content.toString('utf8'))))
  return said
}

interface Behaviour {
  readonly refuseWith?: number
  readonly signedOut?: boolean
}

/** A remote control on virtual time, before a bare WebSocket server. */
async function startLine({ refuseWith, signedOut = false }: Behaviour = {}) {
  const server = http.createServer()
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, stream, head) => {
    if (refuseWith === undefined)
      sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket))
    else stream.end(`HTTP/1.1 ${refuseWith} No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const clock = createVirtualClock()
  const waits: number[] = []
  const told: string[] = []
  const requests: RemoteRequest[] = []
  let checks = 0
  const arrived: WebSocket[] = []
  sockets.on('connection', (socket: WebSocket) => arrived.push(socket))
  const client: SessionClient = {
    serverUrl: `http://127.0.0.1:${portOf(server.address())}`,
    checkSignedOut: () => Promise.resolve(((checks += 1), signedOut)),
    ask: () => Promise.resolve(failure({ ...unreachable('nas'), status: null })),
    tell: ({ path }) => Promise.resolve((told.push(path), success(undefined))),
  }
  const control = startRemoteControl({
    client,
    authorization: `MediaBrowser Token="${ADA.id}"`,
    clock: { nowMs: clock.nowMs, after: (delayMs, run) => (waits.push(delayMs), clock.after(delayMs, run)) },
    onRequest: (request) => requests.push(request),
  })
  onTestFinished(() => control.close())
  /** The next socket that arrives. */
  const accept = async () => {
    await expect.poll(() => arrived.length, { timeout: 5000 }).toBeGreaterThan(0)
    return required(arrived.shift())
  }
  return { control, clock, waits, told, requests, checks: () => checks, accept }
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing there')
  return value
}

const portOf = (address: string | AddressInfo | null) =>
  address !== null && typeof address === 'object' ? address.port : 0
