import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { authorizationHeader } from '../../../jellyfin/credentials.ts'
import { pictureNameOf } from '../../../protocol/bridge/pictures.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { selfSignedCertificate, type Certificate } from '../../jellyfin/support/certificates.ts'
import { app as otherApp, signIn } from '../../jellyfin/support/libraryFixture.ts'
import { openTestApp } from './appOfTest.ts'

describe('signing in', () => {
  it('[AP2] leads from an address to its users, and with a password to the library', async () => {
    const library = await openLibrary()
    const { does, state, until } = openTestApp()
    expect(state().signIn).toEqual({ kind: 'server', address: '', problem: null })
    await does({ kind: 'connect-server', address: library.url })
    expect(state().signIn).toMatchObject({
      kind: 'user',
      server: { name: 'Lockstep demo library', url: library.url, isPlain: false },
      quickConnect: true,
      problem: null,
    })
    const step = state().signIn
    expect(step.kind === 'user' && step.users.map(({ name }) => name)).toContain('Ada')
    await does({ kind: 'sign-in', userName: 'Ada', password: ADA.password })
    const done = await until(({ library: { kind } }) => kind === 'open')
    expect(done.signIn).toEqual({ kind: 'done' })
    expect(done.account).toMatchObject({ userName: 'Ada', serverUrl: library.url })
  })

  it('[AP2] shows those whom the server shows to everybody, with their pictures, as long as it is about them', async () => {
    const library = await openLibrary()
    const { app, does, state, signsIn } = openTestApp()
    await does({ kind: 'connect-server', address: library.url })
    const step = state().signIn
    const urls = step.kind === 'user' ? step.users.map(({ pictureUrl }) => pictureUrl) : []
    const name = pictureNameOf(urls[0] ?? '') ?? ''
    const ask = () => app.picture(name, AbortSignal.timeout(5000))
    expect(await ask()).toMatchObject({ ok: true, value: { type: 'image/png' } })
    await signsIn(library)
    expect(await ask()).toMatchObject({ ok: false })
  })

  it('[AP2] says what was wrong, where one can correct it', async () => {
    const library = await openLibrary()
    const { does, fails, state } = openTestApp()
    await does({ kind: 'connect-server', address: library.url })
    const problem = await fails({ kind: 'sign-in', userName: 'Ada', password: 'wrong' })
    expect(problem.code).toBe('sign-in-refused')
    expect(state().signIn).toMatchObject({ kind: 'user', problem: { code: 'sign-in-refused' } })
    expect(state().account).toBeNull()
  })

  it('[AP2] goes a step back, and out of it when somebody is signed in', async () => {
    const library = await openLibrary()
    const { does, state, signsIn } = openTestApp()
    await does({ kind: 'connect-server', address: library.url })
    await does({ kind: 'back' })
    expect(state().signIn).toEqual({ kind: 'server', address: library.url, problem: null })
    await signsIn(library)
    await does({ kind: 'add-account' })
    expect(state().signIn.kind).toBe('server')
    await does({ kind: 'back' })
    expect(state().signIn.kind).toBe('done')
    expect(state().account?.userName).toBe('Ada')
  })

  it('[AP2] forgets what was begun before: the last wish counts', async () => {
    const library = await openLibrary()
    const { app, does, state } = openTestApp()
    const first = app.command({ kind: 'connect-server', address: library.url })
    await does({ kind: 'back' })
    expect(await first).toMatchObject({ ok: false, problem: { code: 'overtaken' } })
    expect(state().signIn.kind).toBe('server')
  })

  it(
    '[AP3] with Quick Connect shows a code, and goes on when it was confirmed elsewhere',
    { timeout: 20_000 },
    async () => {
      const library = await openLibrary()
      const { does, state, until } = openTestApp()
      await does({ kind: 'connect-server', address: library.url })
      await does({ kind: 'quick-connect' })
      const step = state().signIn
      const code = step.kind === 'quick-connect' ? step.code : ''
      expect(code).toMatch(/^\d{6}$/)
      const authorization = authorizationHeader(await signIn(library.url, GRACE, 'telephone'), otherApp)
      const query = new URLSearchParams({ code, userId: GRACE.id })
      await fetch(`${library.url}/QuickConnect/Authorize?${query}`, {
        method: 'POST',
        headers: { authorization },
      })
      const done = await until(({ account }) => account !== null)
      expect(done.account?.userName).toBe('Grace')
    },
  )

  it('[AP3] with Quick Connect can be given up', async () => {
    const library = await openLibrary()
    const { does, state } = openTestApp()
    await does({ kind: 'connect-server', address: library.url })
    await does({ kind: 'quick-connect' })
    await does({ kind: 'back' })
    expect(state().signIn.kind).toBe('user')
  })
})

describe('an address that leads nowhere', () => {
  const answering = (status: number, body: string, headers = {}) =>
    serve((_request, response) => void response.writeHead(status, headers).end(body))
  const jellyfin = (change: object) =>
    JSON.stringify({
      Id: 'a'.repeat(32),
      ServerName: 'Home',
      Version: '10.11.1',
      ProductName: 'Jellyfin Server',
      ...change,
    })

  it.each([
    ['server-address-invalid', () => 'my server'],
    ['server-address-invalid', () => 'ftp://home.example'],
    ['server-address-invalid', () => 'http://ada:secret@home.example'],
    ['server-not-found', () => 'http://no-such-host.invalid:8096'],
    ['server-refused', closedAddress],
    ['server-without-tls', async () => (await answering(200, '')).replace('http:', 'https:')],
    ['server-not-jellyfin', () => answering(200, '<html>A router.</html>')],
    ['server-not-jellyfin', () => answering(200, jellyfin({ ProductName: 'Emby Server' }))],
    ['server-too-old', () => answering(200, jellyfin({ Version: '10.8.13' }))],
    ['server-starting', () => answering(503, '')],
    ['server-failed', () => answering(500, '')],
    ['server-redirects', () => answering(302, '', { location: 'http://localhost:1/System/Info/Public' })],
  ])('[AP4] says %s, keeps what was typed, and lets one correct it', async (code, address) => {
    const { fails, state } = openTestApp()
    const typed = await address()
    const problem = await fails({ kind: 'connect-server', address: typed })
    expect(problem.code).toBe(code)
    expect(problem.nextStep).not.toBe('')
    expect(state().signIn).toEqual({ kind: 'server', address: typed, problem })
  })
})

describe('a server whose certificate nobody knows', () => {
  it('[AP5] shows its fingerprint, and is trusted alone, from then on', async () => {
    const library = await openLibrary()
    const address = await serveTls(selfSignedCertificate(), library.url)
    const first = openTestApp()
    await first.fails({ kind: 'connect-server', address })
    const step = first.state().signIn
    expect(step).toMatchObject({ kind: 'certificate', problem: { code: 'server-certificate-self-signed' } })
    const fingerprint = step.kind === 'certificate' ? step.fingerprint : ''
    expect(fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    await first.does({ kind: 'trust-certificate', fingerprint })
    await first.does({ kind: 'sign-in', userName: 'Ada', password: ADA.password })
    const { account } = await first.until((state) => state.library.kind === 'open')
    expect(account?.serverUrl).toBe(address)
    expect((await first.app.query({ kind: 'libraries' })).ok).toBe(true)
    await first.close()
    const again = openTestApp({}, first.home)
    await again.until((state) => state.library.kind === 'open')
    const other = await serveTls(selfSignedCertificate(), library.url)
    expect((await again.fails({ kind: 'connect-server', address: other })).code).toBe(
      'server-certificate-self-signed',
    )
  })

  it('[AP5] is not taken for another certificate than the one that was shown', async () => {
    const library = await openLibrary()
    const address = await serveTls(selfSignedCertificate(), library.url)
    const { fails } = openTestApp()
    await fails({ kind: 'connect-server', address })
    const fingerprint = Array.from({ length: 32 }, () => '00').join(':')
    expect((await fails({ kind: 'trust-certificate', fingerprint })).code).toBe('other-certificate')
  })

  it('[AP5] is asked nothing any more when it shows another certificate later', async () => {
    const library = await openLibrary()
    const impostor = { now: selfSignedCertificate() }
    const asked: string[] = []
    const address = await serveTls(impostor.now, library.url, (path) => asked.push(path))
    const { does, fails, state, app } = openTestApp()
    await fails({ kind: 'connect-server', address })
    const step = state().signIn
    await does({
      kind: 'trust-certificate',
      fingerprint: step.kind === 'certificate' ? step.fingerprint : '',
    })
    await stopServing(address)
    await serveTls(selfSignedCertificate(), library.url, (path) => asked.push(`impostor: ${path}`), address)
    await app.command({ kind: 'sign-in', userName: 'Ada', password: ADA.password })
    expect(asked.filter((path) => path.startsWith('impostor'))).toEqual([])
    expect(state().account).toBeNull()
  })
})

/** A port of this machine where nothing listens any more. */
async function closedAddress(): Promise<string> {
  const server = http.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return `http://127.0.0.1:${port}`
}

const servers = new Map<string, https.Server>()

/** What is at an address of `http://127.0.0.1`, over TLS. */
async function serveTls(
  certificate: Certificate,
  target: string,
  onAsked: (path: string) => void = () => undefined,
  at = 'https://127.0.0.1:0',
): Promise<string> {
  const server = https.createServer(certificate, (request, response) => {
    onAsked(request.url ?? '')
    const { method, headers, url } = request
    const forward = http.request(target + (url ?? ''), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    forward.on('error', () => response.destroy())
    request.pipe(forward)
  })
  server.listen(Number(new URL(at).port), '127.0.0.1')
  await once(server, 'listening')
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  servers.set(address, server)
  onTestFinished(() => stopServing(address))
  return address
}

async function stopServing(address: string): Promise<void> {
  const server = servers.get(address)
  servers.delete(address)
  server?.closeAllConnections()
  await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)))
}

async function serve(handler: http.RequestListener): Promise<string> {
  const server = http.createServer(handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
