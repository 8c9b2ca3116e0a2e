import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { startSessionServer } from '../../../session-server/server.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { scratchFolder } from '../support/scratchFolder.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()
let folder = scratchFolder()
beforeEach(() => {
  folder = scratchFolder()
})
afterEach(() => folder.remove())

const bySession = (token: string) => ({ kind: 'session', token }) as const

describe('a session token', () => {
  it('[AU10] makes its owner the same person again, over a restart of the server too, and Jellyfin is not asked', async () => {
    const jellyfin = await openJellyfin()
    const options = { dataDir: folder.path, identity: { jellyfins: [jellyfin.url] } }
    const first = await start(options)
    const ada = await SessionMember.enterAs(first.url, await proofOf(jellyfin, ADA))
    const { person, grant } = await ada.hears('welcome')
    await first.close()
    await jellyfin.faults.goOffline()
    const second = await start(options)
    const again = await SessionMember.enterAs(second.url, bySession(grant.token))
    const welcome = await again.hears('welcome')
    expect(welcome.person).toEqual(person)
    expect(welcome.grant.token).toBe(grant.token)
    expect(welcome.endsInMs).toBeLessThanOrEqual(grant.expiresInMs)
  })

  it('[AU10] keeps somebody the same on an open server, where there is nothing else to prove it', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    const { person, grant } = await ann.hears('welcome')
    const again = await SessionMember.enterAs(url, bySession(grant.token))
    expect((await again.hears('welcome')).person).toEqual(person)
    expect((await again.renew(bySession(grant.token))).type).toBe('renewed')
  })

  it('[AU11] of another server, altered, unsigned or for another purpose is refused', async () => {
    const [here, there] = [await start(), await start()]
    const ann = await SessionMember.enter(here.url, 'Ann')
    const stranger = await SessionMember.enter(there.url, 'Ann')
    const { token } = (await ann.hears('welcome')).grant
    const [head = '', body = '', signature = ''] = token.split('.')
    const payload: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
    const asAdmin = {
      ...(payload as object),
      person: { id: 'x', name: 'X', isAdmin: true, origin: { kind: 'open' } },
    }
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const forgeries = [
      (await stranger.hears('welcome')).grant.token,
      [head, encoded(asAdmin), signature].join('.'),
      [encoded({ alg: 'none' }), body, ''].join('.'),
      'no token at all',
    ]
    for (const forgery of forgeries) {
      const member = await SessionMember.connect(here.url)
      expect(await member.introduce(bySession(forgery))).toEqual({ type: 'bye', reason: 'sign-in-refused' })
    }
    const asCredential = await SessionMember.connect(here.url)
    expect(await asCredential.introduce({ kind: 'credential', token })).toMatchObject({
      reason: 'sign-in-refused',
    })
  })

  it('[AU9] stands in no log, and neither does what it was given for', async () => {
    const jellyfin = await openJellyfin()
    const log: string[] = []
    const write = (facts: object, sentence: string) => void log.push(JSON.stringify(facts) + sentence)
    const started = await startSessionServer(
      { port: 0, dataDir: folder.path, identity: { jellyfins: [jellyfin.url] } },
      { log: { info: write, warn: write, error: write } },
    )
    if (!started.ok) throw new Error(started.problem.sentence)
    const proof = await proofOf(jellyfin, ADA)
    const ada = await SessionMember.enterAs(started.value.url, proof)
    const { token } = (await ada.hears('welcome')).grant
    await ada.create()
    jellyfin.faults.status(500)
    await ada.renew({ ...proof, token: `${proof.token}0` })
    await started.value.close()
    const kept = ['rooms.sqlite', 'rooms.sqlite-wal', 'token-secret'].flatMap((name) => {
      try {
        return [readFileSync(join(folder.path, name)).toString('latin1')]
      } catch {
        return []
      }
    })
    expect(log.join('')).toContain('A sign-in failed.')
    for (const text of [...log, ...kept]) {
      expect(text).not.toContain(proof.token)
      expect(text).not.toContain(token)
    }
  })
})

describe('a session', () => {
  it('[AU12] ends when its proof does', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await start({ identity: { jellyfins: [jellyfin.url], sessionMs: 1500 } })
    const ada = await SessionMember.enterAs(url, await proofOf(jellyfin, ADA))
    await ada.create()
    expect(await ada.closed).toEqual({ code: 4022, reason: 'session-expired' })
  })

  it('[AU12] goes on when it is renewed over the living socket, in its room', async () => {
    const jellyfin = await openJellyfin()
    const identity = { jellyfins: [jellyfin.url], sessionMs: 3000 }
    const transportLimits = { messagesPerSecond: 10_000, messageBurst: 10_000 }
    const { url } = await start({ identity, transportLimits })
    const proof = await proofOf(jellyfin, ADA)
    const ada = await SessionMember.enterAs(url, proof)
    await ada.create()
    const welcome = await ada.hears('welcome')
    let isOver = false
    const lazy = await SessionMember.enterAs(url, proof)
    void lazy.closed.then(() => (isOver = true))
    while (!isOver) expect((await ada.renew(proof)).type).toBe('renewed')
    expect((await ada.act(0, { kind: 'resync' })).type).toBe('done')
    const { token } = (await ada.hears('renewed')).grant
    const again = await SessionMember.enterAs(url, bySession(token))
    expect((await again.hears('welcome')).person).toEqual(welcome.person)
  })

  it('[AU13] is not renewed without its account, by another account, or by its own token', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await start({ identity: { jellyfins: [jellyfin.url] } })
    const proof = await proofOf(jellyfin, ADA)
    const ada = await SessionMember.enterAs(url, proof)
    const { grant, endsInMs } = await ada.hears('welcome')
    expect(await ada.renew(await proofOf(jellyfin, GRACE))).toMatchObject({ reason: 'sign-in-refused' })
    const byItself = await ada.renew(bySession(grant.token))
    expect(byItself).toMatchObject({ type: 'renewed' })
    if (byItself.type === 'renewed') expect(byItself.endsInMs).toBeLessThanOrEqual(endsInMs ?? 0)
    jellyfin.faults.revokeTokens(ADA.id)
    expect(await ada.renew(proof)).toMatchObject({ type: 'refused', reason: 'sign-in-refused' })
    expect((await ada.create()).type).toBe('joined')
  })

  it('[AU14] that is signed out is over on every line, and after a restart of the server', async () => {
    const jellyfin = await openJellyfin()
    const options = { dataDir: folder.path, identity: { jellyfins: [jellyfin.url] } }
    const server = await start(options)
    const ada = await SessionMember.enterAs(server.url, await proofOf(jellyfin, ADA))
    const { grant } = await ada.hears('welcome')
    const phone = await SessionMember.enterAs(server.url, bySession(grant.token))
    const other = await SessionMember.enterAs(server.url, await proofOf(jellyfin, ADA))
    ada.send({ type: 'sign-out', requestId: 'out' })
    expect((await ada.hears('done')).requestId).toBe('out')
    expect(await ada.closed).toEqual({ code: 4023, reason: 'signed-out' })
    expect(await phone.closed).toEqual({ code: 4023, reason: 'signed-out' })
    const late = await SessionMember.connect(server.url)
    expect(await late.introduce(bySession(grant.token))).toEqual({ type: 'bye', reason: 'signed-out' })
    expect((await other.create()).type).toBe('joined')
    await server.close()
    const restarted = await start(options)
    const later = await SessionMember.connect(restarted.url)
    expect(await later.introduce(bySession(grant.token))).toEqual({ type: 'bye', reason: 'signed-out' })
  })
})

describe('the secret behind the tokens', () => {
  const refusal = async (options: Parameters<typeof startSessionServer>[0]) => {
    const started = await startSessionServer({ port: 0, logLevel: 'silent', ...options })
    if (!started.ok) return started.problem
    await started.value.close()
    throw new Error('The server started.')
  }

  it('[AU15] is made once and only its owner may read it, even if it was open to others', async () => {
    await (await start({ dataDir: folder.path })).close()
    const path = join(folder.path, 'token-secret')
    const secret = readFileSync(path, 'utf8')
    expect(secret.trim().length).toBeGreaterThanOrEqual(64)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    writeFileSync(path, secret, { mode: 0o644 })
    await (await start({ dataDir: folder.path })).close()
    expect(readFileSync(path, 'utf8')).toBe(secret)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('[AU15] keeps the server from starting when it is too short or can be guessed, whoever chose it', async () => {
    writeFileSync(join(folder.path, 'token-secret'), 'short\n')
    expect((await refusal({ dataDir: folder.path })).code).toBe('secret-too-short')
    expect(readFileSync(join(folder.path, 'token-secret'), 'utf8')).toBe('short\n')
    for (const secret of ['short', 'a'.repeat(64)]) {
      const own = await refusal({ identity: { tokenSecret: secret } })
      expect(own).toMatchObject({ code: 'bad-server-option' })
      expect(own.sentence).toContain('identity.tokenSecret')
      expect(own.sentence).not.toContain(secret)
      const plugin = await refusal({ identity: { pluginSecret: secret } })
      expect(plugin.sentence).toContain('identity.pluginSecret')
    }
  })

  it('[AU1] is of no use to a server that lets nobody in: it does not start', async () => {
    expect((await refusal({ identity: { open: false } })).code).toBe('nobody-may-come-in')
  })
})
