import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLockstepSession } from '../../../companion/session/lockstepSession.ts'
import { nameAlone } from '../../../companion/session/passport.ts'
import type { Joined, RoomMessage, RoomSession } from '../../../companion/session/roomSession.ts'
import { defaultPolicy } from '../../../protocol/policy.ts'
import { plainRoom } from '../../../protocol/room.ts'
import { toSessionMs } from '../../../sync/clockOffset.ts'
import { createVirtualClock, type VirtualClock } from '../../support/virtualClock.ts'
import { createScriptedServer, serverAheadMs, type ScriptedServer } from './scriptedServer.ts'

let clock: VirtualClock
let server: ScriptedServer
let session: RoomSession

beforeEach(() => {
  clock = createVirtualClock(1_000_000)
  server = createScriptedServer(clock)
  session = createLockstepSession({
    passport: nameAlone,
    server: 'ws://127.0.0.1:1',
    name: 'Ada',
    app: { name: 'test', version: '0' },
    openWire: server.openWire,
    clock,
    wallMs: () => clock.nowMs(),
    random: () => 0.5,
    resumePoint: () => ({ revision: 7, playing: true }),
  })
})

afterEach(async () => {
  const closing = session.close()
  await clock.advance(20_000)
  await closing
  expect(clock.pending()).toBe(0)
})

/** Awaits while virtual time goes on. */
async function during<Value>(promise: Promise<Value>, ms = 100): Promise<Value> {
  await clock.advance(ms)
  return promise
}

const joined = (requestId: string): Joined => ({
  type: 'joined',
  requestId,
  memberId: 'm1',
  resumeToken: 'a-token-of-sixteen',
  room: {
    id: 'room-1',
    code: 'CODE1',
    name: 'Room',
    media: { serverId: 's', itemId: 'i', title: 'Film', runtimeMs: 300_000, providerIds: {} },
    ...plainRoom,
    policy: defaultPolicy,
    hostId: 'm1',
    timeline: { positionMs: 0, rate: 1, atMs: 0, playing: false, revision: 7 },
    phase: { kind: 'steady' },
    members: [],
  },
})

async function enterRoom() {
  await during(session.open())
  const joining = session.join({ code: 'CODE1', password: null, invitation: null })
  await clock.advance(1)
  server.say(joined('r1'))
  await during(joining)
}

describe('a session', () => {
  it('[CP18] is up when it was welcomed and knows the clock', async () => {
    expect(await during(session.open())).toMatchObject({ ok: true })
    const model = session.clock()
    expect(model && toSessionMs(model, 1_000_100)).toBeCloseTo(1_000_100 + serverAheadMs)
    expect(session.status()).toMatchObject({ kind: 'online' })
  })

  it('[CP18] tells why a greeting was refused', async () => {
    server.welcomes = false
    const opening = session.open()
    await clock.advance(1)
    server.say({ type: 'bye', reason: 'protocol-mismatch' })
    expect(await during(opening)).toMatchObject({ ok: false, problem: { code: 'protocol-mismatch' } })
    expect(session.status()).toMatchObject({ kind: 'ended' })
  })

  it('[CP18] gives up a greeting that never comes', async () => {
    server.welcomes = false
    expect(await during(session.open(), 11_000)).toMatchObject({ ok: false, problem: { code: 'no-answer' } })
  })

  it('[CP16] fails a request without an answer after ten seconds', async () => {
    await during(session.open())
    const joining = session.join({ code: 'CODE1', password: null, invitation: null })
    expect(await during(joining, 10_001)).toMatchObject({ ok: false, problem: { code: 'no-answer' } })
  })

  it('[CP16] fails requests under way when the line ends', async () => {
    await during(session.open())
    const joining = session.join({ code: 'CODE1', password: null, invitation: null })
    server.cut(4009)
    expect(await during(joining, 1)).toMatchObject({ ok: false, problem: { code: 'server-restarting' } })
  })

  it('[CP17] takes a line without pongs for dead after five seconds', async () => {
    await during(session.open())
    server.answersPings = false
    await clock.advance(4000)
    expect(session.status()).toMatchObject({ kind: 'online' })
    await clock.advance(3000)
    expect(session.status()).toMatchObject({ kind: 'interrupted' })
  })

  it('[CP14] resumes its place with the last revision seen, and hears the room anew', async () => {
    await enterRoom()
    const heard: RoomMessage[] = []
    session.onMessage((message) => heard.push(message))
    server.clockId = 'clock-2'
    server.cut(1006)
    await clock.advance(1000)
    const resume = server.heard.find((message) => message.type === 'resume')
    expect(resume).toMatchObject({
      roomId: 'room-1',
      resumeToken: 'a-token-of-sixteen',
      revision: 7,
      playing: true,
    })
    server.say(joined('r2'))
    await clock.advance(1)
    expect(session.status()).toMatchObject({ kind: 'online' })
    expect(heard.at(-1)).toMatchObject({ type: 'joined' })
    expect(session.clock()?.clockId).toBe('clock-2')
  })

  it('[CP19] keeps trying with growing waits while the server is away, and comes back after a minute', async () => {
    await enterRoom()
    server.isUp = false
    server.cut(1006)
    const waits: number[] = []
    session.onStatus((status) => status.kind === 'interrupted' && waits.push(status.retryInMs))
    await clock.advance(60_000)
    expect(waits.length).toBeGreaterThan(5)
    expect(Math.max(...waits)).toBeLessThanOrEqual(10_000)
    server.isUp = true
    await clock.advance(10_200)
    server.say(joined('r2'))
    await clock.advance(1)
    expect(session.status()).toMatchObject({ kind: 'online' })
  })

  it('[CP19] does not come back when the server said that it makes no sense', async () => {
    await enterRoom()
    server.cut(4010)
    await clock.advance(60_000)
    expect(server.connections).toBe(1)
    expect(session.status()).toMatchObject({ kind: 'ended', problem: { code: 'room-ended' } })
  })

  it('[CP71] is over when its place was taken away, with what was under way, and does not come back', async () => {
    await enterRoom()
    const asking = session.ask({ type: 'raise', wants: 'pause' })
    server.say({ type: 'out', reason: 'kicked' })
    expect(await during(asking, 1)).toMatchObject({ ok: false, problem: { code: 'kicked' } })
    await clock.advance(60_000)
    expect(server.connections).toBe(1)
    expect(session.status()).toMatchObject({ kind: 'ended', problem: { code: 'kicked' } })
  })

  it('[CP74] takes a place that was lost anew, with the password of the room', async () => {
    await during(session.open())
    const joining = session.join({ code: 'CODE1', password: 'open sesame', invitation: null })
    await clock.advance(1)
    server.say(joined('r1'))
    await during(joining)
    server.cut(1006)
    await clock.advance(1000)
    server.say({ type: 'refused', requestId: 'r2', reason: 'resume-refused', timeline: null, who: [] })
    await clock.advance(1)
    expect(server.heard.at(-1)).toMatchObject({ type: 'join', code: 'CODE1', password: 'open sesame' })
    server.say(joined('r3'))
    await clock.advance(1)
    expect(session.status()).toMatchObject({ kind: 'online' })
  })

  it('[CP64] says who cannot see a film', async () => {
    await enterRoom()
    const asking = session.ask({ type: 'play-entry', entry: 1, insist: false })
    await clock.advance(1)
    const who = ['Ada', 'Bob', 'Eve'].map((name) => ({ memberId: name, name }))
    server.say({ type: 'refused', requestId: 'r2', reason: 'not-everyone-can-see', timeline: null, who })
    const refused = await during(asking, 1)
    expect(refused.ok ? '' : refused.problem.sentence).toBe('Ada, Bob and Eve cannot see this film.')
  })

  it('leaves the room when it is closed', async () => {
    await enterRoom()
    const closing = session.close()
    await clock.advance(1)
    const leave = server.heard.find((message) => message.type === 'leave')
    expect(leave).toBeDefined()
    if (leave?.type === 'leave') server.say({ type: 'done', requestId: leave.requestId })
    await during(closing)
    expect(session.status()).toEqual({ kind: 'idle' })
  })
})
