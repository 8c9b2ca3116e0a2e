import { createServer } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { attachVlc } from '../../../adapters/vlc/attachVlc.ts'
import { readAnswer } from '../../../adapters/vlc/httpExchange.ts'
import { VlcClient } from '../../../adapters/vlc/vlcClient.ts'
import { introduce } from '../../../adapters/vlc/vlcIntroduction.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { fakeVlc } from '../../support/fakeVlc.ts'
import type { FakeAnswer, FakeVlc } from '../../support/fakeVlc.ts'

const clock = createSystemClock()

describe("VLC's web interface", () => {
  const cleanups: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup()
  })

  const start = async (answer: Parameters<typeof fakeVlc>[0]): Promise<FakeVlc & { client: VlcClient }> => {
    const fake = await fakeVlc(answer)
    const client = new VlcClient({ host: '127.0.0.1', port: fake.port, password: 'pä:ss' }, clock)
    cleanups.push(async () => {
      client.close()
      await fake.close()
    })
    return { ...fake, client }
  }

  it('[VL25] is asked in a single packet, with the password and without a user name', async () => {
    const packets: string[] = []
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.on('data', (bytes) => {
        packets.push(String(bytes))
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const client = new VlcClient({ host: '127.0.0.1', port, password: 'pä:ss' }, clock)
    expect(await client.get('/page', [['a b', 'c&d=é+%']], 1000)).toMatchObject({
      ok: true,
      value: { body: 'ok' },
    })
    expect(packets).toHaveLength(1)
    expect(packets[0]).toContain(`/page?a b=c%26d%3D%C3%A9%2B%25 HTTP/1.0\r\n`)
    const credentials = /Basic (\S+)/.exec(packets[0] ?? '')?.[1] ?? ''
    expect(Buffer.from(credentials, 'base64').toString()).toBe(':pä:ss')
    for (const socket of sockets) socket.destroy()
    server.close()
  })

  it('[VL25] always ends: with an answer, a refusal, the end of the connection, or its time', async () => {
    const answers: FakeAnswer[] = ['{}', 401, 404, null]
    const { client } = await start(() => answers.shift() ?? null)
    expect(await client.get('/', [], 1000)).toMatchObject({ ok: true, value: { body: '{}' } })
    expect(await client.get('/', [], 1000)).toEqual({ ok: false, problem: 'status 401' })
    expect(await client.get('/', [], 1000)).toEqual({ ok: false, problem: 'status 404' })
    expect(await client.get('/', [], 50)).toEqual({ ok: false, problem: 'timeout' })
    const nobody = new VlcClient({ host: '127.0.0.1', port: 9, password: '' }, clock)
    expect(await nobody.get('/', [], 1000)).toEqual({ ok: false, problem: 'ECONNREFUSED' })
  })

  it('[VL25] fails what is under way when it is closed, and everything after that at once', async () => {
    const { client } = await start(() => null)
    const pending = client.get('/', [], 5000)
    await expect.poll(() => client.pending).toBe(1)
    client.close()
    expect(await pending).toEqual({ ok: false, problem: 'closed' })
    expect(await client.get('/', [], 5000)).toEqual({ ok: false, problem: 'closed' })
  })

  it('[VL25] is read whole, with a length or up to the end, and not at all when it is none', () => {
    const read = (text: string, isAll: boolean) => readAnswer(Buffer.from(text), isAll)
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab', false)).toBeNull()
    expect(read('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab', false)).toEqual({ status: 200, body: 'ab' })
    expect(read('HTTP/1.0 200 OK\r\n\r\nab', false)).toBeNull()
    expect(read('HTTP/1.0 200 OK\r\n\r\nab', true)).toEqual({ status: 200, body: 'ab' })
    expect(read('SSH-2.0\r\n\r\n', false)).toBe('garbage')
  })

  it.each([
    ['3.0.24 Vetinari', '{"began":1}', { name: 'VLC 3.0.24', precise: true }],
    ['3.0.24 Vetinari', 404, { name: 'VLC 3.0.24', precise: false }],
    ['4.0.0-dev Otto Chriek', '{"began":1}', { name: 'VLC 4.0.0-dev', precise: false }],
  ] as const)('[VL15] %s with the page %s is driven as it can be', async (version, page, introduction) => {
    const { client } = await start(({ url }) =>
      url?.startsWith('/requests/status') ? JSON.stringify({ version }) : page,
    )
    expect(await introduce(client, 1000)).toEqual({ ok: true, value: introduction })
  })

  it.each([
    [401, 'player-wrong-password', 'password'],
    ['<html>a printer</html>', 'player-not-vlc', 'VLC'],
    [404, 'player-not-vlc', 'VLC'],
  ] as const)('[VL13] attaching to what answers %s says what to do', async (answer, code, named) => {
    const { port } = await start(() => answer)
    const attached = await attachVlc({ clock, host: '127.0.0.1', port, password: 'no' })
    expect(attached).toMatchObject({ ok: false, problem: { code } })
    expect(attached.ok ? '' : attached.problem.sentence + attached.problem.nextStep).toContain(named)
  })

  it('[VL13] attaching to nobody says how the web interface is switched on', async () => {
    const attached = await attachVlc({ clock, host: '127.0.0.1', port: 9, password: '' })
    expect(attached).toMatchObject({ ok: false, problem: { code: 'player-not-listening' } })
    expect(attached.ok ? '' : attached.problem.nextStep).toContain('Web')
  })
})
