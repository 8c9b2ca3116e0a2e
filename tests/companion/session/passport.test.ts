import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { askSignInWays } from '../../../companion/session/askServer.ts'
import { createLockstepSession } from '../../../companion/session/lockstepSession.ts'
import { createPassport, isPrivateLine, type Passport } from '../../../companion/session/passport.ts'
import { openTrustedServers } from '../../../companion/settings/trustedServers.ts'
import { ADA } from '../../../demo/library/people.ts'
import { createSystemClock } from '../../../platform/systemClock.ts'
import { openWebSocketWire } from '../../../platform/webSocketWire.ts'
import type { SignInWays } from '../../../protocol/identity.ts'
import { success } from '../../../protocol/result.ts'
import type { SessionServer } from '../../../session-server/server.ts'
import { film } from '../../session-server/support/film.ts'
import { openJellyfin, proofOf, type JellyfinProof } from '../../session-server/support/jellyfinTown.ts'
import { scratchFolder } from '../../session-server/support/scratchFolder.ts'
import { SessionMember } from '../../session-server/support/sessionMember.ts'
import { serversOfThisFile } from '../../session-server/support/testServer.ts'

const { start } = serversOfThisFile()
const clock = createSystemClock()

const closedServer: SignInWays = {
  open: false,
  plugin: false,
  jellyfins: [{ serverId: 'home', name: 'Home' }],
  isComplete: true,
}

interface Situation {
  readonly server?: string
  readonly ways?: Partial<SignInWays>
  readonly account?: { readonly serverId: string; readonly token: string } | null
  readonly trusts?: boolean
}

/** What is shown first, or the code of the problem, and whether the person was asked. */
async function shownIn(situation: Situation) {
  let wasAsked = false
  const passport = createPassport({
    server: situation.server ?? 'wss://lockstep.example',
    clock,
    account: situation.account === undefined ? { serverId: 'home', token: 'secret' } : situation.account,
    ways: () => Promise.resolve({ ...closedServer, ...situation.ways }),
    isTrusted: () => {
      wasAsked = true
      return Promise.resolve(success(situation.trusts ?? true))
    },
  })
  const shown = await passport.show()
  return { shown: shown.ok ? shown.value : shown.problem.code, wasAsked }
}

describe('a passport', () => {
  it('[AU30] shows the Jellyfin token to a server that takes such accounts and that the person trusts', async () => {
    const token = { kind: 'jellyfin', serverId: 'home', token: 'secret' }
    expect(await shownIn({})).toEqual({ shown: token, wasAsked: true })
    expect(await shownIn({ trusts: false })).toEqual({ shown: 'server-not-trusted', wasAsked: true })
  })

  it('[AU31] shows no token to a server that is open, and asks nobody about it', async () => {
    expect(await shownIn({ ways: { open: true } })).toEqual({ shown: null, wasAsked: false })
  })

  it('[AU31] shows no token to a server that takes other accounts only, or cannot tell yet', async () => {
    const elsewhere = { jellyfins: [{ serverId: 'other', name: 'Other' }] }
    expect(await shownIn({ ways: elsewhere })).toEqual({ shown: 'jellyfin-unknown', wasAsked: false })
    const unsure = { ...elsewhere, isComplete: false }
    expect(await shownIn({ ways: unsure })).toEqual({ shown: 'jellyfin-unreachable', wasAsked: false })
    expect(await shownIn({ account: null })).toEqual({ shown: 'sign-in-required', wasAsked: false })
  })

  it('[AU31] shows no token over a line that others can read', async () => {
    expect(await shownIn({ server: 'ws://lockstep.example' })).toEqual({
      shown: 'plain-line',
      wasAsked: false,
    })
    for (const server of ['ws://192.168.1.7:8999', 'ws://127.0.0.1.example', 'ws://localhost.example'])
      expect(isPrivateLine(server)).toBe(false)
    for (const server of [
      'ws://127.0.0.1:8999',
      'ws://localhost',
      'ws://[::1]:1',
      'wss://lockstep.example/base',
    ])
      expect(isPrivateLine(server)).toBe(true)
  })
})

describe('the servers that a person trusts', () => {
  it('[AU32] are remembered by server and account, however the address is written', async () => {
    const folder = scratchFolder()
    onTestFinished(() => folder.remove())
    const book = () => openTrustedServers(folder.path, () => {})
    const ada = { server: 'wss://Lockstep.example:443/', serverId: 'home', userId: 'ada' }
    expect(await book().isTrusted(ada)).toEqual(success(false))
    await book().trust(ada)
    expect(await book().isTrusted({ ...ada, server: 'wss://lockstep.example' })).toEqual(success(true))
    for (const other of [{ userId: 'grace' }, { serverId: 'other' }, { server: 'ws://lockstep.example' }])
      expect(await book().isTrusted({ ...ada, ...other })).toEqual(success(false))
  })
})

describe('a session of a companion', () => {
  const passportFor = ({ url: server }: SessionServer, { serverId, token }: JellyfinProof) => {
    let shown = 0
    const passport = createPassport({
      server,
      clock,
      account: { serverId, token },
      ways: () => askSignInWays(server, clock),
      isTrusted: () => {
        shown += 1
        return Promise.resolve(success(true))
      },
    })
    return { passport, timesShown: () => shown }
  }
  const openSessions: { close(): Promise<void> }[] = []
  afterEach(async () => {
    await Promise.all(openSessions.splice(0).map((session) => session.close()))
  })
  const sessionOn = ({ url: server }: { url: string }, passport: Passport) => {
    const session = createLockstepSession({
      server,
      name: 'Somebody',
      app: { name: 'test', version: '1' },
      openWire: (url) => openWebSocketWire({ url, WebSocket, clock, withinMs: 5000 }),
      clock,
      wallMs: () => clock.nowMs(),
      passport,
      random: () => 0,
      resumePoint: () => null,
    })
    openSessions.push(session)
    return session
  }
  const room = { media: film, name: null, policy: {}, password: null, positionMs: 0 }

  it('[AU30] signs in, comes back by what the server gave, and signs out when it is over', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const { passport, timesShown } = passportFor(server, await proofOf(jellyfin, ADA))
    const session = sessionOn(server, passport)
    expect(await session.open()).toMatchObject({ ok: true })
    const joined = await session.create(room)
    expect(joined).toMatchObject({ ok: true, value: { room: { members: [{ name: 'Ada' }] } } })
    const given = await passport.show()
    if (!given.ok || given.value?.kind !== 'session') throw new Error('Nothing was given.')
    await jellyfin.faults.goOffline()
    const second = sessionOn(server, passport)
    expect(await second.open()).toMatchObject({ ok: true })
    expect(timesShown()).toBe(1)
    await session.close()
    const late = await SessionMember.connect(server.url)
    expect(await late.introduce(given.value)).toEqual({ type: 'bye', reason: 'signed-out' })
  })

  it('[AU35] comes in again after it has left, with the same passport', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const { passport } = passportFor(server, await proofOf(jellyfin, ADA))
    const first = sessionOn(server, passport)
    expect(await first.open()).toMatchObject({ ok: true })
    await first.close()
    const second = sessionOn(server, passport)
    expect(await second.open()).toMatchObject({ ok: true })
    expect(await second.create(room)).toMatchObject({ ok: true })
  })

  it('[AU33] is renewed in time, without anybody noticing', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url], sessionMs: 4500 } })
    const { passport, timesShown } = passportFor(server, await proofOf(jellyfin, ADA))
    const session = sessionOn(server, passport)
    await session.open()
    await session.create(room)
    const statuses: string[] = []
    session.onStatus(({ kind }) => statuses.push(kind))
    await expect.poll(timesShown, { timeout: 10_000 }).toBeGreaterThanOrEqual(2)
    expect(statuses).toEqual([])
    expect(await session.act({ kind: 'resync' }, 0)).toMatchObject({ ok: true })
  })

  it('[AU34] signs in anew when the server knows its own token no more', async () => {
    const jellyfin = await openJellyfin()
    const proof = await proofOf(jellyfin, ADA)
    const first = await start({ identity: { jellyfins: [jellyfin.url] } })
    const { passport, timesShown } = passportFor(first, proof)
    const session = sessionOn(first, passport)
    await session.open()
    const second = await start({ identity: { jellyfins: [jellyfin.url] } })
    expect(await sessionOn(second, passport).open()).toMatchObject({ ok: true })
    expect(timesShown()).toBe(2)
  })

  it('[AU31] sends a server that is open a name and nothing else', async () => {
    const jellyfin = await openJellyfin()
    const server = await start()
    const { passport, timesShown } = passportFor(server, await proofOf(jellyfin, ADA))
    const session = sessionOn(server, passport)
    await session.open()
    expect(await session.create(room)).toMatchObject({ value: { room: { members: [{ name: 'Somebody' }] } } })
    expect(timesShown()).toBe(0)
  })
})
