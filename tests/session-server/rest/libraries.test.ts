import { describe, expect, it } from 'vitest'
import { ADA, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { codeOf, signedIn } from '../support/restCaller.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

describe('the libraries that everybody can see', () => {
  it('[RS22] are found exactly with a Jellyfin token (D15), and are said to be unknown without one', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const proof = await proofOf(jellyfin, ADA)
    const ada = await signedIn(server, { identity: proof })
    const ask = (body: object) => ada.caller.post('/eligible-libraries', body)
    const { token } = proof
    const alone = (await ask({ userIds: [], token })).body['libraryIds'] as string[]
    expect(alone).toHaveLength(2)
    const together = await ask({ userIds: [GRACE.id, KEEPER.id, '', ADA.id, GRACE.id], token })
    expect(together.body).toMatchObject({ certainty: 'libraries' })
    const shared = together.body['libraryIds'] as string[]
    expect(shared).toHaveLength(1)
    expect(alone).toContain(shared[0])
    expect(await ask({ userIds: [GRACE.id] })).toMatchObject({
      body: { certainty: 'unknown', libraryIds: null },
    })
    expect(codeOf(await ask({ userIds: ['0'.repeat(32)], token }))).toEqual([404, 'no-such-guest'])
    expect(codeOf(await ask({ userIds: Array.from({ length: 101 }, String), token }))).toEqual([
      422,
      'unfit-fields',
    ])
    jellyfin.changePolicy(GRACE.id, { BlockedMediaFolders: [String(shared[0])] })
    expect((await ask({ userIds: [GRACE.id], token })).body['libraryIds']).not.toContain(shared[0])
  })
})
