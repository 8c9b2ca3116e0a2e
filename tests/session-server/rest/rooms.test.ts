import { describe, expect, it } from 'vitest'
import { ADA, KEEPER } from '../../../demo/library/people.ts'
import { film } from '../support/film.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { codeOf, RestCaller, signedIn, type RestPerson } from '../support/restCaller.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { serversOfThisFile } from '../support/testServer.ts'

const { start } = serversOfThisFile()
type Server = Awaited<ReturnType<typeof start>>

/** An open server with some people on it. */
async function town<Name extends string>(...names: Name[]) {
  const server = await start()
  const people = await Promise.all(names.map((name) => signedIn(server, { name })))
  return {
    server,
    people: Object.fromEntries(names.map((name, index) => [name, people[index]])) as Record<Name, RestPerson>,
  }
}

interface Place {
  readonly roomId: string
  readonly memberId: string
  readonly role: string
  readonly resumeToken: string
}

async function opened(host: RestPerson, wish: object = {}): Promise<Place> {
  const answer = await host.caller.post('/rooms', { media: film, ...wish })
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body))
  return answer.body['place'] as Place
}

/** The place that REST gave, taken by a socket. */
async function seated(server: Server, person: RestPerson, { roomId, resumeToken }: Place) {
  const member = await SessionMember.enterAs(server.url, { kind: 'session', token: person.token })
  member.send({ type: 'resume', requestId: 'take', roomId, resumeToken, revision: 0, playing: false })
  return { member, joined: await member.hears('joined') }
}

async function joined(person: RestPerson, { roomId }: Place): Promise<Place> {
  const answer = await person.caller.post(`/rooms/${roomId}/join`)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return answer.body as unknown as Place
}

describe('a room opened over REST', () => {
  it('[RS10] is the one that sockets are in, with a place for its founder, who is its host', async () => {
    const { server, people } = await town('ann', 'bob')
    const room = await opened(people.ann, { name: ' Friday ', positionMs: 5000 })
    const { roomId } = room
    const place = await joined(people.bob, room)
    await seated(server, people.bob, place)
    const ann = await seated(server, people.ann, room)
    expect([place.role, room.role]).toEqual(['viewer', 'host'])
    expect(ann.joined.room).toMatchObject({ name: 'Friday', timeline: { positionMs: 5000 } })
    expect(ann.joined.room.members.map(({ name }) => name).toSorted()).toEqual(['ann', 'bob'])
    expect(await people.bob.caller.get(`/rooms/${roomId}`)).toMatchObject({
      status: 200,
      body: { name: 'Friday', memberCount: 2, media: { itemId: 'film' }, hostName: 'ann' },
    })
  })

  it('[RS11] takes a password of 4 to 128 characters; blank is none (D14), and no hash is told (D17)', async () => {
    const { people } = await town('ann')
    const answers = []
    for (const password of ['123', 'x'.repeat(129), '1234', 'x'.repeat(128), '  '])
      answers.push(await people.ann.caller.post('/rooms', { media: film, password }))
    expect(answers.map(codeOf)).toEqual([
      [400, 'unfit-password'],
      [400, 'unfit-password'],
      [201, null],
      [201, null],
      [201, null],
    ])
    expect(answers.slice(2).map(({ body }) => body['room'])).toMatchObject([
      { hasPassword: true },
      { hasPassword: true },
      { hasPassword: false },
    ])
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain('argon2')
  })

  it('[RS12] drops blanks, repetitions and its founder from the invited (D12), and refuses hosts and too many (D13)', async () => {
    const { people } = await town('ann', 'bob')
    const invite = (invitations: object[]) => people.ann.caller.post('/rooms', { media: film, invitations })
    const bob = { personId: people.bob.personId, name: 'Bob' }
    const answer = await invite([bob, bob, { personId: ' ' }, { personId: people.ann.personId }])
    expect(answer).toMatchObject({
      status: 201,
      body: { room: { invitations: [{ personId: people.bob.personId, role: 'viewer' }] } },
    })
    expect(codeOf(await invite([{ ...bob, role: 'host' }]))).toEqual([422, 'unfit-fields'])
    const many = Array.from({ length: 101 }, (_, index) => ({ personId: `p${index}` }))
    expect(codeOf(await invite(many))).toEqual([422, 'unfit-fields'])
  })

  it('[RS13] is opened 20 times a minute by one person, and no more often', async () => {
    const server = await start({ restLimits: { roomsCreated: 2 } })
    const ann = await signedIn(server, { name: 'Ann' })
    for (let time = 0; time < 2; time += 1) await opened(ann)
    expect(codeOf(await ann.caller.post('/rooms', { media: film }))).toEqual([429, 'too-many-requests'])
  })
})

describe('the rooms that everybody may find', () => {
  it('[RS14] are the public ones, newest first, page by page, without what would give the film away', async () => {
    const { people } = await town('ann', 'bob')
    const open = (name: string, visibility: string) => opened(people.ann, { name, policy: { visibility } })
    for (const name of ['one', 'two', 'three']) await open(name, 'public')
    await open('hidden', 'unlisted')
    await open('secret', 'private')
    const page = await people.bob.caller.get('/rooms?limit=2')
    expect(page.body).toMatchObject({ rooms: [{ name: 'three' }, { name: 'two' }] })
    const rest = await people.bob.caller.get(`/rooms?limit=2&after=${String(page.body['next'])}`)
    expect(rest.body).toMatchObject({ rooms: [{ name: 'one' }], next: null })
    const [room] = rest.body['rooms'] as { id: string }[]
    expect((await people.bob.caller.get(`/rooms/${room?.id}`)).body).toMatchObject({
      media: null,
      invitations: null,
    })
    expect(codeOf(await people.bob.caller.get('/rooms?limit=0'))).toEqual([422, 'unfit-fields'])
  })

  it('[RS15] do not include a private one: only who is in it or invited may know of it (D4)', async () => {
    const { people } = await town('ann', 'bob', 'cid')
    const invitations = [{ personId: people.bob.personId, name: 'bob' }]
    const { roomId } = await opened(people.ann, {
      policy: { visibility: 'private' },
      password: 'tea-time',
      invitations,
    })
    expect(codeOf(await people.cid.caller.get(`/rooms/${roomId}`))).toEqual([403, 'not-invited'])
    expect(codeOf(await people.cid.caller.post(`/rooms/${roomId}/join`, { password: 'tea-time' }))).toEqual([
      403,
      'not-invited',
    ])
    expect((await people.bob.caller.get(`/rooms/${roomId}`)).status).toBe(200)
    expect(codeOf(await people.bob.caller.get('/rooms/nowhere'))).toEqual([404, 'no-such-room'])
  })
})

describe('joining over REST', () => {
  it('[RS16] asks for the password, and lets nobody try for ever (T2, D5)', async () => {
    const server = await start({ restLimits: { roomJoined: 4 } })
    const [ann, bob] = [await signedIn(server, { name: 'ann' }), await signedIn(server, { name: 'bob' })]
    const { roomId } = await opened(ann, {
      password: 'tea-time',
      invitations: [{ personId: bob.personId, name: 'bob' }],
    })
    const join = (password?: string) => bob.caller.post(`/rooms/${roomId}/join`, { password })
    const inbox = async () => (await bob.caller.get('/invitations')).body['invitations']
    expect(await inbox()).toMatchObject([{ roomId, hasPassword: true, role: 'viewer' }])
    expect(codeOf(await join())).toEqual([403, 'password-needed'])
    expect(codeOf(await join('coffee'))).toEqual([403, 'wrong-password'])
    expect(await join('tea-time')).toMatchObject({ status: 200, body: { role: 'viewer' } })
    expect(await inbox()).toEqual([])
    await join('tea-time')
    expect(codeOf(await join('tea-time'))).toEqual([429, 'too-many-requests'])
  })

  it('[RS17] keeps what somebody was when they leave and come back (D2), and ends their place at once (D18)', async () => {
    const { server, people } = await town('ann', 'bob')
    const invitations = [{ personId: people.bob.personId, name: 'bob', role: 'controller' }]
    const room = await opened(people.ann, { invitations })
    const { roomId } = room
    const ann = await seated(server, people.ann, room)
    const place = await joined(people.bob, room)
    const bob = await seated(server, people.bob, place)
    expect(place.role).toBe('controller')
    expect((await people.bob.caller.post(`/rooms/${roomId}/leave`)).status).toBe(204)
    expect(codeOf(await people.bob.caller.post(`/rooms/${roomId}/leave`))).toEqual([404, 'not-in-a-room'])
    expect(await bob.member.act(0, { kind: 'play' })).toMatchObject({ type: 'refused' })
    await ann.member.hears('event', ({ event }) => event.what === 'left')
    expect(ann.member.heard.some((message) => message.type === 'timeline' && message.timeline.playing)).toBe(
      false,
    )
    expect((await people.bob.caller.post(`/rooms/${roomId}/join`)).body).toMatchObject({ role: 'controller' })
  })

  it('[RS18] gives a credential that opens one socket into one room, once', async () => {
    const { server, people } = await town('ann', 'bob')
    const [place, other] = [await opened(people.ann), await opened(people.ann)]
    const { roomId, resumeToken } = place
    const given = await people.ann.caller.post(`/rooms/${roomId}/socket-credential`)
    expect(given).toMatchObject({ status: 201, body: { expiresInMs: 60_000 } })
    const identity = { kind: 'credential', token: String(given.body['token']) } as const
    const socket = await SessionMember.enterAs(server.url, identity)
    const welcome = await socket.hears('welcome')
    const elsewhere = await people.ann.caller.get(`/rooms/${other.roomId}`)
    socket.send({
      type: 'join',
      requestId: 'no',
      code: String(elsewhere.body['code']),
      password: null,
      invitation: null,
    })
    expect(await socket.hears('refused')).toMatchObject({ requestId: 'no', reason: 'not-permitted' })
    socket.send({ type: 'resume', requestId: 'yes', roomId, resumeToken, revision: 0, playing: false })
    expect((await socket.hears('joined')).memberId).toBe(place.memberId)
    const second = await SessionMember.connect(server.url)
    expect(await second.introduce(identity)).toEqual({ type: 'bye', reason: 'credential-used' })
    expect(codeOf(await new RestCaller(server, welcome.grant.token).get('/rooms'))).toEqual([
      403,
      'not-permitted',
    ])
    expect(codeOf(await people.bob.caller.post(`/rooms/${roomId}/socket-credential`))).toEqual([
      404,
      'not-in-a-room',
    ])
  })
})

describe('running a room over REST', () => {
  it('[RS19] holds at once for who is in it (D11), and is the business of who may', async () => {
    const { server, people } = await town('ann', 'bob')
    const room = await opened(people.ann)
    const { roomId } = room
    await seated(server, people.ann, room)
    const bob = await seated(server, people.bob, await joined(people.bob, room))
    expect(await bob.member.act(0, { kind: 'play' })).toMatchObject({
      type: 'refused',
      reason: 'not-permitted',
    })
    const change = (person: RestPerson, wish: object) => person.caller.patch(`/rooms/${roomId}`, wish)
    expect(codeOf(await change(people.bob, { policy: { control: 'everyone' } }))).toEqual([
      403,
      'not-permitted',
    ])
    expect(
      (await change(people.ann, { policy: { control: 'everyone' }, name: 'Ours', isLocked: true })).status,
    ).toBe(204)
    expect((await bob.member.act(0, { kind: 'resync' })).type).toBe('refused')
    expect((await bob.member.act(0, { kind: 'play' })).type).toBe('done')
    expect((await people.bob.caller.get(`/rooms/${roomId}`)).body).toMatchObject({
      name: 'Ours',
      isLocked: true,
    })
    expect(codeOf(await change(people.ann, { password: '123' }))).toEqual([400, 'unfit-password'])
  })

  it('[RS20] may be ending it, which tells everyone; then there is no such room any more (D3)', async () => {
    const { server, people } = await town('ann', 'bob')
    const room = await opened(people.ann)
    const { roomId } = room
    const bob = await seated(server, people.bob, await joined(people.bob, room))
    expect(codeOf(await people.bob.caller.post(`/rooms/${roomId}/end`))).toEqual([403, 'not-permitted'])
    expect((await people.ann.caller.post(`/rooms/${roomId}/end`)).status).toBe(204)
    expect(await bob.member.hears('out')).toMatchObject({ reason: 'room-ended' })
    expect(codeOf(await people.bob.caller.post(`/rooms/${roomId}/join`))).toEqual([404, 'no-such-room'])
    expect(await bob.member.act(0, { kind: 'play' })).toMatchObject({ type: 'refused' })
  })
})

describe('whoever administers the Jellyfin', () => {
  it('[RS21] sees every room, renames and ends it; nobody else does', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const ada = await signedIn(server, { identity: await proofOf(jellyfin, ADA) })
    const keeper = await signedIn(server, { identity: await proofOf(jellyfin, KEEPER) })
    const room = await opened(ada, { policy: { visibility: 'private' } })
    const { roomId } = room
    const inside = await seated(server, ada, room)
    expect(codeOf(await ada.caller.get('/admin/rooms'))).toEqual([403, 'not-permitted'])
    expect((await keeper.caller.get('/admin/rooms')).body).toMatchObject({
      rooms: [{ id: roomId, memberCount: 1 }],
    })
    expect((await keeper.caller.patch(`/admin/rooms/${roomId}`, { name: 'Quiet please' })).status).toBe(204)
    const renamed = await inside.member.hears('settings', ({ settings }) => settings.name === 'Quiet please')
    expect(renamed.settings.name).toBe('Quiet please')
    expect(codeOf(await ada.caller.post(`/admin/rooms/${roomId}/end`))).toEqual([403, 'not-permitted'])
    expect((await keeper.caller.post(`/admin/rooms/${roomId}/end`)).status).toBe(204)
    expect(await inside.member.hears('out')).toMatchObject({ reason: 'room-ended' })
  })
})
