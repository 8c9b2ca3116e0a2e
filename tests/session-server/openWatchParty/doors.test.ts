import { describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { nowS, pluginSecret, tokenWith } from '../support/pluginToken.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'
import { WebClient } from './support/webClient.ts'
import { upgradeOutcome } from '../support/upgradeOutcome.ts'

const { start } = serversOfThisFile()
const features = ['host_transfer', 'participant_status']
const auth = (token: string | null, more: object = {}) => ({
  type: 'auth',
  payload: { token, protocol_version: 1, features, ...more },
})

describe('a web client with a token of the plugin', () => {
  it('[OW16] is let in by it, its audience as text or as a list and a little late, and told the rooms only then', async () => {
    const { port } = await start({ identity: { pluginSecret, pluginLeewayMs: 30_000 } })
    const claims = [{}, { aud: ['OpenWatchParty', 'OpenWatchParty'] }, { exp: nowS() - 10 }]
    for (const claim of claims) {
      const ada = await WebClient.connect(port)
      await ada.settled()
      expect(ada.heard.some(({ type }) => type === 'room_list')).toBe(false)
      ada.send(auth(await tokenWith(claim), { user_name: 'Somebody else' }))
      expect((await ada.hears('auth_success')).payload).toMatchObject({ user_name: 'Ada' })
      await ada.hears('room_list')
      ada.send({ type: 'create_room', payload: { start_pos: 0, media_id: null } })
      expect((await ada.hears('room_state')).payload.name).toBe("Ada's room")
      ada.close()
    }
  })

  it('[OW16] hears why it is not, stays, and may try again; without one it gets nowhere', async () => {
    const { port } = await start({ identity: { pluginSecret, failedAttempts: 100 } })
    const ada = await WebClient.connect(port)
    ada.send({ type: 'create_room', payload: { start_pos: 0 } })
    expect((await ada.hears('error')).payload).toMatchObject({ code: 'AUTHENTICATION_REQUIRED' })
    ada.send(auth(null))
    expect((await ada.hears('error')).payload).toMatchObject({ code: 'AUTHENTICATION_REQUIRED' })
    for (const token of [
      await tokenWith({}, `${pluginSecret}!`),
      await tokenWith({ exp: nowS() - 3600 }),
      'x',
    ]) {
      ada.send(auth(token))
      expect((await ada.hears('error')).payload).toMatchObject({ code: 'AUTHENTICATION_FAILED' })
    }
    ada.send(auth(await tokenWith({})))
    await ada.hears('auth_success')
  })

  it('[OW16] is shown out when it has run out, or when none came in time', async () => {
    const { port } = await start({
      identity: { pluginSecret, pluginLeewayMs: 0 },
      transportLimits: { helloWithinMs: 300 },
    })
    const ada = await WebClient.connect(port)
    ada.send(auth(await tokenWith({ exp: nowS() + 2 })))
    await ada.hears('auth_success')
    const silent = await WebClient.connect(port)
    expect(await silent.ends()).toMatchObject({ code: 1008, reason: 'Authentication timeout' })
    expect(await ada.ends()).toMatchObject({ code: 1008, reason: 'Authentication expired' })
  })
})

describe('what a web client may cost', () => {
  const outcome = (port: number, origin: string) => upgradeOutcome(`ws://127.0.0.1:${port}/ws`, origin)

  it('[OW17] pages of other origins are declined where some are listed, and welcome where none is', async () => {
    const listed = await start({ allowedOrigins: ['https://films.example'] })
    expect(await outcome(listed.port, 'https://films.example')).toBe(101)
    expect(await outcome(listed.port, 'https://evil.example')).toBe(403)
    expect(await outcome(listed.port, 'null')).toBe(403)
    const open = await start()
    expect(await outcome(open.port, 'https://anything.example')).toBe(101)
  })

  it('[OW18] a flood ends the session of a client that says what it speaks; an older one is told, and what is too much is ignored', async () => {
    const { port } = await start({ transportLimits: { messagesPerSecond: 1, messageBurst: 20 } })
    const strict = await WebClient.connect(port)
    strict.send(auth(null))
    await strict.hears('auth_success')
    for (let sent = 0; sent < 30; sent += 1) strict.send({ type: 'ping', payload: { client_ts: sent + 1 } })
    expect(await strict.ends()).toMatchObject({ code: 1008, reason: 'Rate limit exceeded' })
    const old = await WebClient.connect(port)
    for (let sent = 0; sent < 30; sent += 1) old.send({ type: 'ping', payload: { client_ts: sent + 1 } })
    expect((await old.hears('error')).payload).toMatchObject({ code: 'RATE_LIMITED' })
    // One a second is its share again.
    const isAnswered = (async () => {
      for (let stamp = 1000; old.closed === null; stamp += 1) {
        old.send({ type: 'ping', payload: { client_ts: stamp } })
        const answer = old.hears('pong', ({ payload }) => payload.client_ts === stamp).then(() => true)
        if (await Promise.race([answer, nextBeat().then(() => false)])) return true
      }
      return false
    })()
    expect(await isAnswered).toBe(true)
    expect(old.heard.filter(({ type }) => type === 'error')).toHaveLength(1)
    old.close()
  })

  it('[OW19] one that does not read is dropped, and the others of its room go on', async () => {
    const { port } = await start({
      transportLimits: {
        queuedBytes: 100_000,
        messageBurst: 100_000,
        messagesPerSecond: 100_000,
        closeWithinMs: 50,
      },
    })
    const ada = await WebClient.connect(port)
    ada.send({ type: 'create_room', payload: { start_pos: 0, media_id: null, user_name: 'Ada' } })
    await ada.hears('room_state')
    const room = ada.roomId
    const sleeper = await WebClient.connect(port)
    sleeper.send({ type: 'join_room', room, payload: { user_name: 'Sleeper' } })
    await sleeper.hears('room_state')
    sleeper.stopReading()
    let isDropped = false
    const dropped = ada.hears('client_left').then(() => {
      isDropped = true
    })
    for (let line = 0; !isDropped && line < 20_000; line += 1) {
      ada.send({ type: 'chat_message', room, payload: { text: '🎬'.repeat(500) } })
      if (line % 50 === 0) await ada.settledBeside()
    }
    await dropped
    ada.send({ type: 'chat_message', room, payload: { text: 'still here' } })
    const last = await ada.hears('chat_message', ({ payload }) => payload.text === 'still here')
    expect(last.client).toBe(ada.id)
    sleeper.cut()
  })

  it('[OW10] 500 emoji are said whole, to web clients and companions alike; 501 are too many', async () => {
    const { port, url } = await start()
    const ada = await WebClient.connect(port)
    ada.send({ type: 'create_room', payload: { start_pos: 0, media_id: null, user_name: 'Ada' } })
    await ada.hears('room_state')
    const { roomId: room } = ada
    const bob = await SessionMember.enter(url, 'Bob')
    bob.send({ type: 'watch-rooms', requestId: 'w' })
    const listed = await bob.hears('rooms', ({ changed }) => changed.some(({ id }) => id === room))
    await bob.join(listed.changed.find(({ id }) => id === room)?.code ?? '')
    const text = '🎬'.repeat(500)
    ada.send({ type: 'chat_message', room, payload: { text } })
    expect((await ada.hears('chat_message')).payload.text).toBe(text)
    await bob.hears('chat', ({ lines }) => lines.at(-1)?.text === text)
    ada.send({ type: 'chat_message', room, payload: { text: `${text}!` } })
    expect((await ada.hears('error')).payload).toMatchObject({ code: 'CHAT_MESSAGE_TOO_LONG' })
  })
})

describe('a host whose line broke', () => {
  const enter = async (port: number, name: string, sub: string) => {
    const client = await WebClient.connect(port)
    client.send(auth(await tokenWith({ sub, name })))
    await client.hears('auth_success')
    return client
  }
  /** Ada hosts, and Grace is with her. */
  const adaAndGrace = async () => {
    const { port } = await start({ identity: { pluginSecret } })
    const ada = await enter(port, 'Ada', ADA.id)
    ada.send({ type: 'create_room', payload: { start_pos: 0, media_id: null } })
    await ada.hears('room_state')
    const room = ada.roomId
    const grace = await enter(port, 'Grace', GRACE.id)
    grace.send({ type: 'join_room', room, payload: {} })
    await grace.hears('room_state')
    return { port, room, ada, grace }
  }

  it('[OW28] is the host again when it comes back within ten seconds, and nobody has been meanwhile', async () => {
    const { port, room, ada, grace } = await adaAndGrace()
    ada.cut()
    await grace.hears('client_left')
    const back = await enter(port, 'Ada', ADA.id)
    back.send({ type: 'join_room', room, payload: {} })
    await back.hears('room_state')
    const told = await grace.hears('host_changed')
    expect(told.payload).toEqual({ host_id: back.id, host_name: 'Ada' })
    expect(grace.heard.filter(({ type }) => type === 'host_changed')).toHaveLength(1)
    back.send({ type: 'player_event', room, payload: { action: 'seek', position: 60, play_state: 'paused' } })
    await grace.hears('player_event', ({ payload }) => payload.position === 60)
  })

  it('[OW28] is followed by somebody else after that', { timeout: 20_000 }, async () => {
    const { ada, grace } = await adaAndGrace()
    const brokeAtMs = performance.now()
    ada.cut()
    const told = await grace.hears('host_changed')
    expect(told.payload.host_id).toBe(grace.id)
    expect(performance.now() - brokeAtMs).toBeGreaterThan(9000)
  })
})

describe('a ticket to invite by', () => {
  const ask = async (port: number, token: string, body: object, origin = 'https://films.example') => {
    const response = await fetch(`http://127.0.0.1:${port}/invite`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', origin },
      body: JSON.stringify(body),
    })
    const json = (await response.json()) as { ticket?: string; error?: string; expires_at?: number }
    return { status: response.status, cors: response.headers.get('access-control-allow-origin'), ...json }
  }

  it('[OW26] is given to the host of a room, names the room, and lets its bearer into a private one', async () => {
    const { port, url } = await start({ identity: { pluginSecret, failedAttempts: 100 } })
    const token = await tokenWith({})
    const ada = await SessionMember.enterAs(url, { kind: 'plugin', token })
    const { room } = await ada.create(0, { visibility: 'private' })
    const made = await ask(port, token, { room_id: room.id, ttl_seconds: 60 })
    expect(made).toMatchObject({ status: 200, cors: 'https://films.example' })
    const ticket = made.ticket ?? ''
    const claims: unknown = JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ room: room.id })
    expect(Math.abs((made.expires_at ?? 0) - nowS() - 60)).toBeLessThanOrEqual(5)
    const grace = await WebClient.connect(port)
    grace.send(auth(await tokenWith({ sub: GRACE.id, name: 'Grace' })))
    await grace.hears('auth_success')
    const join = (invite_ticket?: string) =>
      grace.send({ type: 'join_room', room: room.id, payload: { invite_ticket } })
    join()
    await grace.hears('error')
    join(`${ticket}x`)
    expect((await grace.hears('error')).payload).toEqual({
      code: 'AUTHENTICATION_FAILED',
      message: 'Invalid invite ticket',
    })
    const other = await ada2(url, token)
    const elsewhere = await ask(port, token, { room_id: other })
    join(elsewhere.ticket)
    expect((await grace.hears('error')).payload.message).toBe('Invite ticket does not match this room')
    join(ticket)
    await grace.hears('room_state')
  })

  it('[OW26] is refused to whoever is not the host, for a room that is none, too often, and where nobody is known', async () => {
    const { port, url } = await start({ identity: { pluginSecret, failedAttempts: 100 } })
    const token = await tokenWith({})
    const ada = await SessionMember.enterAs(url, { kind: 'plugin', token })
    const { room } = await ada.create()
    const grace = await tokenWith({ sub: GRACE.id, name: 'Grace' })
    expect(await ask(port, grace, { room_id: room.id })).toMatchObject({ status: 403 })
    expect(await ask(port, 'none', { room_id: room.id })).toMatchObject({ status: 401 })
    expect(await ask(port, token, { room_id: 'nowhere' })).toMatchObject({ status: 404 })
    expect(await ask(port, token, { room_id: room.id, ttl_seconds: 1 })).toMatchObject({ status: 400 })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(port, token, { room_id: room.id })),
    )
    expect(answers.filter(({ status }) => status === 429).length).toBe(2)
    const open = await start()
    expect(await ask(open.port, token, { room_id: room.id })).toMatchObject({ status: 503 })
    const listed = await start({ allowedOrigins: ['https://films.example'] })
    expect((await ask(listed.port, token, {}, 'https://evil.example')).cors).toBeNull()
  })
})

/** Another room of the same person: its id. */
async function ada2(url: string, token: string): Promise<string> {
  const member = await SessionMember.enterAs(url, { kind: 'plugin', token })
  return (await member.create()).room.id
}

const nextBeat = () => new Promise<void>((resolve) => setTimeout(resolve, 400))
