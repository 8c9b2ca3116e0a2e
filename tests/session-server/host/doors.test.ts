import { describe, expect, it } from 'vitest'
import { decodeClientMessage, encode } from '../../../protocol/codec.ts'
import type { GoverningDeed } from '../../../protocol/governing.ts'
import { createMemoryRoomStore } from '../../../session-server/storage/memoryRoomStore.ts'
import { film } from '../support/film.ts'
import { annAndBob, createLobbyStage } from '../support/lobbyStage.ts'

type Guest = Awaited<ReturnType<typeof annAndBob>>['ann']

let requests = 0
const govern = (guest: Guest, deed: GoverningDeed): string => {
  const requestId = `govern-${(requests += 1)}`
  guest.send({ type: 'govern', requestId, deed })
  return requestId
}

/** The answer to a request; hashing takes real time. */
async function answered(guest: Guest, requestId: string) {
  const answer = () =>
    guest.heard.find(
      (message) => message.type !== 'pong' && 'requestId' in message && message.requestId === requestId,
    )
  await expect.poll(answer, { timeout: 20_000 }).toBeDefined()
  const message = answer()
  return message?.type === 'refused' ? message.reason : (message?.type ?? null)
}

const join = (guest: Guest, code: string, password: string | null, requestId = guest.nextRequest()) => {
  guest.send({ type: 'join', requestId, code, password, invitation: null })
  return answered(guest, requestId)
}

describe('a password', () => {
  it('[SV85] is refused with 3 or 129 characters, taken with 4 and 128, whatever the characters are', async () => {
    const { ann } = await annAndBob()
    const set = (password: string) => answered(ann, govern(ann, { kind: 'set-password', password }))
    expect(await set('abc')).toBe('unfit-password')
    expect(await set('x'.repeat(129))).toBe('unfit-password')
    expect(await set('')).toBe('unfit-password')
    expect(await set('🎬🎬🎬🎬')).toBe('done')
    expect(await set('🎬'.repeat(128))).toBe('done')
    expect(ann.endedBy).toBeNull()
  })

  it('[SV59] is kept as an Argon2id hash, told to nobody, and opens the door', async () => {
    const store = createMemoryRoomStore()
    const { ann, bob, visit, log } = await annAndBob({ store })
    await answered(ann, govern(ann, { kind: 'set-password', password: 'Schlüssel 4' }))
    const kept = JSON.stringify(await store.load())
    expect(kept).toContain('$argon2id$')
    expect(kept).not.toContain('Schlüssel')
    const told = JSON.stringify([ann.heard, bob.heard, log])
    expect(told).not.toContain('argon2')
    expect(told).not.toContain('Schlüssel')
    const { code } = ann.last('joined').room
    const cid = visit('Cid')
    expect(await join(cid, code, null)).toBe('password-needed')
    expect(await join(cid, code, 'Schlüssel 5')).toBe('wrong-password')
    expect(await join(cid, code, 'Schlüssel 4'.normalize('NFD'))).toBe('joined')
    expect(cid.last('joined').room.hasPassword).toBe(true)
  })

  it('[SV59] may be given to a room from the first; its founder needs it not', async () => {
    const { visit } = createLobbyStage()
    const ann = visit('Ann')
    const create = (requestId: string, password: string) => {
      ann.send({ type: 'create', requestId, media: film, name: null, policy: {}, password, positionMs: 0 })
      return answered(ann, requestId)
    }
    expect(await create('short', 'abc')).toBe('unfit-password')
    expect(await create('fit', 'abcd')).toBe('joined')
    expect(await join(visit('Bob'), ann.last('joined').room.code, 'abcd')).toBe('joined')
  })

  it('[SV86] holds back what comes after it, in order', async () => {
    const { ann } = await annAndBob()
    const hashing = govern(ann, { kind: 'set-password', password: 'long enough' })
    const renaming = govern(ann, { kind: 'rename', name: 'Later' })
    await answered(ann, renaming)
    const order = ann.all('done').map(({ requestId }) => requestId)
    expect(order.slice(-2)).toEqual([hashing, renaming])
    expect(ann.all('settings').map(({ settings }) => settings.name)).toEqual([film.title, 'Later'])
  })

  it('[SV86] lets nobody in who is gone when it has been tried', async () => {
    const { ann, visit, lobby, clock } = await annAndBob()
    await answered(ann, govern(ann, { kind: 'set-password', password: 'long enough' }))
    const { code } = ann.last('joined').room
    const [cid, dan] = [visit('Cid'), visit('Dan')]
    cid.send({ type: 'join', requestId: 'j', code, password: 'long enough', invitation: null })
    cid.gone()
    await join(dan, code, 'long enough')
    await clock.advance(0)
    expect(lobby.counts().members).toBe(3)
  })

  it('[SV87] is tried only so often, whoever tries', async () => {
    const { ann, visit, clock } = await annAndBob()
    await answered(ann, govern(ann, { kind: 'set-password', password: 'long enough' }))
    const { code } = ann.last('joined').room
    const tries = await Promise.all(Array.from({ length: 31 }, (_, i) => join(visit(`Eve ${i}`), code, 'x')))
    expect(tries.filter((answer) => answer === 'wrong-password')).toHaveLength(30)
    expect(tries.at(-1)).toBe('too-many-tries')
    await clock.advance(2000)
    expect(await join(visit('Cid'), code, 'long enough')).toBe('joined')
  })
})

describe('being put out', () => {
  it('[SV88] is told, and leaves the session to go elsewhere; what it says meanwhile concerns nobody', async () => {
    const { ann, bob, clock } = await annAndBob()
    const memberId = bob.last('joined').memberId
    govern(ann, { kind: 'kick', memberId })
    await clock.advance(300)
    expect(bob.last('out').reason).toBe('kicked')
    expect(bob.endedBy).toBeNull()
    expect(ann.last('members').gone).toEqual([memberId])
    bob.send({ type: 'say', requestId: 'say', text: 'Why?' })
    await clock.advance(0)
    expect(bob.last('refused')).toMatchObject({ requestId: 'say', reason: 'not-in-a-room' })
    const heardBefore = bob.heard.length
    ann.send({ type: 'say', requestId: 'say', text: 'Bye.' })
    await clock.advance(0)
    expect(bob.heard).toHaveLength(heardBefore)
    bob.create()
    await clock.advance(0)
    expect(bob.all('joined')).toHaveLength(2)
  })

  it('[SV88] happens to everyone when the room ends, which is forgotten before that is acknowledged', async () => {
    const store = createMemoryRoomStore()
    const { ann, bob, clock, lobby } = await annAndBob({ store })
    const requestId = govern(ann, { kind: 'end' })
    await clock.advance(0)
    expect(ann.last('done').requestId).toBe(requestId)
    expect([ann.last('out').reason, bob.last('out').reason]).toEqual(['room-ended', 'room-ended'])
    expect(await store.load()).toMatchObject({ value: { rooms: [] } })
    expect(lobby.counts().rooms).toBe(0)
  })
})

describe('what people wrote', () => {
  it('[SV89] is shown as text that can be seen, in the queue, in invitations and as the name of the room', async () => {
    const { ann, bob, clock } = await annAndBob()
    ann.send({
      type: 'edit-queue',
      requestId: 'q',
      edit: { kind: 'add', media: { ...film, title: 'A\u202E film\u0007' } },
    })
    govern(ann, { kind: 'rename', name: 'Fri\u200Bday\u2066' })
    govern(ann, { kind: 'invite', people: [{ personId: 'p', name: '\u202Ecid', role: 'viewer' }] })
    await clock.advance(0)
    expect(bob.last('queue').queue[0]?.media.title).toBe('A film')
    expect(bob.last('settings').settings.name).toBe('Friday')
    expect(bob.last('guests').guests.invitations[0]?.name).toBe('cid')
  })

  it('[SV90] may be 500 emoji', async () => {
    const { ann, bob, clock } = await annAndBob()
    bob.send({ type: 'say', requestId: 's', text: '🎬'.repeat(500) })
    await clock.advance(0)
    expect(ann.last('chat').lines.at(-1)?.text).toBe('🎬'.repeat(500))
    expect(decodeClientMessage(encode({ type: 'say', requestId: 's', text: '🎬'.repeat(501) })).ok).toBe(
      false,
    )
  })
})
