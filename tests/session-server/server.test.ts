import { afterEach, describe, expect, it } from 'vitest'
import { startSessionServer, type SessionServer } from '../../session-server/server.ts'
import { SessionMember } from './support/sessionMember.ts'

let server: SessionServer
const start = async (options = {}) => {
  const started = await startSessionServer({ port: 0, logLevel: 'silent', ...options })
  if (!started.ok) throw new Error(started.problem.sentence)
  server = started.value
  return server
}
afterEach(() => server.close())

describe('a session server', () => {
  it('lets two members create, join, play, pause and seek', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    const bob = await SessionMember.enter(url, 'Bob')
    const { room, memberId } = await ann.create(60_000)
    const joined = await bob.join(room.code)
    expect(joined.room.members.map((member) => member.name)).toEqual(['Ann', 'Bob'])
    expect(joined.room.hostId).toBe(memberId)

    ann.present({ readyRevision: 0 })
    bob.present({ readyRevision: 0 })
    expect(await ann.act(0, { kind: 'play' })).toMatchObject({ type: 'done' })
    const playing = await bob.hears('timeline', (message) => message.timeline.playing)
    expect(playing).toMatchObject({
      timeline: { positionMs: 60_000, revision: 1 },
      phase: { kind: 'steady' },
    })

    expect(await bob.act(1, { kind: 'pause', positionMs: null })).toMatchObject({ type: 'done' })
    await ann.hears('timeline', (message) => message.timeline.revision === 2 && !message.timeline.playing)
    expect(await bob.act(1, { kind: 'play' })).toMatchObject({ type: 'refused', reason: 'stale-revision' })

    await ann.act(2, { kind: 'seek', positionMs: 100_000 })
    const sought = await bob.hears('timeline', (message) => message.timeline.revision === 3)
    expect(sought).toMatchObject({
      timeline: { positionMs: 100_000, playing: false },
      phase: { why: 'seek' },
    })
  })
})
