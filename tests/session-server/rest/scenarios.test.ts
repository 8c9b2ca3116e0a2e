import { describe, expect, it } from 'vitest'
import { ADA, GRACE } from '../../../demo/library/people.ts'
import { film } from '../support/film.ts'
import { openJellyfin, proofOf } from '../support/jellyfinTown.ts'
import { codeOf, RestCaller, signedIn } from '../support/restCaller.ts'
import { SessionMember } from '../support/sessionMember.ts'
import { healthOf, serversOfThisFile } from '../support/testServer.ts'

// Those of a watch party's scenarios that no test beside this one carries in its name. The letters are the contract's.
const { start } = serversOfThisFile()

/** A host and a viewer in a room, each on a line of their own. */
async function together(policy: Parameters<SessionMember['create']>[1] = { control: 'host' }) {
  const server = await start()
  const host = await SessionMember.enter(server.url, 'Host')
  const { room } = await host.create(60_000, policy)
  const viewer = await SessionMember.enter(server.url, 'Viewer')
  await viewer.join(room.code)
  return { server, host, viewer, room }
}

const timelines = (member: SessionMember) => member.heard.filter(({ type }) => type === 'timeline')

describe('a watch party', () => {
  it('[AU7] knows nobody by a token that is none, on the line or over REST (T0, T3a)', async () => {
    const jellyfin = await openJellyfin()
    const server = await start({ identity: { jellyfins: [jellyfin.url] } })
    const line = await SessionMember.connect(server.url)
    const { serverId } = await proofOf(jellyfin, ADA)
    expect(await line.introduce({ kind: 'jellyfin', serverId, token: 'none of yours' })).toEqual({
      ...{ type: 'bye', reason: 'sign-in-refused' },
    })
    expect((await line.closed).reason).toBe('sign-in-refused')
    expect(codeOf(await new RestCaller(server).get('/rooms'))[0]).toBe(401)
    expect(codeOf(await new RestCaller(server, 'none of yours').get('/rooms'))[0]).toBe(401)
    expect((await signedIn(server, { identity: await proofOf(jellyfin, GRACE) })).token).not.toBe('')
  })

  it('[SV18] tells host and viewer where the room is as soon as they are in it (T3b)', async () => {
    const { host, viewer } = await together()
    for (const member of [host, viewer])
      expect(await member.hears('joined')).toMatchObject({ room: { timeline: { positionMs: 60_000 } } })
  })

  it('[RM40] puts back a viewer who may not play or seek, and tells nobody else (T3c, D9)', async () => {
    const { host, viewer } = await together()
    for (const action of [{ kind: 'play' }, { kind: 'seek', positionMs: 5 }] as const)
      expect(await viewer.act(0, action)).toMatchObject({
        ...{ type: 'refused', reason: 'not-permitted', timeline: { positionMs: 60_000, playing: false } },
      })
    host.send({ type: 'ping', id: 1, sentAtMs: 0 })
    await host.hears('pong')
    expect(timelines(host)).toEqual([])
  })

  it('[RM40] tells everyone, the viewer too, when a viewer who may plays (D10)', async () => {
    const { host, viewer } = await together({ control: 'controllers', viewersMayPause: true })
    for (const member of [host, viewer]) member.present({ readyRevision: 0 })
    expect((await viewer.act(0, { kind: 'play' })).type).toBe('done')
    for (const member of [host, viewer]) await member.hears('timeline', ({ timeline }) => timeline.playing)
  })

  it('[SV88] takes nothing for the room from somebody who is not in it (T3d)', async () => {
    const { server, host } = await together()
    const third = await SessionMember.enter(server.url, 'Third')
    expect(await third.act(0, { kind: 'play' })).toMatchObject({ type: 'refused', reason: 'not-in-a-room' })
    expect(timelines(host)).toEqual([])
  })

  it('[SV2] ends a line that says nothing, and hears no command before it is introduced (D6)', async () => {
    const server = await start({ transportLimits: { helloWithinMs: 2000 } })
    const silent = await SessionMember.connect(server.url)
    const hasty = await SessionMember.connect(server.url)
    expect(await hasty.act(0, { kind: 'play' })).toMatchObject({ reason: 'not-introduced' })
    expect((await silent.closed).reason).toBe('hello-timeout')
    expect((await hasty.closed).reason).toBe('hello-timeout')
  })

  it('[SV4] ends a line that breaks the rules, and leaves the others in peace (D7)', async () => {
    const { server, host, viewer, room } = await together()
    const endOf = async (misbehave: (member: SessionMember) => void) => {
      const member = await SessionMember.enter(server.url, 'Eve')
      misbehave(member)
      return (await member.closed).reason
    }
    expect(await endOf((eve) => eve.sendFrame('x'.repeat(65 * 1024)))).toBe('frame-too-large')
    expect(await endOf((eve) => eve.sendFrame('{"type":"ping","id":1,"sentAtMs":0,"more":1}'))).toBe(
      'malformed-frame',
    )
    const flood = (eve: SessionMember) => {
      for (let id = 0; id < 100; id += 1) eve.send({ type: 'ping', id, sentAtMs: 0 })
    }
    expect(await endOf(flood)).toBe('too-many-messages')
    for (const member of [host, viewer]) {
      member.send({ type: 'ping', id: 7, sentAtMs: 0 })
      await member.hears('pong')
    }
    expect(await healthOf(server)).toMatchObject({ rooms: 1, members: 2 })
    expect((await (await SessionMember.enter(server.url, 'Late')).join(room.code)).room.members).toHaveLength(
      3,
    )
  })

  it('[RM2] tells somebody late where the film is by then (D8)', async () => {
    const { server, host, viewer, room } = await together({ control: 'everyone' })
    for (const member of [host, viewer]) member.present({ readyRevision: 0 })
    expect((await host.act(0, { kind: 'play' })).type).toBe('done')
    const { timeline } = await host.hears('timeline', (message) => message.timeline.playing)
    const late = await SessionMember.enter(server.url, 'Late')
    expect((await late.join(room.code)).room.timeline).toEqual(timeline)
    late.send({ type: 'ping', id: 1, sentAtMs: 0 })
    // Where the film is follows from the timeline and the clock of the session, which every line is told.
    expect((await late.hears('pong')).answeredAtMs).toBeGreaterThan(timeline.atMs - 1500)
  })

  it('[RM91] leaves the film as it is when somebody cannot see another one, and says who (D16)', async () => {
    const { host, viewer, room } = await together()
    const requestId = host.nextRequest()
    const other = { ...film, itemId: 'another' }
    host.send({ type: 'open', requestId, media: other, positionMs: 0, insist: false })
    const answer = async (member: SessionMember, canSee: boolean) => {
      const { question } = await member.hears('can-you-see')
      member.send({ type: 'sight', question, canSee })
    }
    await Promise.all([answer(host, true), answer(viewer, false)])
    expect(await host.hears('refused', (refused) => refused.requestId === requestId)).toMatchObject({
      reason: 'not-everyone-can-see',
      who: [{ name: 'Viewer' }],
    })
    expect(host.heard.some(({ type }) => type === 'media')).toBe(false)
    expect(room.media).toMatchObject({ itemId: 'film' })
  })
})
