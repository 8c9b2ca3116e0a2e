import { describe, expect, it } from 'vitest'
import { ADA, DEMO_API_KEY, GHOST, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { ask, askWith, authorization, clientOf, field, login } from '../support/jellyfinClient.ts'
import { openSocket } from '../support/jellyfinSocket.ts'
import { openLibrary } from '../support/shelf.ts'

describe.each(['', '/jellyfin'])('signing in at %j', (basePath) => {
  const open = (options = {}) => openLibrary({ basePath, ...options })

  it('[DM1] tells anybody who the server is (J1)', async () => {
    const library = await open()
    const answer = await ask(`${library.url}/System/Info/Public`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      Id: library.serverId,
      Version: '10.11.11',
      StartupWizardCompleted: true,
    })
  })

  it('[DM2] lets in who knows the password, and says why not to others (J2)', async () => {
    const { url } = await open()
    const good = await login(url, ADA, 'one')
    expect(good.status).toBe(200)
    expect(good.body).toMatchObject({
      User: { Id: ADA.id, Name: 'Ada', Policy: { IsAdministrator: false } },
      SessionInfo: { DeviceId: 'one', UserId: ADA.id },
    })
    expect(field(good.body, 'AccessToken')).toMatch(/^[0-9a-f]{32}$/)
    expect((await login(url, { ...ADA, password: 'wrong' }, 'one')).status).toBe(401)
    expect((await login(url, GHOST, 'one')).status).toBe(403)
    const nameless = { authorization: 'MediaBrowser Client="Test", Device="Bench", Version="1.0"' }
    const body = { Username: ADA.name, Pw: ADA.password }
    expect((await askWith(`${url}/Users/AuthenticateByName`, body, nameless)).status).toBe(400)
  })

  it('[DM3] ends a token when its user signs in again on the same device (J3)', async () => {
    const { url } = await open()
    const first = await clientOf(url, ADA, 'sofa')
    const elsewhere = await clientOf(url, ADA, 'desk')
    expect((await first.get('/Users/Me')).status).toBe(200)
    await clientOf(url, ADA, 'sofa')
    expect((await first.get('/Users/Me')).status).toBe(401)
    expect((await elsewhere.get('/Users/Me')).status).toBe(200)
  })

  it('[DM4] signs in by a code that is typed elsewhere, within ten minutes (J4)', async () => {
    const clock = createVirtualClock()
    const { url } = await open({ clock })
    const headers = { authorization: authorization('television') }
    const begin = () => askWith(`${url}/QuickConnect/Initiate`, undefined, headers)
    const look = (secret: unknown) => ask(`${url}/QuickConnect/Connect?secret=${String(secret)}`)
    const enter = (secret: unknown) =>
      askWith(`${url}/Users/AuthenticateWithQuickConnect`, { Secret: secret }, headers)

    const started = await begin()
    const [secret, code] = [field(started.body, 'Secret'), field(started.body, 'Code')]
    expect(started).toMatchObject({ status: 200, body: { Authenticated: false, DeviceId: 'television' } })
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(code).toMatch(/^\d{6}$/)
    expect(await look(secret)).toMatchObject({ status: 200, body: { Authenticated: false } })
    expect((await enter(secret)).status).toBe(404)
    const ada = await clientOf(url, ADA)
    expect((await ada.post('/QuickConnect/Authorize?code=none')).status).toBe(404)
    expect((await ada.post(`/QuickConnect/Authorize?code=${String(code)}`)).body).toBe(true)
    expect((await ada.post(`/QuickConnect/Authorize?code=${String(code)}`)).status).toBe(500)
    expect(await look(secret)).toMatchObject({ body: { Authenticated: true } })
    expect(await enter(secret)).toMatchObject({ status: 200, body: { User: { Id: ADA.id } } })
    expect((await look('0'.repeat(64))).status).toBe(404)

    const late = field((await begin()).body, 'Secret')
    await clock.advance(599_000)
    expect((await look(late)).status).toBe(200)
    await clock.advance(1_001)
    expect((await look(late)).status).toBe(404)
  })

  it('[DM4] refuses codes where the feature is off (J4)', async () => {
    const { url } = await open({ quickConnectEnabled: false })
    expect((await ask(`${url}/QuickConnect/Enabled`)).body).toBe(false)
    const headers = { authorization: authorization('television') }
    expect((await askWith(`${url}/QuickConnect/Initiate`, undefined, headers)).status).toBe(401)
  })

  it('[DM16] ends token, session and socket at sign-out (J16)', async () => {
    const library = await open()
    const keeper = await clientOf(library.url, KEEPER)
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    expect((await ada.post('/Sessions/Logout')).status).toBe(204)
    expect((await ada.get('/Users/Me')).status).toBe(401)
    await socket.closed
    const sessions = await keeper.get('/Sessions')
    expect(sessions.body).not.toContainEqual(expect.objectContaining({ UserId: ADA.id }))
  })

  it('[DM17] takes the forms of older clients only before version 12 (J19)', async () => {
    for (const [version, status] of [
      ['10.10', 200],
      ['10.11', 200],
      ['12.0', 401],
    ] as const) {
      const { url } = await open({ version })
      const { token } = await clientOf(url, ADA)
      const old = [
        await ask(`${url}/Users/Me`, { headers: { 'X-Emby-Token': token } }),
        await ask(`${url}/Users/Me?api_key=${token}`),
        await ask(`${url}/Users/Me`, { headers: { authorization: `Emby Token="${token}"` } }),
      ]
      expect(old.map((answer) => answer.status)).toEqual([status, status, status])
      expect((await ask(`${url}/Users/Me?ApiKey=${token}`)).status).toBe(200)
    }
  })

  it('[DM23] lets any user read the rights of all, and an API key act for nobody', async () => {
    const { url } = await open()
    const ada = await clientOf(url, ADA)
    const all = await ada.get('/Users')
    const grace = await ada.get(`/Users/${GRACE.id}`)
    expect(grace.body).toMatchObject({ Id: GRACE.id, Policy: { IsDisabled: false } })
    expect(all.body).toContainEqual(grace.body)
    const visible = await ask(`${url}/Users/Public`)
    expect(visible.body).not.toContainEqual(expect.objectContaining({ Id: GHOST.id }))
    expect((await ask(`${url}/Users/Me?ApiKey=${DEMO_API_KEY}`)).status).toBe(400)
    expect((await ask(`${url}/Users?ApiKey=${DEMO_API_KEY}`)).status).toBe(200)
  })

  it('[DM24] refuses the token of somebody who is disabled meanwhile', async () => {
    const library = await open()
    const ada = await clientOf(library.url, ADA)
    library.changePolicy(ADA.id, { IsDisabled: true })
    expect((await ada.get('/Users/Me')).status).toBe(401)
  })
})
