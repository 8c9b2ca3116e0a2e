import { describe, expect, it } from 'vitest'
import { createServerLog } from '../../../session-server/operating/serverLog.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import { SessionMember } from '../support/sessionMember.ts'

describe('the log', () => {
  it('[OP14] is a JSON object in each line, names requests, sessions and rooms, and holds no secret', async () => {
    const lines: string[] = []
    const log = createServerLog('info', { write: (line: string) => void lines.push(line) })
    const metricsToken = 'the-token-of-the-metrics'
    const server = await startSessionServer({ port: 0, metricsToken }, { log })
    if (!server.ok) throw new Error(server.problem.sentence)
    const { url, port } = server.value
    const ann = await SessionMember.enter(url, 'Ann')
    const { room, resumeToken } = await ann.create()
    const grant = (await ann.hears('welcome')).grant ?? 'none was given'
    const bob = await SessionMember.enter(url, 'Bob')
    bob.sendFrame(`{"token":"a-secret-in-a-broken-frame"`)
    await bob.closed
    const headers = { authorization: `Bearer ${metricsToken}`, cookie: 'session=a-secret-cookie' }
    await fetch(`http://127.0.0.1:${port}/metrics?token=a-secret-in-an-address`, { headers })
    await fetch(`http://127.0.0.1:${port}/nowhere/a-secret-in-a-path`)
    log.warn({ token: 'logged-token', deep: { password: 'logged-password' } }, 'A careless line.')
    await server.value.close()

    const text = lines.join('')
    const facts = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(facts.some(({ request, route }) => typeof request === 'string' && route === '/metrics')).toBe(true)
    expect(
      facts.some(({ session, reason }) => typeof session === 'string' && reason === 'malformed-frame'),
    ).toBe(true)
    expect(facts.some((line) => line['room'] === room.id)).toBe(true)
    expect(resumeToken.length).toBeGreaterThan(20)
    for (const secret of [resumeToken, grant, metricsToken, 'a-secret-', 'logged-token', 'logged-password']) {
      expect(text).not.toContain(secret)
    }
  })
})
