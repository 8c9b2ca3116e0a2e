import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { networkAddress } from '../../../platform/networkAddress.ts'
import { describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { startBrowserShell } from '../../../app/browser/browserShell.ts'
import { createFakeApp } from '../../companion/app/fakeApp.ts'
import { openShell, type ShellOfTest } from './shellOfTest.ts'

const keyed = (key: string, origin: string) => ({
  method: 'POST',
  headers: { origin, 'content-type': 'application/json' },
  body: JSON.stringify({ key }),
})

const closed = async (socket: WebSocket): Promise<number> => {
  const [code] = (await once(socket, 'close')) as [number]
  return code
}

/** An open bridge of a window that has a session. */
async function openBridge({ shell, enter, bridge }: ShellOfTest) {
  const cookie = await enter()
  const { socket } = await bridge({ cookie, origin: shell.origin })
  return socket
}

describe('the key of a window', () => {
  it('[BS1] is exchanged once for a cookie that no script reads and no other page sends along', async () => {
    const { shell, ask, newKey } = await openShell()
    const key = newKey()
    const first = await ask('/session', keyed(key, shell.origin))
    expect(first.status).toBe(204)
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^lockstep-\d+=[\w-]{32}; HttpOnly; SameSite=Strict; Path=\/$/,
    )
    expect(first.headers['set-cookie']?.[0]).not.toContain(key)
    expect((await ask('/session', keyed(key, shell.origin))).status).toBe(401)
  })

  it.each([
    ['wrong', '{"key":"wrongwrongwrongwrong"}'],
    ['empty', '{"key":""}'],
    ['not JSON', 'key'],
    ['of another shape', '{"key":1}'],
    ['far too long', JSON.stringify({ key: 'x'.repeat(100_000) })],
  ])('[BS1] opens nothing when it is %s', async (_name, body) => {
    const { shell, ask } = await openShell()
    const answer = await ask('/session', { method: 'POST', headers: { origin: shell.origin }, body })
    expect(answer).toMatchObject({ status: 401 })
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('[BS2] is taken from pages of the shell only, and not used up by others', async () => {
    const { shell, ask, newKey } = await openShell()
    const key = newKey()
    expect((await ask('/session', keyed(key, 'http://evil.example'))).status).toBe(403)
    const { method, body } = keyed(key, '')
    expect((await ask('/session', { method, body })).status).toBe(403)
    expect((await ask('/session', keyed(key, shell.origin))).status).toBe(204)
  })

  it('[BS1] stands in the fragment of the address, and is another one for each window', async () => {
    const { shell } = await openShell()
    const [one, other] = [new URL(shell.newAddress()), new URL(shell.newAddress())]
    expect(one.origin).toBe(shell.origin)
    expect(one.search).toBe('')
    expect(one.hash).not.toBe(other.hash)
  })
})

describe('what a browser asks of the shell', () => {
  it('[BS3] is answered without a session where it is the interface itself', async () => {
    const { ask } = await openShell()
    expect(await ask('/')).toMatchObject({ status: 200, body: expect.stringContaining('<title>') as string })
    const script = await ask('/assets/index-AbCd1234.js')
    expect(script.headers['cache-control']).toContain('immutable')
  })

  it('[BS3] is refused without a session where it is private', async () => {
    const { ask, bridge, shell } = await openShell()
    expect((await ask('/pictures/poster')).status).toBe(401)
    expect((await ask('/session')).status).toBe(401)
    expect((await bridge({ origin: shell.origin })).status).toBe(401)
    expect((await bridge({ origin: shell.origin, cookie: 'lockstep-1=x; lockstep=y' })).status).toBe(401)
  })

  it('[BS4] is refused by another name than the shell has', async () => {
    const { ask, bridge, shell, enter } = await openShell()
    const cookie = await enter()
    const { port } = new URL(shell.origin)
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:1`]) {
      expect((await ask('/', { headers: { host } })).status).toBe(403)
      expect((await bridge({ host, cookie, origin: `http://${host}` })).status).toBe(403)
    }
    expect((await ask('/', { headers: { host: `localhost:${port}` } })).status).toBe(200)
  })

  it('[BS5] is refused when it comes from a page elsewhere, cookie or not', async () => {
    const { ask, bridge, enter } = await openShell()
    const cookie = await enter()
    for (const origin of ['http://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect((await ask('/pictures/poster', { headers: { cookie, origin } })).status).toBe(403)
      expect((await bridge({ cookie, origin })).status).toBe(403)
    }
    const crossSite = { cookie, 'sec-fetch-site': 'cross-site' }
    expect((await ask('/pictures/poster', { headers: crossSite })).status).toBe(403)
    expect((await bridge({ cookie })).status).toBe(403)
  })

  it('[BS5] is answered where somebody comes to the first page by a link', async () => {
    const { ask } = await openShell()
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }
    expect((await ask('/', { headers })).status).toBe(200)
  })

  it('[BS6] comes with a policy that lets nothing in from elsewhere', async () => {
    const { ask } = await openShell()
    const { headers } = await ask('/')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each(['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json', '/assets', '/nothing.js'])(
    '[BS7] is no other file than those of the interface: %s',
    async (path) => {
      const { ask } = await openShell()
      expect((await ask(path)).status).toBe(404)
    },
  )

  it('[BS8] is a picture of the library for a window that has a session', async () => {
    const { ask, enter } = await openShell()
    const headers = { cookie: await enter() }
    const poster = await ask('/pictures/poster', { headers })
    expect(poster).toMatchObject({ status: 200, body: '\u0001\u0002\u0003' })
    expect(poster.headers['content-type']).toBe('image/png')
    expect((await ask('/pictures/other', { headers })).status).toBe(404)
  })

  it('[BS3] only reads', async () => {
    const { ask } = await openShell()
    expect((await ask('/', { method: 'PUT' })).status).toBe(405)
  })
})

describe('the bridge of a browser window', () => {
  it('[BS9] tells the state, and what changes in it, to every window', async () => {
    const open = await openShell()
    const cookie = await open.enter()
    const sockets = [0, 1].map(() => open.bridge({ cookie, origin: open.shell.origin }))
    const frames: string[] = []
    for (const { socket } of await Promise.all(sockets)) {
      socket.on('message', (bytes: Buffer) => frames.push(bytes.toString('utf8')))
    }
    expect(open.shell.windows()).toBe(2)
    open.app.store.dispatch({ kind: 'library', library: { kind: 'open' } })
    await expect.poll(() => frames.filter((frame) => frame.includes('"changes"'))).toHaveLength(2)
  })

  it('[BS10] ends by garbage, by bytes that are no text, and by too much at once', async () => {
    const open = await openShell()
    const garbage = await openBridge(open)
    garbage.send('{}')
    expect(await closed(garbage)).toBe(4001)
    const bytes = await openBridge(open)
    bytes.send(Buffer.from([0, 1, 2]))
    expect(await closed(bytes)).toBe(4001)
    const long = await openBridge(open)
    long.send('x'.repeat(100_000))
    expect(await closed(long)).toBe(4002)
    const huge = await openBridge(open)
    huge.send('x'.repeat(2_000_000))
    expect(await closed(huge)).toBe(1009)
    await expect.poll(() => open.shell.windows()).toBe(0)
  })

  it('[BS11] ends with the shell, and says so', async () => {
    const open = await openShell()
    const socket = await openBridge(open)
    const code = closed(socket)
    await open.shell.close()
    expect(await code).toBe(1001)
  })
})

describe('other machines of the network', () => {
  const address = networkAddress(networkInterfaces())

  it('[BS16] reach nothing unless that was asked for', async () => {
    const { shell } = await openShell()
    expect(shell.newNetworkAddress()).toBeNull()
    const { port } = new URL(shell.origin)
    if (address !== null) await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow('fetch failed')
  })

  it.skipIf(address === null)(
    '[BS16] get an address of their own, with a key of its own, when it was',
    async () => {
      const { shell } = await openShell(true)
      const { hostname, origin, hash } = new URL(shell.newNetworkAddress() ?? '')
      expect(hostname).toBe(address)
      const body = JSON.stringify({ key: hash.replace('#key=', '') })
      const answer = await fetch(`${origin}/session`, { method: 'POST', headers: { origin }, body })
      expect(answer.status).toBe(204)
    },
  )
})

describe('starting the shell', () => {
  it('[BS12] says how to build an interface that has not been built', async () => {
    const app = {
      ...createFakeApp(),
      picture: () => Promise.reject(new Error()),
      close: () => Promise.resolve(),
    }
    const options = { app, port: 0, openToNetwork: false, onFault: () => undefined }
    const shell = await startBrowserShell({ ...options, interfaceFolder: '/nowhere' })
    expect(shell).toMatchObject({ ok: false, problem: { code: 'interface-not-built' } })
  })
})
