import { describe, expect, it } from 'vitest'
import { ADA } from '../../../demo/library/people.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { RestCaller, signedIn } from '../support/restCaller.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

describe('what a server says of itself', () => {
  it('[AU21] tells everybody how it lets people in, before anything secret is sent', async () => {
    const open = new RestCaller(await start({ publicUrl: 'https://lockstep.example/' }))
    expect(await open.get('/server')).toMatchObject({
      status: 200,
      body: {
        name: 'Lockstep',
        protocol: 1,
        publicUrl: 'https://lockstep.example',
        signIn: { open: true, plugin: false, jellyfins: [], isComplete: true },
      },
    })
  })

  it('[AU21] names the Jellyfins whose accounts it takes, and says when one has not answered yet', async () => {
    const [here, away] = [await openJellyfin(), await openJellyfin({ serverName: 'Away' })]
    await away.faults.goOffline()
    const server = await start({ identity: { jellyfins: [here.url, away.url] } })
    await signedIn(server, { identity: await proofOf(here, ADA) })
    const { body } = await new RestCaller(server).get('/server')
    const jellyfins = [{ serverId: here.serverId, name: 'Lockstep demo library' }]
    expect(body['signIn']).toEqual({ open: false, plugin: false, jellyfins, isComplete: false })
    expect(JSON.stringify(body)).not.toContain(here.url)
    expect(body['clockId']).toBe(((await healthOf(server)) as { clockId: string }).clockId)
  })
})

describe('a session over REST', () => {
  it('[RS1] is given for a proof or a name, and says who one is', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url], open: true } })
    const ada = await signedIn(server, { identity: await proofOf(jellyfin, ADA) })
    expect(await ada.caller.get('/session')).toMatchObject({
      status: 200,
      body: { id: ada.personId, name: 'Ada' },
    })
    const ann = await signedIn(server, { name: ' Ann ' })
    expect(await ann.caller.get('/session')).toMatchObject({
      body: { name: 'Ann', origin: { kind: 'open' } },
    })
    const overTheWire = await SessionMember.enterAs(server.url, { kind: 'session', token: ada.token })
    expect((await overTheWire.hears('welcome')).person.id).toBe(ada.personId)
  })

  it('[RS1] is refused with the reasons of the wire', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url], failedAttempts: 4 } })
    const stranger = new RestCaller(server)
    const proof = await proofOf(jellyfin, ADA)
    const wrong = { identity: { ...proof, token: 'wrong' } }
    expect(await stranger.post('/session', { name: 'Ann' })).toMatchObject({
      status: 401,
      body: {
        error: {
          code: 'sign-in-required',
          message: 'This session server lets in only people whom it knows.',
          details: { retryable: false },
        },
      },
    })
    expect(await stranger.post('/session', wrong)).toMatchObject({
      status: 401,
      body: { error: { code: 'sign-in-refused' } },
    })
    expect(await stranger.get('/session')).toMatchObject({
      status: 401,
      body: { error: { code: 'sign-in-required' } },
    })
    const forger = new RestCaller(server, 'forged')
    expect(await forger.get('/session')).toMatchObject({
      status: 401,
      body: { error: { code: 'sign-in-refused' } },
    })
    jellyfin.faults.status(500)
    expect(await stranger.post('/session', { identity: proof })).toMatchObject({
      status: 503,
      body: { error: { code: 'jellyfin-unreachable', details: { retryable: true } } },
    })
    for (let time = 0; time < 3; time += 1) await stranger.post('/session', wrong)
    expect(await stranger.post('/session', wrong)).toMatchObject({
      status: 429,
      body: { error: { code: 'too-many-sign-ins' } },
    })
  })

  it('[AU14] ends over REST as well, on every line', async () => {
    const server = await start()
    const ann = await signedIn(server, { name: 'Ann' })
    const line = await SessionMember.enterAs(server.url, { kind: 'session', token: ann.token })
    expect((await ann.caller.delete('/session')).status).toBe(204)
    expect(await line.closed).toEqual({ code: 4023, reason: 'signed-out' })
    expect(await ann.caller.get('/session')).toMatchObject({
      status: 401,
      body: { error: { code: 'signed-out' } },
    })
  })
})

describe('a request that makes no sense', () => {
  it('[RS2] is refused in the envelope: what is no JSON, what lacks something, what is too long, what is nowhere', async () => {
    const server = await start({ restLimits: { bodyBytes: 1000 } })
    const base = `http://127.0.0.1:${server.port}/api/v1`
    const post = async (body: string, type = 'application/json') => {
      const response = await fetch(`${base}/session`, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      })
      const { error } = (await response.json()) as {
        error: { code: string; details: { field?: string; rule?: string } }
      }
      return { status: response.status, code: error.code, ...error.details }
    }
    expect(await post('{')).toMatchObject({ status: 400, code: 'bad-request', rule: 'It is no JSON.' })
    const unknownField = await post('{"name":"Ann","x":1}')
    expect(unknownField).toMatchObject({ status: 422, field: 'body' })
    expect(unknownField.rule).toContain('"x"')
    expect(await post('name=Ann', 'text/plain')).toMatchObject({ status: 415, code: 'not-json' })
    expect(await post('{"name":7}')).toMatchObject({ status: 422, code: 'unfit-fields', field: 'name' })
    expect(await post('{"identity":{"kind":"session"}}')).toMatchObject({
      status: 422,
      field: 'identity.token',
    })
    expect(await post(JSON.stringify({ name: 'x'.repeat(2000) }))).toMatchObject({
      status: 413,
      code: 'frame-too-large',
    })
    expect(await new RestCaller(server).get('/nowhere')).toMatchObject({
      status: 404,
      body: { error: { code: 'not-found' } },
    })
  })

  it('[RS3] too many of them from one address or of one person are refused, with how long to wait', async () => {
    const few = await start({ restLimits: { requestsOfAddress: 3 } })
    const caller = new RestCaller(few)
    for (let time = 0; time < 3; time += 1) expect((await caller.get('/server')).status).toBe(200)
    const refused = await caller.get('/server')
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too-many-requests' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    const personal = await start({ restLimits: { requestsOfPerson: 2 } })
    const [ann, bob] = [await signedIn(personal, { name: 'Ann' }), await signedIn(personal, { name: 'Bob' })]
    for (let time = 0; time < 2; time += 1) expect((await ann.caller.get('/session')).status).toBe(200)
    expect((await ann.caller.get('/session')).status).toBe(429)
    expect((await bob.caller.get('/session')).status).toBe(200)
  })
})

describe('the interface', () => {
  it('[RS4] describes itself: OpenAPI 3.1, and a page to read it on', async () => {
    const server = await start()
    const base = `http://127.0.0.1:${server.port}/api/docs`
    const description = (await (await fetch(`${base}/json`)).json()) as { openapi: string; paths: object }
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.paths)).toContain('/api/v1/session')
    const page = await fetch(`${base}/`)
    expect(page.status).toBe(200)
    expect((await fetch(base)).url).toBe(`${base}/`)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(await page.text()).toContain('swagger-ui')
  })

  it('[RS5] may be used by pages of listed origins only, and is never framed or kept by a cache', async () => {
    const server = await start({ allowedOrigins: ['https://jellyfin.example'] })
    const ask = (origin: string) =>
      fetch(`http://127.0.0.1:${server.port}/api/v1/server`, { headers: { origin } })
    const listed = await ask('https://jellyfin.example')
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://jellyfin.example')
    expect(listed.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(listed.headers.get('cache-control')).toBe('no-store')
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})
