import { describe, expect, it } from 'vitest'
import { KEEPER } from '../../../demo/library/people.ts'
import { personIdOf } from '../../../jellyfin/personId.ts'
import { openLibrary } from '../../demo/support/shelf.ts'
import { openTestApp } from './appOfTest.ts'
import { film, openRoom, openServer, twoPeople } from './roomsOfTest.ts'

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

  it('[AP13] is another one each time it is opened', async () => {
    const { does, state } = openTestApp()
    const link = 'lockstep://join/abcdef?server=ws%3A%2F%2F127.0.0.1%3A1'
    await does({ kind: 'open-link', link })
    const first = state().pendingLink?.number
    await does({ kind: 'open-link', link })
    expect(state().pendingLink?.number).not.toBe(first)
  })

  it('[AP13] cannot be followed before somebody is signed in', async () => {
    const { does, fails, state } = openTestApp()
    await does({ kind: 'open-link', link: 'lockstep://join/abcdef?server=ws%3A%2F%2F127.0.0.1%3A1' })
    expect((await fails({ kind: 'follow-link', password: null })).code).toBe('not-signed-in')
    expect(state().pendingLink?.problem?.code).toBe('not-signed-in')
  })

  it('[AP15] is never the room’s own link, which is good for as long as the room is', async () => {
    const { host } = await twoPeople()
    await openRoom(host, {})
    const own = host.state().companion.joinLink
    const made = await host.app.query({ kind: 'link', role: 'viewer', once: false, livesMs: 60_000 })
    expect(made.ok && made.value.app !== own && made.value.app.includes('#')).toBe(true)
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
