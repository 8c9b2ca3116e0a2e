import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectServer } from '../../jellyfin/connectServer.ts'
import { createVirtualClock } from '../support/virtualClock.ts'
import { selfSignedCertificate, trustedAuthority, type Certificate } from './support/certificates.ts'
import { clock, must, problemOf, startLibrary } from './support/libraryFixture.ts'

const systemAnswer = {
  Id: 'a'.repeat(32),
  ServerName: 'Home',
  Version: '10.11.1',
  ProductName: 'Jellyfin Server',
}

describe('finding the server', () => {
  it.each(['10.10', '10.11', '12.0'] as const)('[JF4] knows a Jellyfin %s', async (version) => {
    const { demo } = await startLibrary({ version })
    const server = must(await connectServer(demo.url, clock))
    expect(server).toMatchObject({ url: demo.url, id: demo.serverId, name: 'Lockstep demo library' })
  })

  it('[JF4] finds it under a base path, and from a page of the web client', async () => {
    const { demo } = await startLibrary({ basePath: '/jellyfin' })
    const server = must(await connectServer(`${demo.url}/web/#/home.html`, clock))
    expect(server.url).toBe(demo.url)
  })

  it('[JF5] follows a redirect to a base path of the same host', async () => {
    const { demo } = await startLibrary({ basePath: '/jellyfin' })
    const front = await serve((_request, response) => {
      response.writeHead(302, { location: `${demo.url}/System/Info/Public` }).end()
    })
    expect(must(await connectServer(front, clock)).url).toBe(demo.url)
  })

  it.each([
    ['server-redirects', respond(302, '', { location: 'http://localhost:1/System/Info/Public' })],
    ['server-not-jellyfin', respond(302, '', { location: '/login' })],
    ['server-not-jellyfin', respond(200, '<html>hello</html>', { 'content-type': 'text/html' })],
    ['server-not-jellyfin', respond(200, '{"ok":true}')],
    ['server-not-jellyfin', respond(200, JSON.stringify({ ...systemAnswer, ProductName: 'Emby Server' }))],
    ['server-not-jellyfin', respond(404, '')],
    ['server-starting', respond(503, '<html>starting</html>', { 'content-type': 'text/html' })],
    ['server-failed', respond(500, 'oops')],
    ['server-too-old', respond(200, JSON.stringify({ ...systemAnswer, Version: '10.9.11' }))],
  ])('[JF5] says %s', async (code, handler) => {
    expect(problemOf(await connectServer(await serve(handler), clock)).code).toBe(code)
  })

  it('[JF5] says that nothing listens', async () => {
    const url = await serve(respond(200, ''), { closed: true })
    expect(problemOf(await connectServer(url, clock)).code).toBe('server-refused')
  })

  it('[JF5] says that a name does not exist', async () => {
    const problem = problemOf(await connectServer('http://no-such-host.invalid:8096', clock))
    expect(problem.code).toBe('server-not-found')
    expect(problem.sentence).toContain('no-such-host.invalid')
  })

  it('[JF5] gives up on a server that accepts and says nothing', async () => {
    const silent = net.createServer()
    const accepted = once(silent, 'connection')
    const port = await new Promise<number>((resolve) => {
      silent.listen(0, '127.0.0.1', () => resolve(portOf(silent.address())))
    })
    onTestFinished(() => void silent.close())
    const virtual = createVirtualClock()
    const answer = connectServer(`http://127.0.0.1:${port}`, virtual)
    await accepted
    await virtual.advance(8000)
    expect(problemOf(await answer).code).toBe('server-timeout')
    expect(virtual.pending()).toBe(0)
  })

  it('[JF5] says that a server speaks no https', async () => {
    const url = (await serve(respond(200, ''))).replace('http:', 'https:')
    expect(problemOf(await connectServer(url, clock)).code).toBe('server-without-tls')
  })
})

describe('certificates', () => {
  it('[JF6] accepts one of a trusted authority', async () => {
    const url = await serveTls(trustedAuthority().issue('IP:127.0.0.1', 2))
    expect(must(await connectServer(url, clock)).url).toBe(url)
  })

  it.each([
    ['server-certificate-expired', 'IP:127.0.0.1', -1],
    ['server-certificate-wrong-host', 'DNS:elsewhere.example', 2],
  ])('[JF6] refuses with %s', async (code, name, days) => {
    const url = await serveTls(trustedAuthority().issue(name, days))
    expect(problemOf(await connectServer(url, clock)).code).toBe(code)
  })

  it('[JF6] refuses one that nobody signed', async () => {
    const url = await serveTls(selfSignedCertificate())
    expect(problemOf(await connectServer(url, clock)).code).toBe('server-certificate-self-signed')
  })

  it('[JF6] does not try plain http instead when the scheme was guessed', async () => {
    const { host } = new URL(await serveTls(selfSignedCertificate()))
    expect(problemOf(await connectServer(host, clock)).code).toBe('server-certificate-self-signed')
  })
})

type Handler = (request: http.IncomingMessage, response: http.ServerResponse) => void

function respond(status: number, body: string, headers: http.OutgoingHttpHeaders = {}): Handler {
  return (_request, response) => response.writeHead(status, headers).end(body)
}

const serve = (handler: Handler, { closed = false } = {}) => listen(http.createServer(handler), closed)

const serveTls = async (pem: Certificate) =>
  (await listen(https.createServer(pem, respond(200, JSON.stringify(systemAnswer))), false)).replace(
    'http:',
    'https:',
  )

async function listen(server: http.Server, closed: boolean): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${portOf(server.address())}`
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  if (closed) await close()
  else onTestFinished(() => (server.closeAllConnections(), close()))
  return url
}

const portOf = (address: string | net.AddressInfo | null) =>
  address !== null && typeof address === 'object' ? address.port : 0
