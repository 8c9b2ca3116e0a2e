import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpClient } from '../../jellyfin/httpClient.ts'
import { askWatchPartyPass } from '../../jellyfin/watchPartyPass.ts'
import { createSystemClock } from '../../platform/systemClock.ts'

let server: Server | null = null

afterEach(async () => {
  const closing = server
  server = null
  await new Promise((resolve) => (closing === null ? resolve(null) : closing.close(resolve)))
})

/** A Jellyfin whose plugin gives this answer. */
async function askOf(status: number, body: unknown) {
  const asked: { url: string | undefined; headers: IncomingHttpHeaders }[] = []
  const started = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const bound = started.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const authorization = {
    app: { name: 'Lockstep', version: '1', device: 'test' },
    deviceId: 'd',
    accessToken: 'secret-of-ada',
  }
  const serverUrl = `http://127.0.0.1:${port}`
  const client = createHttpClient({ serverUrl, authorization, clock: createSystemClock() })
  return { pass: await askWatchPartyPass(client), asked }
}

const granted = {
  token: 'a.b.c',
  auth_enabled: true,
  expires_in: 3600,
  user_id: 'u',
  user_name: 'Ada',
  session_server_url: 'ws://party.example/ws',
}

describe("the pass of Jellyfin's OpenWatchParty plugin", () => {
  it('[OW50] is asked for with the header that every Jellyfin takes, and holds token, time and server', async () => {
    const { pass, asked } = await askOf(200, granted)
    expect(pass).toEqual({
      ok: true,
      value: { token: 'a.b.c', expiresInMs: 3_600_000, server: 'ws://party.example/ws' },
    })
    expect(asked[0]?.url).toBe('/OpenWatchParty/Token')
    expect(asked[0]?.headers.authorization).toContain('MediaBrowser')
    expect(asked[0]?.headers.authorization).toContain('Token="secret-of-ada"')
  })

  it('[OW50] holds no token where authentication is off, as every token there would cost the name', async () => {
    const { pass } = await askOf(200, { ...granted, auth_enabled: false, insecure_mode: true })
    expect(pass).toMatchObject({ ok: true, value: { token: null } })
    const first = await askOf(200, { token: null, auth_enabled: false, session_server_url: '', quality: {} })
    const server = 'ws://127.0.0.1:3000/ws'
    expect(first.pass).toEqual({ ok: true, value: { token: null, expiresInMs: null, server } })
  })

  it.each([404, 503])('[OW50] is none where there is no plugin, or it has no secret (%i)', async (status) => {
    expect((await askOf(status, {})).pass).toEqual({ ok: true, value: null })
  })

  it('[OW50] that is refused for a while says so', async () => {
    expect((await askOf(429, {})).pass).toMatchObject({ ok: false, problem: { code: 'too-many-passes' } })
  })
})
