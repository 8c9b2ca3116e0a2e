import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSessionServer } from '../../session-server/server.ts'
import { scratchFolder } from './support/scratchFolder.ts'
import { SessionMember } from './support/sessionMember.ts'
import { serversOfThisFile } from './support/testServer.ts'

const { start } = serversOfThisFile()
const problemOf = async (options: Parameters<typeof startSessionServer>[0]) => {
  const started = await startSessionServer({ port: 0, logLevel: 'silent', ...options })
  if (!started.ok) return started.problem
  await started.value.close()
  return null
}

describe('a session server', () => {
  it('[RM8] lets two members create, join, play, pause and seek', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    const bob = await SessionMember.enter(url, 'Bob')
    const { room, memberId } = await ann.create(60_000)
    const joined = await bob.join(room.code)
    expect(joined.room.members.map((member) => member.name)).toEqual(['Ann', 'Bob'])
    expect(joined.room.hostId).toBe(memberId)

    ann.present({ readyRevision: 0 })
    bob.present({ readyRevision: 0 })
    await ann.hears('members', ({ changed }) => changed.some((member) => member.presence.readyRevision === 0))
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

  it('[OP50] tells the list of rooms to whoever asks, inside and outside of rooms, until they have enough', async () => {
    const { url } = await start()
    const ann = await SessionMember.enter(url, 'Ann')
    ann.send({ type: 'watch-rooms', requestId: 'w' })
    expect((await ann.hears('rooms')).changed).toEqual([])
    const { room } = await ann.create(0, { visibility: 'public' })
    const listed = await ann.hears('rooms', ({ changed }) => changed.length > 0)
    expect(listed).toMatchObject({ isWhole: false, changed: [{ id: room.id, code: room.code, members: 1 }] })
    ann.send({ type: 'unwatch-rooms', requestId: 'u' })
    await ann.hears('done', ({ requestId }) => requestId === 'u')
  })

  it('[SV22] tells its members that it is restarting, or that it is over, and frees its port', async () => {
    for (const [restarting, code, reason] of [
      [true, 4009, 'server-restarting'],
      [false, 4010, 'room-ended'],
    ] as const) {
      const server = await start()
      const ann = await SessionMember.enter(server.url, 'Ann')
      const lurker = await SessionMember.connect(server.url)
      await ann.create()
      await server.close({ restarting })
      expect(await ann.closed).toEqual({ code, reason })
      expect(await lurker.closed).toEqual({ code, reason })
      expect(ann.heard.at(-1)).toEqual({ type: 'bye', reason })
      expect(await problemOf({ port: server.port })).toBeNull()
    }
  })
})

describe('a session server that cannot start says why', () => {
  it('[SV21] when its port is taken', async () => {
    const { port } = await start()
    const problem = await problemOf({ port })
    expect(problem).toMatchObject({
      code: 'port-taken',
      sentence: expect.stringContaining(String(port)) as string,
    })
  })

  it('[SV21] when its address is not of this machine', async () => {
    expect(await problemOf({ host: '203.0.113.7' })).toMatchObject({ code: 'address-unavailable' })
  })

  it('[SV24] when an option makes no sense', async () => {
    expect(await problemOf({ port: 70_000 })).toMatchObject({ code: 'bad-server-option' })
    const problem = await problemOf({ roomLimits: { stallMs: -1 } })
    expect(problem?.sentence).toContain('roomLimits.stallMs')
  })

  it('[SV53] when its data folder cannot be written, is in use or damaged', async () => {
    const folder = scratchFolder()
    const dataDir = join(folder.path, 'rooms')
    await start({ dataDir })
    expect(await problemOf({ dataDir })).toMatchObject({ code: 'data-dir-in-use' })
    writeFileSync(join(folder.path, 'file'), '')
    expect(await problemOf({ dataDir: join(folder.path, 'file', 'x') })).toMatchObject({
      code: 'data-dir-unwritable',
    })
    writeFileSync(join(folder.path, 'rooms.sqlite'), 'x'.repeat(9000))
    expect(await problemOf({ dataDir: folder.path })).toMatchObject({ code: 'data-damaged' })
    folder.remove()
  })

  it('[SV57] and leaves the rooms in its data folder as they were', async () => {
    const folder = scratchFolder()
    const taken = await start()
    const first = await start({ dataDir: folder.path })
    const ann = await SessionMember.enter(first.url, 'Ann')
    const { room } = await ann.create()
    await first.close()
    expect(await problemOf({ dataDir: folder.path, port: taken.port })).toMatchObject({ code: 'port-taken' })
    const second = await start({ dataDir: folder.path })
    const bob = await SessionMember.enter(second.url, 'Bob')
    expect((await bob.join(room.code)).room.members.map((member) => member.name)).toEqual(['Ann', 'Bob'])
    await second.close()
    folder.remove()
  })
})
