import { describe, expect, it } from 'vitest'
import { ADA } from '../../../demo/library/people.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { nowS, pluginSecret, tokenWith } from '../support/pluginToken.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

async function answerTo(url: string, token: string) {
  const member = await SessionMember.connect(url)
  const answer = await member.introduce({ kind: 'plugin', token })
  member.close()
  return answer.type === 'welcome' ? answer : answer.reason
}

describe('a token of the OpenWatchParty plugin', () => {
  it('[AU16] lets its user in, with its audience as text or as a list', async () => {
    const { url } = await start({ identity: { pluginSecret } })
    const answer = await answerTo(url, await tokenWith({}))
    expect(answer).toMatchObject({ person: { name: 'Ada', isAdmin: false, origin: { kind: 'plugin' } } })
    const twice = await answerTo(url, await tokenWith({ aud: ['OpenWatchParty', 'OpenWatchParty'] }))
    expect(twice).toMatchObject({ person: typeof answer === 'string' ? {} : answer.person })
  })

  it('[AU16] has to be signed with the secret, complete, and for this', async () => {
    const { url } = await start({ identity: { pluginSecret, failedAttempts: 100 } })
    const bad: Promise<string>[] = [
      tokenWith({}, `${pluginSecret}!`),
      tokenWith({}, pluginSecret, 'HS512'),
      tokenWith({ aud: 'Jellyfin' }),
      tokenWith({ iss: 'Somebody' }),
      tokenWith({ name: ' ' }),
      ...['sub', 'name', 'aud', 'iss', 'iat', 'exp'].map((claim) => tokenWith({ [claim]: undefined })),
    ]
    for (const token of await Promise.all(bad)) expect(await answerTo(url, token)).toBe('sign-in-refused')
  })

  it('[AU16] may have run out by as much as clocks may differ, and the session ends then', async () => {
    const { url } = await start({ identity: { pluginSecret, pluginLeewayMs: 30_000 } })
    const answer = await answerTo(url, await tokenWith({ exp: nowS() - 10 }))
    if (typeof answer === 'string') throw new Error(answer)
    expect(answer.endsInMs).toBeGreaterThan(15_000)
    expect(answer.endsInMs).toBeLessThanOrEqual(20_000)
    expect(await answerTo(url, await tokenWith({ exp: nowS() - 40 }))).toBe('session-expired')
  })

  it('[AU17] leads to the same person as a token of the only Jellyfin that is allowed', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await start({ identity: { pluginSecret, jellyfins: [jellyfin.url] } })
    const ada = await SessionMember.enterAs(url, await proofOf(jellyfin, ADA))
    const { person } = await ada.hears('welcome')
    expect(await answerTo(url, await tokenWith({}))).toMatchObject({ person })
  })

  it('[AU16] is not taken where the secret is not known', async () => {
    const jellyfin = await openJellyfin()
    const { url } = await start({ identity: { jellyfins: [jellyfin.url] } })
    expect(await answerTo(url, await tokenWith({}))).toBe('plugin-not-taken')
  })

  it('[AU19] gives a name that can be shown, whatever stands in it', async () => {
    const { url } = await start({ identity: { pluginSecret } })
    const answer = await answerTo(url, await tokenWith({ name: 'A\u001b[31md\u202ea\u0000' }))
    expect(answer).toMatchObject({ person: { name: 'A[31mda' } })
    const nothing = await answerTo(url, await tokenWith({ name: '\u200b\u202e' }))
    expect(nothing).toMatchObject({ person: { name: 'Guest' } })
  })
})
