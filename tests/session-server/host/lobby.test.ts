import { describe, expect, it } from 'vitest'
import { annAndBob, createLobbyStage } from '../support/lobbyStage.ts'

describe('coming in', () => {
  it('[SV15] gives a room a code that is easy to read out and hard to guess, taken in any spelling', async () => {
    const { ann, visit, clock } = await annAndBob()
    const { code } = ann.last('joined').room
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{10}$/)
    const cid = visit('Cid')
    cid.join(` ${code.toUpperCase()} `)
    await clock.advance(0)
    expect(cid.last('joined').room.code).toBe(code)
  })

  it('[SV26] refuses a code of no room, and a room that is not there', async () => {
    const { visit, ann, clock } = await annAndBob()
    const cid = visit('Cid')
    cid.join('abcdefghjk')
    const joined = ann.last('joined')
    cid.resume({ ...joined, room: { ...joined.room, id: 'nowhere' } })
    await clock.advance(0)
    expect(cid.all('refused').map(({ reason }) => reason)).toEqual(['no-such-room', 'no-such-room'])
  })

  it('[SV13] refuses more rooms than the server may hold', async () => {
    const { visit, clock } = await annAndBob({ limits: { rooms: 1 } })
    const cid = visit('Cid')
    cid.create()
    await clock.advance(0)
    expect(cid.last('refused').reason).toBe('too-many-rooms')
  })

  it('[SV27] lets a session be in one room at a time', async () => {
    const { ann, bob, clock } = await annAndBob()
    bob.create()
    bob.join(ann.last('joined').room.code)
    await clock.advance(0)
    expect(bob.all('refused').map(({ reason }) => reason)).toEqual(['already-in-a-room', 'already-in-a-room'])
    bob.send({ type: 'leave', requestId: 'leave' })
    bob.create()
    await clock.advance(0)
    expect(bob.all('joined')).toHaveLength(2)
    expect(ann.last('members').gone).toEqual([bob.all('joined')[0]?.memberId])
  })

  it('[SV27] answers a repeated create, join or leave again without doing it again', async () => {
    const { visit, clock, lobby } = createLobbyStage()
    const ann = visit('Ann')
    ann.create('mine')
    ann.create('mine')
    await clock.advance(0)
    expect(lobby.counts()).toEqual({ rooms: 1, members: 1 })
    expect(ann.all('joined')).toHaveLength(2)
    ann.send({ type: 'leave', requestId: 'bye' })
    ann.send({ type: 'leave', requestId: 'bye' })
    ann.send({ type: 'leave', requestId: 'another' })
    await clock.advance(0)
    expect(ann.all('done')).toHaveLength(2)
    expect(ann.last('refused')).toMatchObject({ requestId: 'another', reason: 'not-in-a-room' })
  })

  it('[SV27] takes what is sent right after a join, before its answer, in order', async () => {
    const { ann, visit, clock } = await annAndBob()
    const cid = visit('Cid')
    cid.join(ann.last('joined').room.code)
    cid.present({ player: 'MPV' })
    cid.send({ type: 'act', requestId: 'a', revision: 0, action: { kind: 'seek', positionMs: 5 } })
    await clock.advance(1000)
    expect(cid.last('done').requestId).toBe('a')
    expect(ann.last('members').changed.at(-1)?.presence.player).toBe('MPV')
  })

  it('[SV14] shows what people wrote without what is invisible or deceives', async () => {
    const { clock, visit } = createLobbyStage()
    const ann = visit('Ann')
    ann.create('r', 'A\u200B  film\u202E')
    ann.present({ trouble: 'Gone.\u001B[2J', player: '\u200B' })
    await clock.advance(1000)
    expect(ann.last('joined').room).toMatchObject({ name: 'A film', media: { title: 'A film' } })
    expect(ann.last('members').changed[0]?.presence).toMatchObject({
      trouble: 'Gone.[2J',
      player: 'A player',
    })
  })
})

describe('coming back', () => {
  it('[SV16] ends the former line of a member that resumes, and the room does not notice', async () => {
    const { bob, ann, visit, clock } = await annAndBob()
    const again = visit('Bob')
    again.resume(bob.last('joined'))
    await clock.advance(1000)
    expect(bob.endedBy).toBe('replaced')
    expect(again.last('joined').memberId).toBe(bob.last('joined').memberId)
    expect(again.last('joined').resumeToken).toBe(bob.last('joined').resumeToken)
    expect(ann.all('event').map(({ event }) => event.what)).toEqual(['created', 'joined'])
    again.gone()
    await clock.advance(0)
    expect(ann.last('event').event.what).toBe('went-away')
  })

  it('[SV16] does not take a wrong token', async () => {
    const { bob, visit, clock } = await annAndBob()
    const again = visit('Eve')
    again.resume(bob.last('joined'), { token: 'x'.repeat(43) })
    await clock.advance(0)
    expect(again.last('refused').reason).toBe('resume-refused')
    expect(bob.endedBy).toBeNull()
  })
})

describe('telling', () => {
  it('[SV17] tells of members at most four times a second, the first time at once, and forgets nothing', async () => {
    const { ann, bob, clock } = await annAndBob()
    const before = ann.all('members').length
    for (let i = 0; i < 100; i += 1) {
      bob.present({ driftMs: i })
      await clock.advance(20)
      if (i === 0) expect(ann.all('members').length).toBe(before + 1)
    }
    await clock.advance(250)
    expect(ann.all('members').length - before).toBeLessThanOrEqual(10)
    expect(ann.last('members').changed[0]?.presence.driftMs).toBe(99)
  })

  it('[RM37] tells a change before it is acknowledged', async () => {
    const { ann, clock } = await annAndBob()
    ann.heard.length = 0
    ann.send({ type: 'act', requestId: 'a', revision: 0, action: { kind: 'seek', positionMs: 5 } })
    await clock.advance(0)
    expect(ann.heard.map((message) => message.type)).toEqual(['timeline', 'event', 'done'])
  })
})

describe('the chat', () => {
  it('[SV29] is told to everyone as text that can be seen, before it is acknowledged', async () => {
    const { ann, bob, clock } = await annAndBob()
    bob.send({ type: 'say', requestId: 'say', text: ' Hi\u202E\u0007 \n 👩‍👩‍👧!' })
    bob.send({ type: 'say', requestId: 'nothing', text: '\u2066' })
    await clock.advance(0)
    const texts = ann.all('chat').flatMap(({ lines }) => lines.map(({ name, text }) => [name, text]))
    expect(texts).toEqual([
      ['Bob', 'Hi 👩‍👩‍👧!'],
      ['Bob', '…'],
    ])
    const order = bob.heard.map(({ type }) => type).filter((type) => type === 'chat' || type === 'done')
    expect(order).toEqual(['chat', 'done', 'chat', 'done'])
  })

  it('[SV29] is told to whoever gets a place, right after it, and to nobody outside', async () => {
    const { ann, visit, clock } = await annAndBob()
    ann.send({ type: 'say', requestId: 'say', text: 'Anybody here?' })
    await clock.advance(0)
    const cid = visit('Cid')
    cid.send({ type: 'say', requestId: 'early', text: 'Hello?' })
    expect(cid.last('refused').reason).toBe('not-in-a-room')
    cid.join(ann.last('joined').room.code)
    await clock.advance(0)
    const place = cid.heard.findIndex(({ type }) => type === 'joined')
    expect(cid.heard[place + 1]).toMatchObject({
      type: 'chat',
      lines: [{ name: 'Ann', text: 'Anybody here?' }],
    })
    cid.gone()
    const back = visit('Cid')
    back.resume(cid.last('joined'))
    await clock.advance(0)
    expect(back.last('chat').lines).toHaveLength(1)
  })
})
