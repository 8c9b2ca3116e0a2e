import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AppDependencies } from '../../../companion/app/appDependencies.ts'
import { GRACE } from '../../../demo/library/people.ts'
import { success } from '../../../protocol/result.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { PreciseClock } from '../../../sync/clock.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { clock, openTestApp } from './appOfTest.ts'
import { openRoom, openServer } from './roomsOfTest.ts'

/** What the app's own session servers were told: how to start, and how to end. */
function watchedServers() {
  const told: unknown[] = []
  let isLost = false
  const startServer: AppDependencies['startServer'] = async (wish) => {
    told.push(wish)
    const { host, port, jellyfins } = wish
    const options = { host, port, identity: { jellyfins: [...jellyfins] }, logLevel: 'silent' as const }
    const started = await startSessionServer(options)
    if (!started.ok) return started
    const close = async (how: { readonly comesBack: boolean }) => {
      told.push(how)
      await started.value.close({ restarting: how.comesBack })
    }
    return success({ url: started.value.url, isLost: () => isLost, close })
  }
  return { told, startServer, lose: () => (isLost = true), mend: () => (isLost = false) }
}

/** The app's clock, on which a minute is over in a second. */
function quickClock(): PreciseClock {
  const times = 60
  const beganMs = clock.nowMs()
  const nowMs = () => beganMs + (clock.nowMs() - beganMs) * times
  return { ...clock, nowMs, after: (ms, run) => clock.after(ms / times, run) }
}

const portOf = ({ sessionServer }: AppState): number =>
  sessionServer.kind === 'running' ? Number(new URL(sessionServer.address).port) : 0

describe('the session server of the app', () => {
  it('[AP11] is brought along, known to its own people, and ends with the app', async () => {
    const library = await openLibrary()
    const app = openTestApp()
    await app.signsIn(library)
    const { sessionServer } = app.state()
    expect(sessionServer).toMatchObject({
      kind: 'running',
      bundled: true,
      reach: 'this-machine',
      roomsHere: 0,
    })
    await openRoom(app)
    expect(app.state().trustQuestion).toBeNull()
    await app.close()
    const address = sessionServer.kind === 'running' ? sessionServer.address : ''
    await expect(fetch(`${address.replace('ws', 'http')}/health`)).rejects.toThrow('fetch failed')
  })

  it('[AP11] is the one that runs at the usual address, when one does', async () => {
    const usualServer = await openServer([])
    const { until } = openTestApp({ usualServer })
    const { sessionServer } = await until((state) => state.sessionServer.kind === 'running')
    expect(sessionServer).toMatchObject({ address: usualServer, bundled: false })
  })

  it('[AP11] takes another port where the usual one belongs to another program', async () => {
    const other = createServer((socket) => socket.destroy())
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const usualServer = `ws://127.0.0.1:${(other.address() as AddressInfo).port}`
    const { until } = openTestApp({ usualServer })
    const { sessionServer } = await until((state) => state.sessionServer.kind === 'running')
    expect(sessionServer).toMatchObject({ bundled: true })
    expect(sessionServer).not.toMatchObject({ address: usualServer })
  })

  it('[AP11] stays for another account of a Jellyfin that it knows, and comes back at its place for another Jellyfin', async () => {
    const [library, second] = [await openLibrary(), await openLibrary()]
    const { told, startServer } = watchedServers()
    const app = openTestApp({ startServer })
    await app.signsIn(library)
    await app.does({ kind: 'add-account' })
    await app.signsIn(library, GRACE)
    await app.does({ kind: 'add-account' })
    await app.signsIn(second)
    await app.until(({ sessionServer }) => told.length === 5 && sessionServer.kind === 'running')
    expect(told).toMatchObject([
      { jellyfins: [] },
      { comesBack: true },
      { jellyfins: [library.url] },
      { comesBack: true },
      { jellyfins: [library.url, second.url], port: portOf(app.state()) },
    ])
    await app.close()
    expect(told.at(-1)).toEqual({ comesBack: false })
  })

  it('[AP11] is started anew a minute after it was lost, and not before', async () => {
    const { told, startServer, lose, mend } = watchedServers()
    const quick = quickClock()
    const app = openTestApp({ startServer, clock: quick })
    await app.until(({ sessionServer }) => sessionServer.kind === 'running')
    const starts = told.length
    lose()
    const { sessionServer } = await app.until((state) => state.sessionServer.kind === 'unreachable')
    expect(sessionServer).toMatchObject({ problem: { code: 'server-lost' } })
    expect(told).toHaveLength(starts)
    const lostAtMs = quick.nowMs()
    await app.until((state) => {
      if (told.length > starts) mend()
      return told.length > starts && state.sessionServer.kind === 'running'
    })
    expect(quick.nowMs() - lostAtMs).toBeGreaterThan(55_000)
  })

  it('[AP23] is open to the network when that is set, and then takes names', async () => {
    const library = await openLibrary()
    const app = openTestApp()
    await app.signsIn(library)
    await app.does({ kind: 'change-settings', change: { openToNetwork: true } })
    const isOpen = ({ sessionServer }: AppState) =>
      sessionServer.kind === 'running' && sessionServer.reach === 'this-network'
    const { sessionServer } = await app.until(isOpen)
    const address = sessionServer.kind === 'running' ? sessionServer.address : ''
    expect(address).not.toContain('0.0.0.0')
    const link = await openRoom(app)
    const guest = openTestApp()
    await guest.signsIn(library, GRACE)
    await guest.does({ kind: 'open-link', link })
    await guest.does({ kind: 'follow-link', password: null })
    expect(guest.state().companion.room?.members).toHaveLength(2)
    const counted = await app.until(
      (state) => state.sessionServer.kind === 'running' && state.sessionServer.roomsHere > 0,
    )
    expect(counted.sessionServer).toMatchObject({ roomsHere: 1 })
  }, 20_000)

  it('[AP12] is another one when it is set, and its problem when that does not answer', async () => {
    const remote = await openServer([])
    const { does, fails, until } = openTestApp()
    await does({ kind: 'change-settings', change: { sessionServer: remote } })
    await until(({ sessionServer }) => sessionServer.kind === 'running' && sessionServer.address === remote)
    await does({ kind: 'test-session-server', address: null })
    await does({ kind: 'change-settings', change: { sessionServer: 'ws://127.0.0.1:1' } })
    const { sessionServer } = await until((state) => state.sessionServer.kind === 'unreachable')
    expect(sessionServer).toMatchObject({ problem: { code: 'session-server-silent' } })
    const library = await openLibrary()
    const address = library.url.replace('http', 'ws')
    expect((await fails({ kind: 'test-session-server', address })).code).toBe('not-a-session-server')
    await does({ kind: 'test-session-server', address: remote })
  })
})
