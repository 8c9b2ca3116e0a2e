import { describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { personIdOf } from '../../../jellyfin/personId.ts'
import { filmIn } from './films.ts'
import { moveIn, openHouse } from './household.ts'

describe('two people with the app', () => {
  it('[AP1] sign in, invite, come together and see the same', async () => {
    const house = await openHouse()
    const ada = await moveIn(house, { person: ADA })
    const grace = await moveIn(house, { person: GRACE })
    const itemId = await filmIn(ada.app)
    const server = house.server().url
    await ada.does({
      kind: 'companion',
      command: {
        ...{ kind: 'create-room', server, itemId, roomName: 'Sofa', policy: { visibility: 'private' } },
        ...{ password: null, expiresInMs: null, startMs: 0 },
      },
    })
    const people = [
      { personId: personIdOf(house.library.serverId, GRACE.id), name: 'Grace', role: 'viewer' as const },
    ]
    await ada.does({ kind: 'companion', command: { kind: 'govern', deed: { kind: 'invite', people } } })
    const invited = await grace.until(({ inbox }) => inbox.length === 1)
    const [entry] = invited.inbox
    expect(entry).toMatchObject({ roomName: 'Sofa', hostName: 'Ada' })
    await grace.does({
      ...{ kind: 'answer-invitation', roomId: entry?.roomId ?? '', accept: true, password: null },
    })
    await ada.until(({ companion }) => companion.room?.members.length === 2)
    await ada.until(({ companion }) => companion.player.kind === 'ready')
    await grace.until(({ companion }) => companion.player.kind === 'ready')
    await ada.does({ kind: 'companion', command: { kind: 'act', action: { kind: 'play' } } })
    await grace.until(({ companion }) => companion.follow.mode === 'following')
    await ada.until(({ companion }) => companion.follow.mode === 'following')
    await ada.does({
      kind: 'companion',
      command: { kind: 'act', action: { kind: 'pause', positionMs: null } },
    })
    await grace.until(({ companion }) => companion.follow.mode === 'holding')
    await grace.until(({ inbox }) => inbox.length === 0)
  })
})
