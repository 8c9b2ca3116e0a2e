import { describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { parseJoinLink } from '../../../protocol/joinLink.ts'
import { film } from '../support/film.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { codeOf, signedIn, type RestPerson } from '../support/restCaller.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()

async function opened(host: RestPerson, wish: object = {}) {
  const { body } = await host.caller.post('/rooms', { media: film, ...wish })
  return (body as unknown as { room: { id: string; code: string } }).room
}

const privately = { policy: { visibility: 'private' } }

describe('an inbox', () => {
  it('[NV10] tells whoever is connected at once, and whoever comes later with the welcome', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const ada = await signedIn(server, { identity: await proofOf(jellyfin, ADA) })
    const grace = await signedIn(server, { identity: await proofOf(jellyfin, GRACE) })
    const line = await SessionMember.enterAs(server.url, { kind: 'session', token: grace.token })
    const room = await opened(ada, { ...privately, name: 'Friday', password: 'tea-time' })
    const people = [{ userId: GRACE.id, name: 'Grace', role: 'controller' }]
    expect((await ada.caller.post(`/rooms/${room.id}/invitations`, { people })).status).toBe(204)
    const entry = {
      roomId: room.id,
      code: room.code,
      roomName: 'Friday',
      title: film.title,
      role: 'controller',
      hasPassword: true,
    }
    expect((await line.hears('inbox')).invitations).toMatchObject([entry])
    const later = await SessionMember.enterAs(server.url, { kind: 'session', token: grace.token })
    expect((await later.hears('inbox')).invitations).toMatchObject([entry])
    expect((await grace.caller.get('/invitations')).body).toMatchObject({ invitations: [entry] })
    expect((await ada.caller.get('/invitations')).body).toEqual({ invitations: [] })
    await ada.caller.patch(`/rooms/${room.id}`, { name: 'Saturday' })
    await line.hears('inbox', ({ invitations }) => invitations[0]?.roomName === 'Saturday')
    await ada.caller.post(`/rooms/${room.id}/end`)
    await line.hears('inbox', ({ invitations }) => invitations.length === 0)
  })

  it('[NV11] lets people decline once; nothing that waits is told as that, strangers hear of no room (D1)', async () => {
    const server = await start()
    const [ann, bob, cid] = [
      await signedIn(server, { name: 'ann' }),
      await signedIn(server, { name: 'bob' }),
      await signedIn(server, { name: 'cid' }),
    ]
    const room = await opened(ann, { invitations: [{ personId: bob.personId, name: 'bob' }] })
    const decline = ({ caller }: RestPerson) => caller.post(`/invitations/${room.id}/decline`)
    expect((await decline(bob)).status).toBe(204)
    expect(codeOf(await decline(bob))).toEqual([400, 'nothing-pending'])
    expect(codeOf(await decline(cid))).toEqual([404, 'no-such-room'])
    expect((await bob.caller.get('/invitations')).body).toEqual({ invitations: [] })
    expect((await ann.caller.get(`/rooms/${room.id}`)).body).toMatchObject({
      invitations: [{ status: 'declined' }],
    })
  })
})

describe('an invitation by link', () => {
  const linkOf = async (host: RestPerson, room: { id: string }, wish: object = {}) => {
    const { status, body } = await host.caller.post(`/rooms/${room.id}/links`, wish)
    if (status !== 201) throw new Error(JSON.stringify(body))
    const target = parseJoinLink(String(body['webLink']), null)
    if (!target.ok) throw new Error(target.problem.sentence)
    return { ...target.value, links: body }
  }
  const joinWith = async (person: RestPerson, room: { id: string }, invitation: string | null) =>
    codeOf(await person.caller.post(`/rooms/${room.id}/join`, { invitation }))

  it('[NV12] lets its bearer into a private room, over REST and over the wire, as what it says', async () => {
    const server = await start({ publicUrl: 'https://lockstep.example/base' })
    const [ann, bob] = [await signedIn(server, { name: 'ann' }), await signedIn(server, { name: 'bob' })]
    const room = await opened(ann, privately)
    const { links, ...target } = await linkOf(ann, room, { role: 'controller' })
    expect(target).toMatchObject({ server: 'wss://lockstep.example/base', code: room.code })
    expect(parseJoinLink(String(links['appLink']), null)).toEqual({ ok: true, value: target })
    expect(links['qrSvg']).toMatch(/^<svg .*<\/svg>$/s)
    expect(await joinWith(bob, room, null)).toEqual([403, 'not-invited'])
    expect(await joinWith(bob, room, target.invitation)).toEqual([200, null])
    const cid = await SessionMember.enter(server.url, 'Cid')
    const request = { type: 'join', code: room.code, password: null } as const
    cid.send({ ...request, requestId: 'without', invitation: null })
    expect(await cid.hears('refused')).toMatchObject({ requestId: 'without', reason: 'not-invited' })
    cid.send({ ...request, requestId: 'with', invitation: target.invitation })
    const joined = await cid.hears('joined')
    expect(joined.room.members.find(({ id }) => id === joined.memberId)?.role).toBe('controller')
  })

  it("[NV13] is refused with its reason when it is forged, has run out, is for another room or was somebody else's", async () => {
    const server = await start()
    const [ann, bob, cid] = [
      await signedIn(server, { name: 'ann' }),
      await signedIn(server, { name: 'bob' }),
      await signedIn(server, { name: 'cid' }),
    ]
    const [room, other] = [await opened(ann, privately), await opened(ann, privately)]
    const { invitation } = await linkOf(ann, room)
    expect(await joinWith(bob, other, invitation)).toEqual([403, 'invitation-elsewhere'])
    const [head, , signature] = (invitation ?? '').split('.')
    const altered = Buffer.from(JSON.stringify({ room: other.id, role: 'controller', once: false })).toString(
      'base64url',
    )
    for (const forged of ['x', `${head}.${altered}.${signature}`, bob.token])
      expect(await joinWith(bob, other, forged)).toEqual([403, 'invitation-forged'])
    const short = await linkOf(ann, room, { livesMs: 1000 })
    await expect
      .poll(() => joinWith(bob, room, short.invitation), { timeout: 10_000, interval: 300 })
      .toEqual([403, 'invitation-expired'])
    const once = await linkOf(ann, room, { once: true })
    expect(await joinWith(bob, room, once.invitation)).toEqual([200, null])
    expect(await joinWith(cid, room, once.invitation)).toEqual([403, 'invitation-used'])
    expect(await joinWith(bob, room, once.invitation)).toEqual([200, null])
  })

  it('[NV14] is made by who may invite; one that makes controllers by the host alone', async () => {
    const server = await start()
    const [ann, bob, cid] = [
      await signedIn(server, { name: 'ann' }),
      await signedIn(server, { name: 'bob' }),
      await signedIn(server, { name: 'cid' }),
    ]
    const room = await opened(ann, {
      invitations: [{ personId: bob.personId, name: 'bob', role: 'controller' }],
    })
    for (const person of [bob, cid]) await person.caller.post(`/rooms/${room.id}/join`)
    const link = async (person: RestPerson, role: string) =>
      codeOf(await person.caller.post(`/rooms/${room.id}/links`, { role }))
    expect(await link(ann, 'controller')).toEqual([201, null])
    expect(await link(bob, 'viewer')).toEqual([201, null])
    expect(await link(bob, 'controller')).toEqual([403, 'not-permitted'])
    expect(await link(cid, 'viewer')).toEqual([403, 'not-permitted'])
  })
})
