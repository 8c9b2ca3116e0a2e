import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { decodeServerMessage, encode } from '../../../protocol/codec.ts'
import { sessionPath, type ClientMessage } from '../../../protocol/session.ts'
import { film } from '../support/film.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'
import { upgradeOutcome } from '../support/upgradeOutcome.ts'

const { start } = serversOfThisFile()

describe('what one socket may cost', () => {
  it('[SV5] a message that is too large ends its session, one of exactly the limit does not', async () => {
    const { url } = await start()
    for (const bytes of [64 * 1024 + 1, 5_000_000]) {
      const ann = await SessionMember.enter(url, 'Ann')
      ann.sendFrame('x'.repeat(bytes))
      expect(await ann.closed).toEqual({ code: 4002, reason: 'frame-too-large' })
      expect(ann.heard.at(-1)).toEqual({ type: 'bye', reason: 'frame-too-large' })
    }
    const bob = await SessionMember.enter(url, 'Bob')
    const ping = encode({ type: 'ping', id: 1, sentAtMs: 0 })
    bob.sendFrame(ping + ' '.repeat(64 * 1024 - ping.length))
    await bob.hears('pong')
  })

  it('[SV6] a burst passes, a flood ends its session', async () => {
    const { url } = await start({ transportLimits: { messagesPerSecond: 1, messageBurst: 20 } })
    const ann = await SessionMember.enter(url, 'Ann')
    for (let id = 1; id < 20; id += 1) ann.send({ type: 'ping', id, sentAtMs: 0 })
    await ann.hears('pong', ({ id }) => id === 19)
    ann.send({ type: 'ping', id: 20, sentAtMs: 0 })
    expect(await ann.closed).toEqual({ code: 4003, reason: 'too-many-messages' })
  })

  it('[SV7] one address has so many sockets and no more, until it closes one', async () => {
    const server = await start({ transportLimits: { socketsPerAddress: 2 } })
    const [ann] = [await SessionMember.enter(server.url, 'Ann'), await SessionMember.enter(server.url, 'Bob')]
    const cid = await SessionMember.connect(server.url)
    expect(await cid.closed).toEqual({ code: 4006, reason: 'too-many-sockets' })
    expect(cid.heard).toEqual([{ type: 'bye', reason: 'too-many-sockets' }])
    ann?.close()
    await ann?.closed
    await SessionMember.enter(server.url, 'Dan')
  })

  it('[SV8] a reader that does not read is dropped, and the others go on', async () => {
    const { url } = await start({
      transportLimits: { queuedBytes: 100_000, messageBurst: 100_000, closeWithinMs: 50 },
    })
    const sleeper = await ownerOfLargeRoom(url)
    const ann = await SessionMember.enter(url, 'Ann')
    await ann.join(sleeper.code)
    let isDropped = false
    const dropped = ann
      .hears('members', ({ changed }) => changed.some((member) => member.connection.kind === 'away'))
      .then(() => {
        isDropped = true
      })
    sleeper.socket.pause()
    for (let round = 1; !isDropped && round < 1000; round += 1) {
      sleeper.askAgain(10)
      ann.send({ type: 'ping', id: round, sentAtMs: 0 })
      await ann.hears('pong', ({ id }) => id === round)
    }
    await dropped
    expect((await ann.act(0, { kind: 'seek', positionMs: 0 })).type).toBe('done')
    sleeper.socket.terminate()
  })

  it('[SV9] a line that fell silent is ended, one that answers heartbeats is not', async () => {
    const { url } = await start({ transportLimits: { heartbeatMs: 100, idleMs: 1000 } })
    const quiet = await SessionMember.enter(url, 'Quiet')
    const beats = { heard: 0 }
    const dead = new WebSocket(`${url}${sessionPath}`, { autoPong: false })
    dead.on('ping', () => {
      beats.heard += 1
    })
    const end = await new Promise((resolve) => {
      dead.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    expect(end).toEqual({ code: 4007, reason: 'idle-timeout' })
    expect(beats.heard).toBeGreaterThan(1)
    quiet.send({ type: 'ping', id: 1, sentAtMs: 0 })
    await quiet.hears('pong')
  })
})

describe('how many there may be', () => {
  it('[SV13] refuses rooms and members beyond the limits', async () => {
    const { url } = await start({ rooms: 1, roomLimits: { membersPerRoom: 2 } })
    const ann = await SessionMember.enter(url, 'Ann')
    const { room } = await ann.create()
    await (await SessionMember.enter(url, 'Bob')).join(room.code)
    const cid = await SessionMember.enter(url, 'Cid')
    cid.send({ type: 'join', requestId: 'j', code: room.code, password: null, invitation: null })
    expect((await cid.hears('refused')).reason).toBe('room-full')
    cid.send({
      type: 'create',
      requestId: 'c',
      media: film,
      name: null,
      policy: { control: 'everyone' },
      password: null,
      positionMs: 0,
    })
    expect((await cid.hears('refused', ({ requestId }) => requestId === 'c')).reason).toBe('too-many-rooms')
  })
})

describe('guessing passwords', () => {
  it('[SV91] one address has so many tries of passwords, of however many rooms and with however many lines', async () => {
    const { url } = await start()
    const answers: string[] = []
    const host = await SessionMember.enter(url, 'Host')
    const { room } = await host.create()
    const set = host.nextRequest()
    host.send({ type: 'govern', requestId: set, deed: { kind: 'set-password', password: 'long enough' } })
    await host.hears('done', ({ requestId }) => requestId === set)
    const other = await SessionMember.enter(url, 'Other host')
    const elsewhere = await other.create()
    other.send({ type: 'govern', requestId: set, deed: { kind: 'set-password', password: 'long enough' } })
    await other.hears('done', ({ requestId }) => requestId === set)
    for (const code of [room.code, elsewhere.room.code, room.code]) {
      const eve = await SessionMember.enter(url, 'Eve')
      for (let number = 0; number < 29; number += 1) {
        const requestId = eve.nextRequest()
        eve.send({ type: 'join', requestId, code, password: 'guessed', invitation: null })
        answers.push((await eve.hears('refused', (refused) => refused.requestId === requestId)).reason)
      }
      eve.close()
    }
    const wrong = answers.filter((reason) => reason === 'wrong-password').length
    expect(wrong).toBeGreaterThanOrEqual(58)
    expect(answers.at(-1)).toBe('too-many-tries')
  })
})

describe('who may connect', () => {
  it('[SV10] apps, which send no origin, and web pages of listed origins only', async () => {
    const { url } = await start({ allowedOrigins: ['https://films.example'] })
    expect(await upgradeOutcome(`${url}${sessionPath}`)).toBe(101)
    expect(await upgradeOutcome(`${url}${sessionPath}`, 'https://films.example')).toBe(101)
    expect(await upgradeOutcome(`${url}${sessionPath}`, 'https://evil.example')).toBe(403)
    expect(await upgradeOutcome(`${url}${sessionPath}`, 'null')).toBe(403)
  })

  it('[SV11] on the path of the protocol only', async () => {
    const server = await start()
    expect(await upgradeOutcome(`${server.url}/elsewhere`)).toBe(404)
    expect(await upgradeOutcome(`${server.url}/v1/`)).toBe(404)
    expect((await fetch(`http://127.0.0.1:${server.port}/v1`)).status).toBe(404)
    expect(await healthOf(server)).toMatchObject({ status: 'ok' })
  })
})

/** Somebody in a room in which much was said, who asks for the answer of the same request over and over. */
async function ownerOfLargeRoom(url: string) {
  const socket = new WebSocket(`${url}${sessionPath}`)
  const send = (message: ClientMessage) => socket.send(encode(message))
  const code = new Promise<string>((resolve) => {
    socket.on('message', (frame: Buffer) => {
      const message = decodeServerMessage(frame.toString())
      if (message.ok && message.value.type === 'joined') resolve(message.value.room.code)
    })
  })
  await new Promise((resolve) => socket.on('open', resolve))
  send({ type: 'hello', protocol: 1, app: { name: 'test', version: '1' }, name: 'Sleeper' })
  send({
    type: 'create',
    requestId: 'c',
    media: film,
    name: null,
    policy: { control: 'everyone' },
    password: null,
    positionMs: 0,
  })
  for (let i = 0; i < 25; i += 1) send({ type: 'say', requestId: `say-${i}`, text: '🎬'.repeat(500) })
  const askAgain = (times: number) => {
    for (let i = 0; i < times; i += 1)
      send({ type: 'join', requestId: 'c', code: 'whatever', password: null, invitation: null })
  }
  return { socket, code: await code, askAgain }
}
