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

  it('[AP24] are back in their film after the session server was started again, and hear of rooms again', async () => {
    const house = await openHouse()
    const [ada, grace] = [await moveIn(house, { person: ADA }), await moveIn(house, { person: GRACE })]
    const server = house.server().url
    await ada.does({
      kind: 'companion',
      command: {
        ...{ kind: 'create-room', server, itemId: await filmIn(ada.app), roomName: 'Sofa', startMs: 0 },
        ...{ policy: { visibility: 'public', newcomers: 'controller' }, password: null, expiresInMs: null },
      },
    })
    await grace.until(({ rooms }) => rooms?.length === 1)
    await grace.does({ kind: 'open-link', link: ada.app.state().companion.joinLink ?? '' })
    await grace.does({ kind: 'follow-link', password: null })
    await grace.until(({ companion }) => companion.player.kind === 'ready')
    await ada.does({ kind: 'companion', command: { kind: 'act', action: { kind: 'play' } } })
    await grace.until(({ companion }) => companion.follow.mode === 'following')
    const gone = grace.until(
      ({ companion: { session }, rooms }) => session.kind === 'interrupted' && rooms === null,
    )
    await house.restartServer()
    await gone
    for (const { until } of [ada, grace]) {
      await until(({ companion, rooms }) => companion.session.kind === 'online' && rooms?.length === 1)
    }
    await grace.does({
      kind: 'companion',
      command: { kind: 'act', action: { kind: 'pause', positionMs: null } },
    })
    const held = await ada.until(({ companion }) => companion.follow.mode === 'holding')
    expect(held.companion.room?.members).toHaveLength(2)
  })
})
