import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { sessionPath } from '../../../protocol/session.ts'
import { startSessionServer, type SessionServer } from '../../../session-server/server.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()
const wholeRequest = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'

describe('the doors of the server', () => {
  it('[OP20] there are so many sockets in all and no more, until one is closed', async () => {
    const server = await start({ transportLimits: { sockets: 2 } })
    const ann = await SessionMember.enter(server.url, 'Ann')
    await SessionMember.enter(server.url, 'Bob')
    expect(await refusalOf(server)).toBe(503)
    ann.close()
    await ann.closed
    await SessionMember.enter(server.url, 'Cid')
  })

  it('[OP21] a connection that says nothing, or never comes to the end of its request, is ended', async () => {
    const server = await start({ transportLimits: { helloWithinMs: 2000 } })
    const ends = [
      '',
      'GET /health HTTP/1.1\r\nHost: x\r\n',
      `GET ${sessionPath} HTTP/1.1\r\nUpgrade: websocket`,
    ].map(async (text) => {
      const socket = opened(server.port)
      if (text !== '') socket.write(text)
      await once(socket, 'close')
      return 'ended'
    })
    expect(await Promise.all(ends)).toEqual(['ended', 'ended', 'ended'])
    expect(await healthOf(server)).toMatchObject({ status: 'ok' })
  })

  it('[OP23] an address that opens connection upon connection is cut, and others are served', async () => {
    const server = await start({ transportLimits: { socketsPerAddress: 4 } })
    const cut = { count: 0 }
    // A wave at a time: the system keeps only so many waiting for an ear, and this is about those that were heard.
    const greedy: Socket[] = []
    for (let wave = 1; wave <= 25; wave += 1) {
      for (let number = 0; number < 400; number += 1) greedy.push(opened(server.port, () => (cut.count += 1)))
      await expect.poll(() => cut.count, { timeout: 30_000, interval: 5 }).toBe(wave * 400 - 4 - 64)
    }
    expect(greedy).toHaveLength(10_000)
    expect(await answerFrom('127.0.0.2', server.port)).toContain('200 OK')
    for (const socket of greedy) socket.destroy()
  })

  it('[OP5] a second port leads to the same rooms', async () => {
    const ports = await freePorts(2)
    const server = await start({ port: ports[0] ?? 0, openWatchPartyPort: ports[1] ?? 0 })
    const ann = await SessionMember.enter(server.url, 'Ann')
    const { room } = await ann.create()
    const bob = await SessionMember.enter(`ws://127.0.0.1:${ports[1]}`, 'Bob')
    expect((await bob.join(room.code)).room.id).toBe(room.id)
    const health = await fetch(`http://127.0.0.1:${ports[1]}/health`)
    expect(await health.json()).toMatchObject({ rooms: 1 })
    await server.close()
    expect((await bob.closed).reason).toBe('server-restarting')
  })

  it('[OP5] a second port that is taken keeps the server from starting, and is named', async () => {
    const taken = await start()
    const started = await startSessionServer({ port: 0, openWatchPartyPort: taken.port, logLevel: 'silent' })
    expect(started).toMatchObject({ ok: false, problem: { code: 'port-taken' } })
    expect(!started.ok && started.problem.nextStep).toContain('--open-watch-party-port')
  })
})

function opened(port: number, ended: () => void = () => undefined): Socket {
  const socket = connect(port, '127.0.0.1').resume()
  socket.on('error', () => undefined)
  socket.on('close', ended)
  return socket
}

async function answerFrom(localAddress: string, port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.write(wholeRequest)
  let heard = ''
  socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
  await once(socket, 'close')
  return heard
}

/** The status with which a session is refused before it begins. */
async function refusalOf({ url }: SessionServer): Promise<number | undefined> {
  const socket = new WebSocket(`${url}${sessionPath}`)
  return await new Promise((resolve) => {
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => resolve(101))
  })
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => startSessionServer({ port: 0, logLevel: 'silent' })),
  )
  return await Promise.all(
    servers.map(async (server) => {
      if (!server.ok) throw new Error(server.problem.sentence)
      await server.value.close()
      return server.value.port
    }),
  )
}
