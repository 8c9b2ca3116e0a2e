import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { GRACE, KEEPER } from '../../../demo/library/people.ts'
import { personIdOf } from '../../../jellyfin/personId.ts'
import { success } from '../../../protocol/result.ts'
import type { AppState } from '../../../protocol/bridge/appState.ts'
import type { RoomPolicy } from '../../../protocol/policy.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { openTestApp, temporaryFolder, type AppOfTest } from './appOfTest.ts'

/** A session server that knows the people of a library; it ends with the test. */
async function openServer(jellyfins: readonly string[]): Promise<string> {
  const options = { port: 0, dataDir: temporaryFolder(), identity: { jellyfins: [...jellyfins] } }
  const server = await startSessionServer({ ...options, logLevel: 'silent' })
  if (!server.ok) throw new Error(server.problem.sentence)
  onTestFinished(() => server.value.close({ restarting: false }))
  return server.value.url
}

async function film({ app }: AppOfTest): Promise<string> {
  const found = await app.query({ kind: 'search', text: 'Metronome', start: 0, limit: 1 })
  return (found.ok ? found.value.items[0]?.id : null) ?? ''
}

interface RoomWish {
  readonly server?: string
  readonly password?: string
  readonly policy?: Partial<RoomPolicy>
}

/** Opens a room; its join link. */
async function openRoom(
  host: AppOfTest,
  { server, password = '', policy = {} }: RoomWish = {},
): Promise<string> {
  const { sessionServer } = host.state()
  const own = sessionServer.kind === 'running' ? sessionServer.address : ''
  const itemId = await film(host)
  await host.does({
    kind: 'companion',
    command: {
      ...{ kind: 'create-room', server: server ?? own, itemId, roomName: 'Sofa', policy, startMs: 0 },
      ...{ password: password === '' ? null : password, expiresInMs: null },
    },
  })
  return host.state().companion.joinLink ?? ''
}

/** Ada and another one, each with the app, at a session server that asks nobody who they are. */
async function twoPeople() {
  const library = await openLibrary()
  const usualServer = await openServer([])
  const [host, guest] = [openTestApp({ usualServer }), openTestApp({ usualServer })]
  await host.signsIn(library)
  await guest.signsIn(library, GRACE)
  return { library, usualServer, host, guest }
}

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

describe('a link', () => {
  it('[AP13] waits until it is agreed to, and leads into its room', async () => {
    const { host, guest } = await twoPeople()
    const link = await openRoom(host)
    await guest.does({ kind: 'open-link', link: `  ${link}\n` })
    expect(guest.state().pendingLink).toMatchObject({ wantsPassword: false, problem: null })
    expect(guest.state().companion.room).toBeNull()
    await guest.does({ kind: 'follow-link', password: null })
    expect(guest.state().pendingLink).toBeNull()
    expect(guest.state().companion.room?.name).toBe('Sofa')
  })

  it('[AP13] to a room with a password asks for it, as often as it is wrong', async () => {
    const { host, guest } = await twoPeople()
    const link = await openRoom(host, { password: 'pendulum' })
    await guest.does({ kind: 'open-link', link })
    expect((await guest.fails({ kind: 'follow-link', password: null })).code).toBe('password-needed')
    expect(guest.state().pendingLink).toMatchObject({ wantsPassword: true })
    expect((await guest.fails({ kind: 'follow-link', password: 'wrong' })).code).toBe('wrong-password')
    await guest.does({ kind: 'follow-link', password: 'pendulum' })
  })

  it.each([
    '',
    'hello there',
    'https://example.com',
    'lockstep://join/',
    'lockstep://join/abcd?server=http%3A%2F%2Fx',
    'x'.repeat(4000),
  ])('[AP14] that is none is a notice with a sentence: %s', async (link) => {
    const { fails, state } = openTestApp()
    expect((await fails({ kind: 'open-link', link })).code).toBe('bad-join-link')
    expect(state().pendingLink).toBeNull()
    expect(state().notices.map(({ problem }) => problem.code)).toEqual(['bad-join-link'])
  })

  it('[AP14] to a room that has ended, to a server that is gone, and to one that is none, says which', async () => {
    const { host, guest, library, usualServer } = await twoPeople()
    const link = await openRoom(host)
    await host.does({ kind: 'companion', command: { kind: 'govern', deed: { kind: 'end' } } })
    await guest.does({ kind: 'open-link', link })
    expect((await guest.fails({ kind: 'follow-link', password: null })).code).toBe('no-such-room')
    expect(guest.state().pendingLink?.problem?.code).toBe('no-such-room')
    const at = (server: string) => link.replace(encodeURIComponent(usualServer), encodeURIComponent(server))
    await guest.does({ kind: 'open-link', link: at('ws://127.0.0.1:1') })
    expect((await guest.fails({ kind: 'follow-link', password: null })).code).toBe(
      'session-server-unreachable',
    )
    await guest.does({ kind: 'open-link', link: at(library.url.replace('http', 'ws')) })
    expect((await guest.fails({ kind: 'follow-link', password: null })).code).toBe('not-a-session-server')
    await guest.does({ kind: 'drop-link' })
    expect(guest.state().pendingLink).toBeNull()
  })

  it('[AP14] whose invitation is forged says so', async () => {
    const { host, guest } = await twoPeople()
    const link = await openRoom(host, { policy: { visibility: 'private' } })
    await guest.does({ kind: 'open-link', link: `${link}#not.signed.by-us` })
    expect((await guest.fails({ kind: 'follow-link', password: null })).code).toBe('invitation-forged')
  })

  it('[AP13] cannot be followed before somebody is signed in', async () => {
    const { does, fails, state } = openTestApp()
    await does({ kind: 'open-link', link: 'lockstep://join/abcdef?server=ws%3A%2F%2F127.0.0.1%3A1' })
    expect((await fails({ kind: 'follow-link', password: null })).code).toBe('not-signed-in')
    expect(state().pendingLink?.problem?.code).toBe('not-signed-in')
  })

  it('[AP15] is made for a role, for a time, for one person', async () => {
    const { host, guest } = await twoPeople()
    await openRoom(host, { policy: { visibility: 'private' } })
    const wish = { kind: 'link', role: 'controller', once: true, livesMs: 60_000 } as const
    const made = await host.app.query(wish)
    const link = made.ok ? made.value : { app: '', web: '' }
    expect(link.web).toContain('/join/')
    await guest.does({ kind: 'open-link', link: link.app })
    await guest.does({ kind: 'follow-link', password: null })
    const members = guest.state().companion.room?.members ?? []
    expect(members.find(({ name }) => name === 'Grace')?.role).toBe('controller')
    expect(await openTestApp().app.query(wish)).toMatchObject({ ok: false })
  })
})

describe('rooms and invitations', () => {
  it('[AP16] are told as they come, in a room or not', async () => {
    const library = await openLibrary()
    const usualServer = await openServer([library.url])
    const [host, guest] = [openTestApp({ usualServer }), openTestApp({ usualServer })]
    await host.signsIn(library)
    await guest.signsIn(library, KEEPER)
    for (const { does, until, app } of [host, guest]) {
      void app.command({
        kind: 'open-link',
        link: `lockstep://join/abcd?server=${encodeURIComponent(usualServer)}`,
      })
      void app.command({ kind: 'follow-link', password: null })
      const { trustQuestion } = await until((state) => state.trustQuestion !== null)
      expect(trustQuestion).toMatchObject({ server: usualServer, libraryName: 'Lockstep demo library' })
      await does({ kind: 'answer-trust', server: usualServer, agrees: true })
      await until(({ rooms, pendingLink }) => rooms !== null && pendingLink?.problem?.code === 'no-such-room')
    }
    await openRoom(host, { policy: { visibility: 'public' } })
    const listed = await guest.until(({ rooms }) => rooms?.length === 1)
    expect(listed.rooms).toMatchObject([{ name: 'Sofa', members: 1 }])
    const people = [
      { personId: personIdOf(library.serverId, KEEPER.id), name: 'Keeper', role: 'viewer' as const },
    ]
    await host.does({ kind: 'companion', command: { kind: 'govern', deed: { kind: 'invite', people } } })
    const { inbox } = await guest.until((state) => state.inbox.length === 1)
    expect(inbox).toMatchObject([{ roomName: 'Sofa', hostName: 'Ada', server: usualServer }])
    const roomId = inbox[0]?.roomId ?? ''
    await guest.does({ kind: 'answer-invitation', roomId, accept: false, password: null })
    await guest.until((state) => state.inbox.length === 0)
    await host.until(({ companion }) => companion.room?.invitations[0]?.status === 'declined')
    expect(
      (await guest.fails({ kind: 'answer-invitation', roomId, accept: true, password: null })).code,
    ).toBe('nothing-pending')
  })

  it('[AP17] at a server that one does not trust are not told, and nothing is sent to it', async () => {
    const library = await openLibrary()
    const usualServer = await openServer([library.url])
    const app = openTestApp({ usualServer })
    await app.signsIn(library)
    const link = `lockstep://join/abcd?server=${encodeURIComponent(usualServer)}`
    await app.does({ kind: 'open-link', link })
    const following = app.app.command({ kind: 'follow-link', password: null })
    await app.until((state) => state.trustQuestion !== null)
    await app.does({ kind: 'answer-trust', server: usualServer, agrees: false })
    expect(await following).toMatchObject({ ok: false, problem: { code: 'server-not-trusted' } })
    expect(app.state()).toMatchObject({ trustQuestion: null, rooms: null })
  })
})

describe('a film for oneself', () => {
  it('[AP18] plays at once in a room that nobody finds', async () => {
    const { host, guest } = await twoPeople()
    await host.does({ kind: 'play-alone', itemId: await film(host), startMs: 0 })
    const { companion } = await host.until((state) => state.companion.follow.mode === 'following')
    expect(companion.room).toMatchObject({ isLocked: true, policy: { visibility: 'private' } })
    expect(guest.state().rooms ?? []).toEqual([])
    await guest.does({ kind: 'open-link', link: companion.joinLink ?? '' })
    await guest.fails({ kind: 'follow-link', password: null })
  })
})

describe('two windows', () => {
  it('[AP19] that command the opposite at once leave one state, which both see', async () => {
    const { host } = await twoPeople()
    await openRoom(host)
    const act = (action: { kind: 'play' } | { kind: 'pause'; positionMs: null }) =>
      host.app.command({ kind: 'companion', command: { kind: 'act', action } })
    const answers = await Promise.all([
      ...[0, 1, 2].map(() => act({ kind: 'play' })),
      ...[0, 1, 2].map(() => act({ kind: 'pause', positionMs: null })),
    ])
    expect(answers.every((answer) => answer.ok || answer.problem.nextStep !== '')).toBe(true)
    const settled = await host.until(
      ({ companion: { follow, room } }) =>
        room?.phase.kind === 'steady' && follow.mode === (room.timeline.playing ? 'following' : 'holding'),
    )
    expect(success(settled.companion.room?.timeline.playing)).toMatchObject({ ok: true })
  })
})
