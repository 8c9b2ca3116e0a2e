import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createMemoryRoomStore } from '../../../session-server/storage/memoryRoomStore.ts'
import { startSessionServer, type SessionServer } from '../../../session-server/server.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()
const get = (server: SessionServer, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, { headers })

describe('/metrics', () => {
  it('[OP10] counts rooms, members, sockets, messages by type, relays, refusals, ends and resyncs', async () => {
    const server = await start()
    const ann = await SessionMember.enter(server.url, 'Ann')
    const { room } = await ann.create()
    const bob = await SessionMember.enter(server.url, 'Bob')
    await bob.join(room.code)
    bob.present({ rttMs: 20, driftMs: -3 })
    await ann.act(0, { kind: 'resync' })
    await ann.act(7, { kind: 'play' })
    bob.sendFrame('{')
    await bob.closed
    const page = await (await get(server, '/metrics')).text()
    const value = (name: string) =>
      Number(
        page
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1],
      )
    expect(value('lockstep_rooms')).toBe(1)
    expect(value('lockstep_members')).toBe(1)
    expect(value('lockstep_sockets')).toBe(1)
    expect(value('lockstep_durable')).toBe(1)
    expect(value('lockstep_messages_total{direction="in",type="act"}')).toBe(2)
    expect(value('lockstep_messages_total{direction="out",type="joined"}')).toBe(2)
    expect(value('lockstep_resyncs_total')).toBe(1)
    expect(value('lockstep_refusals_total{reason="stale-revision"}')).toBe(1)
    expect(value('lockstep_corrections_total')).toBe(1)
    expect(value('lockstep_sessions_ended_total{reason="malformed-frame"}')).toBe(1)
    expect(value('lockstep_member_rtt_seconds_count')).toBe(1)
    expect(value('lockstep_member_drift_seconds_sum')).toBeCloseTo(0.003)
    expect(value('lockstep_relay_seconds_count')).toBeGreaterThan(3)
    expect(page).toMatch(/lockstep_event_loop_lag_seconds\{quantile="0.99"\} [\d.]+/)
    expect(page).toContain('lockstep_queue_drops_total 0')
  })

  it('[OP11] is shown on this machine only, and through no proxy', async () => {
    const server = await start()
    expect((await get(server, '/metrics')).status).toBe(200)
    expect((await get(server, '/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  })

  it('[OP11] or to whoever bears the token, where there is one', async () => {
    const server = await start({ metricsToken: 'a-token-for-metrics' })
    expect((await get(server, '/metrics')).status).toBe(403)
    expect((await get(server, '/metrics', { authorization: 'Bearer another-token' })).status).toBe(403)
    const shown = await get(server, '/metrics', {
      authorization: 'Bearer a-token-for-metrics',
      'x-forwarded-for': '203.0.113.9',
    })
    expect(shown.status).toBe(200)
  })
})

describe('/ready', () => {
  it('[OP12] says no while rooms are brought back, while the store fails, and while the server stops', async () => {
    const store = createMemoryRoomStore()
    let load = () => {}
    const loading = new Promise<void>((resolve) => {
      load = resolve
    })
    let close = () => {}
    const closing = new Promise<void>((resolve) => {
      close = resolve
    })
    let isBroken = false
    const starting = startSessionServer(
      { port: 0, logLevel: 'silent', host: '127.0.0.1', aliveEveryMs: 100 },
      {
        store: {
          ...store,
          close: async () => {
            await closing
            await store.close()
          },
          load: async () => {
            await loading
            return await store.load()
          },
          save: (room) =>
            isBroken
              ? Promise.resolve({ ok: false, problem: { code: 'x', sentence: 'Broken.', nextStep: '' } })
              : store.save(room),
        },
        listening: (port) => ports.push(port),
      },
    )
    const ports: number[] = []
    const readyOf = async () => {
      const response = await fetch(`http://127.0.0.1:${ports[0]}/ready`)
      return [response.status, await response.json()] as const
    }
    await expect.poll(() => ports.length).toBe(1)
    expect(await readyOf()).toMatchObject([503, { reason: 'restoring' }])
    expect(await upgradeStatus(ports[0] ?? 0)).toBe(503)
    load()
    const server = await starting
    if (!server.ok) throw new Error(server.problem.sentence)
    expect(await readyOf()).toEqual([200, { ready: true }])
    isBroken = true
    const ann = await SessionMember.enter(server.value.url, 'Ann')
    await ann.create()
    expect(await readyOf()).toMatchObject([503, { reason: 'not-durable' }])
    const stopping = server.value.close()
    expect(await readyOf()).toMatchObject([503, { reason: 'stopping' }])
    expect(await upgradeStatus(ports[0] ?? 0)).toBe(503)
    close()
    await stopping
  })
})

describe('every request', () => {
  it('[OP13] has an id, which is told to whoever asked', async () => {
    const server = await start()
    const ids = await Promise.all(
      ['/health', '/ready'].map(async (path) => (await get(server, path)).headers.get('x-request-id')),
    )
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toMatch(/^[0-9a-z-]{36}$/)
  })
})

/** How an upgrade to a session is answered. */
function upgradeStatus(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    }
    const asked = request({ host: '127.0.0.1', port, path: '/v1', headers })
    asked.on('response', (response) => resolve(response.statusCode))
    asked.on('upgrade', () => resolve(101))
    asked.on('error', reject)
    asked.end()
  })
}
