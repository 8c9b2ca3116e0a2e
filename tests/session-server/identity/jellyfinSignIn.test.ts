import { describe, expect, it } from 'vitest'
import { ADA, DEMO_API_KEY, GRACE, KEEPER } from '../../../demo/library/people.ts'
import type { SessionServerOptions } from '../../../session-server/serverOptions.ts'
import { selfSignedCertificate } from '../../jellyfin/support/certificates.ts'
import { listenAs, openJellyfin, proofOf, publicSystem } from '../support/jellyfinTown.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

const serverFor = (jellyfins: string[], more: SessionServerOptions['identity'] = {}) =>
  start({ identity: { jellyfins, ...more } })

/** What somebody hears who comes with this proof. */
async function answerTo(url: string, identity: Parameters<SessionMember['introduce']>[0]) {
  const member = await SessionMember.connect(url)
  const answer = await member.introduce(identity)
  member.close()
  return answer
}

describe('a Jellyfin token', () => {
  it.each(['10.10', '10.11', '12.0'] as const)(
    '[AU2] makes its user a person, with Jellyfin %s',
    async (version) => {
      const jellyfin = await openJellyfin({ version, basePath: '/jellyfin' })
      const { url } = await serverFor([`${jellyfin.url}/`])
      const welcome = await answerTo(url, await proofOf(jellyfin, ADA))
      const origin = { kind: 'jellyfin', serverId: jellyfin.serverId }
      expect(welcome).toMatchObject({ type: 'welcome', person: { name: 'Ada', isAdmin: false, origin } })
      const keeper = await answerTo(url, await proofOf(jellyfin, KEEPER))
      expect(keeper).toMatchObject({ type: 'welcome', person: { name: 'Keeper', isAdmin: true } })
    },
  )

  it('[AU2] shows its owner under the name of the account, whatever they would like to be called', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url])
    const ada = await SessionMember.enterAs(url, await proofOf(jellyfin, ADA))
    expect((await ada.create()).room.members[0]?.name).toBe('Ada')
  })

  it('[AU19] leads to the same person every time, and to another one on another Jellyfin', async () => {
    const [here, there] = [await openJellyfin(), await openJellyfin({ serverName: 'Elsewhere' })]
    const { url } = await serverFor([here.url, there.url])
    const personIdAt = async (jellyfin: typeof here) => {
      const welcome = await answerTo(url, await proofOf(jellyfin, ADA))
      return welcome.type === 'welcome' ? welcome.person.id : welcome.reason
    }
    const id = await personIdAt(here)
    expect(id).toMatch(/^[\w-]{22}$/)
    expect(await personIdAt(here)).toBe(id)
    expect(await personIdAt(there)).toMatch(/^[\w-]{22}$/)
    expect(await personIdAt(there)).not.toBe(id)
  })

  it('[AU7] that is wrong, revoked, of a disabled user or of nobody is refused', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url], { verifiedForMs: 0 })
    const proof = await proofOf(jellyfin, ADA)
    const refused = { type: 'bye', reason: 'sign-in-refused' }
    expect(await answerTo(url, { ...proof, token: 'wrong' })).toEqual(refused)
    expect(await answerTo(url, { ...proof, token: DEMO_API_KEY })).toEqual(refused)
    expect(await answerTo(url, { ...proof, token: 'a"\r\nx: y' })).toEqual(refused)
    jellyfin.changePolicy(ADA.id, { IsDisabled: true })
    expect(await answerTo(url, proof)).toEqual(refused)
    jellyfin.changePolicy(ADA.id, { IsDisabled: false })
    jellyfin.faults.revokeTokens(ADA.id)
    expect(await answerTo(url, proof)).toEqual(refused)
  })

  it('[AU3] of a Jellyfin that is not allowed is refused, and sent nowhere', async () => {
    const asked: string[] = []
    const [allowed, other] = [await openJellyfin(), await openJellyfin({ serverName: 'Elsewhere' })]
    const spy = await listenAs((request, response) => {
      asked.push(request.headers.authorization ?? 'nothing')
      response.end(publicSystem('spy'))
    })
    const { url } = await serverFor([allowed.url, spy])
    const answer = await answerTo(url, await proofOf(other, ADA))
    expect(answer).toEqual({ type: 'bye', reason: 'jellyfin-unknown' })
    expect(asked).toEqual(['nothing'])
  })

  it('[AU3] does not follow a redirect', async () => {
    const asked: string[] = []
    const thief = await listenAs((request, response) => {
      asked.push(request.url ?? '')
      response.end('{}')
    })
    const jellyfin = await listenAs((request, response) => {
      if (request.url === '/System/Info/Public') return response.end(publicSystem('here'))
      return response.writeHead(302, { location: `${thief}${request.url}` }).end()
    })
    const { url } = await serverFor([jellyfin])
    const answer = await answerTo(url, { kind: 'jellyfin', serverId: 'here', token: 'secret' })
    expect(answer).toEqual({ type: 'bye', reason: 'jellyfin-not-understood' })
    expect(asked).toEqual([])
  })
})

describe('a Jellyfin that cannot be asked', () => {
  it('[AU4] because nobody answers is told as unreachable, and asked again when it is back', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url], { verifiedForMs: 0 })
    const proof = await proofOf(jellyfin, ADA)
    expect((await answerTo(url, proof)).type).toBe('welcome')
    const back = await jellyfin.faults.goOffline()
    expect(await answerTo(url, proof)).toEqual({ type: 'bye', reason: 'jellyfin-unreachable' })
    await back()
    expect((await answerTo(url, proof)).type).toBe('welcome')
  })

  it('[AU4] because it is slow, starts or fails is told as unreachable', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url], { verifiedForMs: 0, askWithinMs: 2500 })
    const proof = await proofOf(jellyfin, ADA)
    expect((await answerTo(url, proof)).type).toBe('welcome')
    const unreachable = { type: 'bye', reason: 'jellyfin-unreachable' }
    jellyfin.faults.delay(30_000, (path) => path === '/users/me')
    expect(await answerTo(url, proof)).toEqual(unreachable)
    jellyfin.faults.heal()
    jellyfin.faults.status(500)
    expect(await answerTo(url, proof)).toEqual(unreachable)
  })

  it.each([
    ['HTML', 'text/html', '<html>Welcome to the proxy</html>'],
    ['no JSON', 'application/json', 'ok'],
    ['other JSON', 'application/json', '{"Id":7}'],
    ['an answer without end', 'application/json', `{"Id":"${'x'.repeat(400_000)}`],
  ])('[AU5] because it says %s is told as none that is understood', async (_what, type, body) => {
    const jellyfin = await listenAs((request, response) => {
      if (request.url === '/System/Info/Public') return response.end(publicSystem('here'))
      return response.writeHead(200, { 'content-type': type }).end(body)
    })
    const { url } = await serverFor([jellyfin])
    const answer = await answerTo(url, { kind: 'jellyfin', serverId: 'here', token: 'secret' })
    expect(answer).toEqual({ type: 'bye', reason: 'jellyfin-not-understood' })
  })

  it('[AU6] because of its certificate is told as such', async () => {
    const jellyfin = await listenAs((_request, response) => response.end(), selfSignedCertificate())
    const { url } = await serverFor([jellyfin])
    const answer = await answerTo(url, { kind: 'jellyfin', serverId: 'here', token: 'secret' })
    expect(answer).toEqual({ type: 'bye', reason: 'jellyfin-untrusted' })
  })
})

describe('who was found out a moment ago', () => {
  it('[AU8] is not asked about again, until that is too long ago or other users came', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url], { usersRemembered: 1 })
    const [ada, grace] = [await proofOf(jellyfin, ADA), await proofOf(jellyfin, GRACE)]
    expect((await answerTo(url, ada)).type).toBe('welcome')
    jellyfin.faults.status(500)
    expect((await answerTo(url, ada)).type).toBe('welcome')
    expect(await answerTo(url, grace)).toMatchObject({ reason: 'jellyfin-unreachable' })
    jellyfin.faults.heal()
    expect((await answerTo(url, grace)).type).toBe('welcome')
    jellyfin.faults.status(500)
    expect(await answerTo(url, ada)).toMatchObject({ reason: 'jellyfin-unreachable' })
  })
})

describe('sign-ins that fail', () => {
  it('[AU18] are limited for each address; those that succeed are not', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url], { failedAttempts: 3, verifiedForMs: 0 })
    const proof = await proofOf(jellyfin, ADA)
    for (let time = 0; time < 5; time += 1) expect((await answerTo(url, proof)).type).toBe('welcome')
    for (let time = 0; time < 3; time += 1) {
      expect(await answerTo(url, { ...proof, token: `guess ${time}` })).toMatchObject({
        reason: 'sign-in-refused',
      })
    }
    expect(await answerTo(url, { ...proof, token: 'guess' })).toMatchObject({ reason: 'too-many-sign-ins' })
    expect(await answerTo(url, proof)).toMatchObject({ reason: 'too-many-sign-ins' })
  })
})

describe('somebody who proves nothing', () => {
  it('[AU1] comes in only where a name is enough', async () => {
    const jellyfin = await openJellyfin()
    const closed = await serverFor([jellyfin.url])
    const guest = await SessionMember.connect(closed.url)
    guest.hello('Ann')
    expect(await guest.closed).toEqual({ code: 4020, reason: 'sign-in-required' })
    const both = await serverFor([jellyfin.url], { open: true })
    const ann = await SessionMember.enter(both.url, 'Ann')
    expect(await ann.hears('welcome')).toMatchObject({
      person: { name: 'Ann', origin: { kind: 'open' } },
      endsInMs: null,
    })
    expect((await answerTo(both.url, await proofOf(jellyfin, ADA))).type).toBe('welcome')
  })

  it('[AU20] hears of another protocol version before anything else', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url])
    const future = await SessionMember.connect(url)
    future.sendFrame(JSON.stringify({ type: 'hello', protocol: 2, identity: { kind: 'ring' } }))
    expect(await future.closed).toEqual({ code: 4000, reason: 'protocol-mismatch' })
  })

  it('[AU20] may ask for something in the same breath as the hello, once it is known who it is', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await serverFor([jellyfin.url])
    const identity = await proofOf(jellyfin, ADA)
    jellyfin.faults.delay(100)
    const ada = await SessionMember.connect(url)
    const introduced = ada.introduce(identity)
    const joined = ada.create()
    expect((await introduced).type).toBe('welcome')
    expect((await joined).room.members[0]?.name).toBe('Ada')
    expect(ada.heard[0]?.type).toBe('welcome')
  })
})
