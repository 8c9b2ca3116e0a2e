import { describe, expect, it } from 'vitest'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

describe('the introduction', () => {
  it('[SV1] comes first: requests before it are refused, the session goes on', async () => {
    const { url } = await start()
    const ann = await SessionMember.connect(url)
    ann.present({})
    ann.send({ type: 'join', requestId: 'early', code: 'abcdefghjk', password: null, invitation: null })
    expect(await ann.hears('refused')).toMatchObject({ requestId: 'early', reason: 'not-introduced' })
    ann.hello('Ann')
    expect(await ann.hears('welcome')).toMatchObject({ protocol: 1, server: { name: 'Lockstep' } })
  })

  it('[SV1] may be repeated, which changes nothing', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    await ann.create()
    ann.hello('Somebody else')
    const { room } = await ann.hears('joined')
    expect(room.members[0]?.name).toBe('Ann')
  })

  it('[SV2] has to come in time', async () => {
    const { url } = await start({ transportLimits: { helloWithinMs: 30 } })
    const ann = await SessionMember.connect(url)
    expect(await ann.closed).toEqual({ code: 4004, reason: 'hello-timeout' })
    expect(ann.heard).toEqual([{ type: 'bye', reason: 'hello-timeout' }])
  })

  it('[SV3] names the version: another one is refused, even when nothing else of it can be read', async () => {
    const { url } = await start()
    const old = await SessionMember.connect(url)
    old.hello('Ann', 0)
    expect(await old.closed).toEqual({ code: 4000, reason: 'protocol-mismatch' })
    const future = await SessionMember.connect(url)
    future.sendFrame(JSON.stringify({ type: 'hello', protocol: 2, identity: {} }))
    expect(await future.closed).toEqual({ code: 4000, reason: 'protocol-mismatch' })
    expect(future.heard).toEqual([{ type: 'bye', reason: 'protocol-mismatch' }])
  })
})

describe('the session clock', () => {
  it('[SV12] answers pings with both stamps, before the hello as well, and grows', async () => {
    const { url } = await start()
    const ann = await SessionMember.connect(url)
    ann.send({ type: 'ping', id: 1, sentAtMs: -5.25 })
    const first = await ann.hears('pong')
    ann.send({ type: 'ping', id: 2, sentAtMs: 0 })
    const second = await ann.hears('pong', ({ id }) => id === 2)
    expect(first).toMatchObject({ id: 1, sentAtMs: -5.25 })
    expect(first.answeredAtMs).toBeGreaterThanOrEqual(first.receivedAtMs)
    expect(first.answeredAtMs - first.receivedAtMs).toBeLessThan(50)
    expect(second.receivedAtMs).toBeGreaterThan(first.answeredAtMs)
  })

  it('[SV12] has one id per start of the server', async () => {
    const [one, other] = [await start(), await start()]
    const [ann, bob] = [
      await SessionMember.enter(one.url, 'Ann'),
      await SessionMember.enter(other.url, 'Bob'),
    ]
    const { clockId } = await ann.hears('welcome')
    expect(clockId).not.toBe((await bob.hears('welcome')).clockId)
    ann.send({ type: 'ping', id: 1, sentAtMs: 0 })
    expect((await ann.hears('pong')).clockId).toBe(clockId)
    expect(await healthOf(one)).toMatchObject({ clockId })
  })
})

describe('health', () => {
  it('[SV23] tells operators how the server is', async () => {
    const server = await start()
    const ann = await SessionMember.enter(server.url, 'Ann')
    await ann.create()
    expect(await healthOf(server)).toMatchObject({ status: 'ok', durable: true, rooms: 1, members: 1 })
  })
})

describe('a member', () => {
  it('[SV22] that closes its socket gets its own close back, and is away', async () => {
    const { url } = await start()
    const [ann, bob] = [await SessionMember.enter(url, 'Ann'), await SessionMember.enter(url, 'Bob')]
    await bob.join((await ann.create()).room.code)
    bob.close()
    expect(await bob.closed).toMatchObject({ code: 1000 })
    expect((await ann.hears('event', ({ event }) => event.what === 'went-away')).event.name).toBe('Bob')
  })

  it('[SV16] that resumes over another socket ends the former one', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    const joined = await ann.create()
    const again = await SessionMember.enter(url, 'Ann')
    const { resumeToken, room } = joined
    again.send({ type: 'resume', requestId: 'r', roomId: room.id, resumeToken, revision: 0, playing: false })
    expect((await again.hears('joined')).memberId).toBe(joined.memberId)
    expect(await ann.closed).toEqual({ code: 4008, reason: 'replaced' })
    ann.present({})
    expect((await again.act(0, { kind: 'resync' })).type).toBe('done')
  })
})
