import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../bench/support/seededRandom.ts'
import { positionAt } from '../../sync/timeline.ts'
import { startServerProcess, type ServerProcess } from './support/serverProcess.ts'
import { scratchFolder } from './support/scratchFolder.ts'
import { SessionMember } from './support/sessionMember.ts'

/** Within the film, however many requests a quick machine answers. */
const placeOf = (revision: number): number => 1000 * (revision % 200)

describe('a server process that is killed', { timeout: 60_000 }, () => {
  let folder: ReturnType<typeof scratchFolder>
  let current: ServerProcess | null = null
  const start = async (maxFileBytes?: number) => {
    current = await startServerProcess(folder.path, maxFileBytes)
    return current
  }
  beforeEach(() => {
    folder = scratchFolder()
  })
  afterEach(async () => {
    await current?.kill()
    folder.remove()
  })

  it('[SV28] loses nothing that it acknowledged', async () => {
    const first = await start()
    const ann = await SessionMember.enter(first.said, 'Ann')
    const bob = await SessionMember.enter(first.said, 'Bob')
    const joined = await ann.create(1000)
    const { memberId } = await bob.join(joined.room.code)
    let acknowledged = 0
    const deeds = (async () => {
      for (let revision = 0; ; revision += 1) {
        await ann.act(revision, { kind: 'seek', positionMs: placeOf(revision) })
        acknowledged = revision + 1
      }
    })()
    const cutOff = deeds.catch(String)
    await ann.hears('done', () => acknowledged >= 40)
    await first.kill()
    expect(await cutOff).toContain('The line ended')

    const second = await start()
    const again = await SessionMember.enter(second.said, 'Ann')
    const { resumeToken, room } = joined
    again.send({ type: 'resume', requestId: 'r', roomId: room.id, resumeToken, revision: 0, playing: false })
    const back = await again.hears('joined')
    expect(back.memberId).toBe(joined.memberId)
    expect(back.room.hostId).toBe(joined.memberId)
    expect(back.room.code).toBe(room.code)
    expect(back.room.members.find((member) => member.id === memberId)?.connection.kind).toBe('away')
    const { timeline } = back.room
    expect(timeline.revision).toBeGreaterThanOrEqual(acknowledged)
    expect(timeline).toMatchObject({ playing: false, positionMs: placeOf(timeline.revision - 1) })
  })

  it('[SV28] nor when it is killed at any instant', { timeout: 120_000 }, async () => {
    const seed = Number(process.env['LOCKSTEP_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    console.log(`instants of death: LOCKSTEP_SEED=${seed}`)
    const random = seededRandom(seed)
    let server = await start()
    let ann = await SessionMember.enter(server.said, 'Ann')
    const { room, resumeToken } = await ann.create()
    let revision = 0
    for (let death = 0; death < 3; death += 1) {
      const acknowledged = { revision }
      const member = ann
      const deeds = (async () => {
        for (let next = revision; ; next += 1) {
          await member.act(next, { kind: 'seek', positionMs: placeOf(next + 1) })
          acknowledged.revision = next + 1
        }
      })()
      const cutOff = deeds.catch(String)
      const diesAtMs = performance.now() + random() * 300
      await member.hears('done', () => performance.now() >= diesAtMs)
      await server.kill()
      expect(await cutOff).toContain('The line ended')

      server = await start()
      ann = await SessionMember.enter(server.said, 'Ann')
      ann.send({ type: 'resume', requestId: 'r', roomId: room.id, resumeToken, revision: 0, playing: false })
      const { timeline } = (await ann.hears('joined')).room
      expect(timeline.revision).toBeGreaterThanOrEqual(acknowledged.revision)
      expect(timeline.positionMs).toBe(placeOf(timeline.revision))
      revision = timeline.revision
    }
  })

  it('[RM35] goes on where its members still are, when one of them comes back playing', async () => {
    const first = await start()
    const ann = await SessionMember.enter(first.said, 'Ann')
    const joined = await ann.create(60_000)
    ann.present({ readyRevision: 0 })
    await ann.act(0, { kind: 'play' })
    const { timeline } = await ann.hears('timeline', (message) => message.timeline.playing)
    ann.send({ type: 'ping', id: 1, sentAtMs: 0 })
    const former = await ann.hears('pong')
    const askedAtMs = performance.now()
    await first.kill()

    const second = await start()
    const again = await SessionMember.enter(second.said, 'Ann')
    const { resumeToken, room } = joined
    again.send({ type: 'resume', requestId: 'r', roomId: room.id, resumeToken, revision: 1, playing: true })
    const back = await again.hears('joined')
    expect(back.room.timeline.playing).toBe(true)
    again.send({ type: 'ping', id: 2, sentAtMs: 0 })
    const latter = await again.hears('pong')
    const passedMs = performance.now() - askedAtMs
    expect(latter.clockId).not.toBe(former.clockId)
    const expectedMs = positionAt(timeline, former.answeredAtMs + passedMs)
    expect(Math.abs(positionAt(back.room.timeline, latter.answeredAtMs) - expectedMs)).toBeLessThan(50)
  })

  it('[SV52] frees its data folder, which a running one does not', async () => {
    const first = await start()
    const other = await startServerProcess(folder.path)
    expect(other.said).toBe('data-dir-in-use')
    await other.kill()
    await first.kill()
    expect((await start()).said).toMatch(/^ws:/)
  })

  it('[SV19] and before that, on a full disk, goes on in memory and says that it is not durable', async () => {
    const server = await start(200_000)
    const ann = await SessionMember.enter(server.said, 'Ann')
    await ann.create()
    const isDurable = async () => {
      const health: unknown = await (await fetch(`${server.said.replace('ws', 'http')}/health`)).json()
      return JSON.stringify(health).includes('"durable":true')
    }
    expect(await isDurable()).toBe(true)
    let revision = 0
    for (; (await isDurable()) && revision < 2000; revision += 1) {
      expect((await ann.act(revision, { kind: 'seek', positionMs: revision })).type).toBe('done')
    }
    expect(await isDurable()).toBe(false)
    expect(await ann.act(revision, { kind: 'seek', positionMs: 42 })).toMatchObject({ durable: false })
    expect((await ann.hears('timeline')).timeline.positionMs).toBe(42)
  })
})
