import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { initialAppSettings } from '../../../protocol/bridge/settings.ts'
import { appStateSchema } from '../../../protocol/bridge/appState.ts'
import { pictureNameOf } from '../../../protocol/bridge/pictures.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { openTestApp, temporaryFolder } from './appOfTest.ts'

describe('accounts', () => {
  it('[AP6] are several, of which one has its library open', async () => {
    const library = await openLibrary()
    const { does, signsIn, state, until } = openTestApp()
    await signsIn(library)
    await does({ kind: 'add-account' })
    await signsIn(library, GRACE)
    expect(state().accounts.map(({ userName }) => userName)).toEqual(['Ada', 'Grace'])
    expect(state().account?.userName).toBe('Grace')
    const { serverId } = library
    await does({ kind: 'switch-account', serverId, userId: ADA.id })
    await until(({ account, library: { kind } }) => account?.userName === 'Ada' && kind === 'open')
    await does({ kind: 'sign-out', serverId, userId: ADA.id })
    expect(state().accounts.map(({ userName }) => userName)).toEqual(['Grace'])
    expect(state().account?.userName).toBe('Grace')
    await does({ kind: 'sign-out', serverId, userId: GRACE.id })
    expect(state()).toMatchObject({ account: null, accounts: [], library: { kind: 'closed' } })
    expect(state().signIn.kind).toBe('server')
  })

  it('[AP6] that are not signed in here cannot be switched to', async () => {
    const { fails } = openTestApp()
    const who = { serverId: 'x', userId: 'y' }
    expect((await fails({ kind: 'switch-account', ...who })).code).toBe('account-unknown')
    expect((await fails({ kind: 'sign-out', ...who })).code).toBe('account-unknown')
  })

  it('[AP7] come back with the app, and nothing secret is in what windows are told', async () => {
    const library = await openLibrary()
    const first = openTestApp()
    await first.signsIn(library)
    const token = /"accessToken": "([^"]+)"/.exec(
      readFileSync(join(first.home, 'accounts.json'), 'utf8'),
    )?.[1]
    expect(JSON.stringify(first.state())).not.toContain(token)
    expect(appStateSchema.safeParse(first.state()).success).toBe(true)
    await first.close()
    const again = openTestApp({}, first.home)
    const { account, signIn } = await again.until((state) => state.library.kind === 'open')
    expect([account?.userName, signIn.kind]).toEqual(['Ada', 'done'])
    const name = pictureNameOf(account?.pictureUrl ?? '') ?? ''
    expect(await again.app.picture(name, AbortSignal.timeout(5000))).toMatchObject({ ok: true })
  })

  it('[AP8] whose server cannot be reached are there all the same; it is tried again until it answers', async () => {
    const library = await openLibrary()
    const first = openTestApp()
    await first.signsIn(library)
    await first.close()
    const comeBack = await library.faults.goOffline()
    const again = openTestApp({}, first.home)
    const offline = await again.until((state) => state.library.kind === 'failed')
    expect(offline).toMatchObject({
      account: { userName: 'Ada' },
      library: { problem: { code: 'server-refused' } },
      signIn: { kind: 'done' },
    })
    const asked = await again.app.query({ kind: 'home' })
    expect(asked).toMatchObject({ ok: false, problem: { code: 'server-refused' } })
    await comeBack()
    await again.does({ kind: 'retry-library' })
    await again.until((state) => state.library.kind === 'open')
  })

  it('[AP8] that were signed out elsewhere are asked to sign in again, at their server', async () => {
    const library = await openLibrary()
    const { signsIn, until, app } = openTestApp()
    await signsIn(library)
    library.faults.revokeTokens()
    await app.query({ kind: 'home' })
    const out = await until(({ signIn }) => signIn.kind === 'user')
    expect(out.library).toMatchObject({ kind: 'failed', problem: { code: 'signed-out' } })
    expect(out.notices.map(({ problem }) => problem.code)).toEqual(['signed-out'])
    await signsIn(library)
    await until((state) => state.library.kind === 'open')
  })
})

describe('settings', () => {
  it('[AP9] are kept, and have a default where nothing was set', async () => {
    const first = openTestApp()
    await first.does({ kind: 'change-settings', change: { language: 'de', replayMs: 15_000 } })
    await first.close()
    const again = openTestApp({}, first.home)
    await again.does({ kind: 'discover' })
    expect(again.state().settings).toEqual({ ...initialAppSettings, language: 'de', replayMs: 15_000 })
  })

  it.each(['', '{', '[]', 'null', '"language"'])(
    '[AP10] in a file that is broken are kept aside, told, and the usual ones hold: %s',
    async (text) => {
      const home = temporaryFolder()
      writeFileSync(join(home, 'app.json'), text)
      const { does, state } = openTestApp({}, home)
      await does({ kind: 'change-settings', change: { language: 'fr' } })
      expect(state().settings).toEqual({ ...initialAppSettings, language: 'fr' })
      expect(state().notices.map(({ problem }) => problem.code)).toEqual(['settings-corrupt'])
      expect(readFileSync(join(home, 'app.json.corrupt-1'), 'utf8')).toBe(text)
      const [notice] = state().notices
      await does({ kind: 'dismiss-notice', id: notice?.id ?? 0 })
      expect(state().notices).toEqual([])
    },
  )

  it('[AP60] that cannot be understood are as usual, the others hold, and the file is kept aside as it was', async () => {
    const home = temporaryFolder()
    const path = join(home, 'app.json')
    const text = '{"language":"xx","replayMs":15000,"playerArgs":[1],"ofLater":{"is":1}}'
    writeFileSync(path, text)
    const first = openTestApp({}, home)
    await first.does({ kind: 'discover' })
    expect(first.state().settings).toEqual({ ...initialAppSettings, replayMs: 15_000 })
    expect(first.state().notices.map(({ problem }) => problem)).toEqual([
      {
        code: 'settings-corrupt',
        sentence: `In ${path} this could not be understood: language, playerArgs. The file was kept as ${path}.corrupt-1; everything else in it still holds.`,
        nextStep: 'Look through the settings: what could not be understood is as usual now.',
      },
    ])
    expect(readFileSync(`${path}.corrupt-1`, 'utf8')).toBe(text)
    expect(statSync(`${path}.corrupt-1`).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ replayMs: 15_000, ofLater: { is: 1 } })
    await first.close()
    const again = openTestApp({}, home)
    await again.does({ kind: 'discover' })
    expect(again.state().settings.replayMs).toBe(15_000)
    expect(again.state().notices).toEqual([])
    expect(readdirSync(home)).not.toContain('app.json.corrupt-2')
  })

  it('[AP61] of a later version stay in the file, and nothing is said about them', async () => {
    const home = temporaryFolder()
    const path = join(home, 'app.json')
    writeFileSync(path, '{"ofLater":{"is":[1,null]},"language":"de"}')
    const { does, state } = openTestApp({}, home)
    await does({ kind: 'change-settings', change: { appearance: 'light' } })
    const settings = { ...initialAppSettings, language: 'de', appearance: 'light' }
    expect(state().settings).toEqual(settings)
    expect(state().notices).toEqual([])
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...settings, ofLater: { is: [1, null] } })
    expect(readdirSync(home).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('[AP10] of accounts that are broken are kept aside, and one signs in again', async () => {
    const home = temporaryFolder()
    writeFileSync(join(home, 'accounts.json'), 'not JSON')
    const { does, state } = openTestApp({}, home)
    await does({ kind: 'discover' })
    expect(state().notices.map(({ problem }) => problem.code)).toEqual(['settings-corrupt'])
    expect(state().signIn.kind).toBe('server')
    expect(readdirSync(home)).toContain('accounts.json.corrupt-1')
  })

  it('[AP9] of two windows at once are all kept', async () => {
    const { app, state } = openTestApp()
    await Promise.all([
      app.command({ kind: 'change-settings', change: { language: 'de' } }),
      app.command({ kind: 'change-settings', change: { appearance: 'light' } }),
      app.command({ kind: 'change-settings', change: { language: 'fr' } }),
    ])
    expect(state().settings).toEqual({ ...initialAppSettings, language: 'fr', appearance: 'light' })
  })
})
