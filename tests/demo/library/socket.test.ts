import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { itemIdOf } from '../../../demo/library/catalogueEntries.ts'
import { ADA, GRACE, KEEPER } from '../../../demo/library/people.ts'
import { dashedGuid } from '../../../demo/library/wording.ts'
import { createVirtualClock } from '../../support/virtualClock.ts'
import { clientOf, field } from '../support/jellyfinClient.ts'
import { openSocket, socketUrl } from '../support/jellyfinSocket.ts'
import { openLibrary } from '../support/shelf.ts'

describe.each(['', '/jellyfin'])('the WebSocket at %j', (basePath) => {
  const open = (options = {}) => openLibrary({ basePath, ...options })

  it('[DM13] is refused with 403 without a token, and begins with ForceKeepAlive (J13)', async () => {
    const library = await open()
    const refused = new WebSocket(socketUrl(library))
    await expect(once(refused, 'open')).rejects.toThrow('403')
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    expect(await socket.next('ForceKeepAlive')).toMatchObject({ Data: 60 })
    socket.send('KeepAlive')
    await socket.next('KeepAlive')
    expect(socket.types()).toEqual(['ForceKeepAlive', 'KeepAlive'])
  })

  it('[DM14] is reminded when silent for 45 s, and lost after 60 s (J14)', async () => {
    const clock = createVirtualClock()
    const library = await open({ clock, version: '12.0' })
    const socket = await openSocket(library, (await clientOf(library.url, ADA)).token)
    await socket.next('ForceKeepAlive')
    await clock.advance(44_000)
    expect(socket.types()).toEqual(['ForceKeepAlive'])
    // Looked at every 12 s: at 48 s it has been silent for more than 45 s, at 60 s for too long.
    await clock.advance(4_000)
    await socket.next('ForceKeepAlive')
    await clock.advance(12_000)
    await socket.closed
  })

  it('[DM14] lives on as long as it is heard, and before 12 even when it is not (J14)', async () => {
    const clock = createVirtualClock()
    const library = await open({ clock, version: '10.11' })
    const keeper = await clientOf(library.url, KEEPER)
    const ada = await clientOf(library.url, ADA)
    const socket = await openSocket(library, ada.token)
    await clock.advance(40_000)
    socket.send('KeepAlive')
    await socket.next('KeepAlive')
    await clock.advance(200_000)
    expect((await keeper.post(`/Sessions/${ada.sessionId}/Playing/Pause`)).status).toBe(204)
    expect(await socket.next('Playstate')).toMatchObject({ Data: { Command: 'Pause' } })
  })

  it('[DM15] carries what others ask: play, playstate, commands, messages (J15)', async () => {
    const library = await open()
    const [keeper, ada] = [await clientOf(library.url, KEEPER), await clientOf(library.url, ADA)]
    await ada.post('/Sessions/Capabilities/Full', {
      PlayableMediaTypes: ['Video'],
      SupportsMediaControl: true,
    })
    const socket = await openSocket(library, ada.token)
    const target = `/Sessions/${ada.sessionId}`
    const query = `playCommand=playnow&itemIds=${dashedGuid(itemIdOf('night'))}&startPositionTicks=600000000`
    expect((await keeper.post(`${target}/Playing?${query}`)).status).toBe(204)
    expect(await socket.next('Play')).toMatchObject({
      Data: {
        PlayCommand: 'PlayNow',
        ItemIds: [itemIdOf('night')],
        StartPositionTicks: 600_000_000,
        ControllingUserId: KEEPER.id,
      },
    })
    await keeper.post(`${target}/Playing/Seek?seekPositionTicks=50000000`)
    expect(await socket.next('Playstate')).toMatchObject({
      Data: { Command: 'Seek', SeekPositionTicks: 50_000_000 },
    })
    await keeper.post(`${target}/Command`, { Name: 'SetVolume', Arguments: { Volume: '40' } })
    expect(await socket.next('GeneralCommand')).toMatchObject({
      Data: { Name: 'SetVolume', Arguments: { Volume: '40' } },
    })
    await keeper.post(`${target}/Message`, { Header: 'Hello', Text: 'There', TimeoutMs: 3000 })
    expect(await socket.next('GeneralCommand')).toMatchObject({
      Data: { Name: 'DisplayMessage', Arguments: { Text: 'There' } },
    })
  })

  it('[DM15] lets nobody control the clients of others but those who may (J15)', async () => {
    const library = await open()
    const [ada, grace] = [await clientOf(library.url, ADA), await clientOf(library.url, GRACE)]
    expect((await grace.post(`/Sessions/${ada.sessionId}/Playing/Pause`)).status).toBe(403)
    expect((await grace.post(`/Sessions/${'f'.repeat(32)}/Playing/Pause`)).status).toBe(404)
  })

  it('[DM34] makes a client controllable, and its session ends with it', async () => {
    const library = await open()
    const [keeper, ada] = [await clientOf(library.url, KEEPER), await clientOf(library.url, ADA)]
    const adasSession = async () => {
      const sessions = (await keeper.get('/Sessions')).body
      const all: unknown[] = Array.isArray(sessions) ? sessions : []
      return all.find((session) => field(session, 'UserId') === ADA.id)
    }
    await ada.post('/Sessions/Capabilities/Full', { SupportsMediaControl: true })
    expect(await adasSession()).toMatchObject({ SupportsRemoteControl: false })
    const socket = await openSocket(library, ada.token)
    await socket.next('ForceKeepAlive')
    expect(await adasSession()).toMatchObject({ SupportsRemoteControl: true })
    library.faults.dropSockets()
    await socket.closed
    await expect.poll(adasSession).toBeUndefined()
  })

  it('[DM35] tells a person’s clients what that person has watched', async () => {
    const library = await open()
    const [ada, grace] = [await clientOf(library.url, ADA), await clientOf(library.url, GRACE)]
    const [hers, others] = [await openSocket(library, ada.token), await openSocket(library, grace.token)]
    await ada.post(`/UserPlayedItems/${itemIdOf('night')}`)
    expect(await hers.next('UserDataChanged')).toMatchObject({
      Data: { UserId: ADA.id, UserDataList: [{ ItemId: itemIdOf('night'), Played: true }] },
    })
    await grace.post(`/UserPlayedItems/${itemIdOf('tide')}`)
    await others.next('UserDataChanged')
    expect(others.types()).toEqual(['ForceKeepAlive', 'UserDataChanged'])
  })
})
