import { describe, expect, it } from 'vitest'
import { success } from '../../../protocol/result.ts'
import { createMemoryRoomStore } from '../../../session-server/storage/memoryRoomStore.ts'
import type { RoomStore } from '../../../session-server/storage/roomStore.ts'
import { annAndBob, createLobbyStage } from '../support/lobbyStage.ts'

/** A store whose saving waits, or fails, when a test says so. */
function slowStore() {
  const store = createMemoryRoomStore()
  const held: (() => void)[] = []
  const control = { isHeld: false, isFailing: false, saves: 0 }
  const disk = { code: 'disk-full', sentence: 'The disk is full.', nextStep: 'Free some space.' }
  const save: RoomStore['save'] = async (room) => {
    control.saves += 1
    if (control.isHeld) await new Promise<void>((resolve) => held.push(resolve))
    return control.isFailing ? { ok: false, problem: disk } : store.save(room)
  }
  return { store: { ...store, save }, control, release: () => held.splice(0).forEach((go) => go()) }
}

describe('keeping', () => {
  it('[SV18] acknowledges and tells nothing before it is kept, and takes inputs in order meanwhile', async () => {
    const { store, control, release } = slowStore()
    const { ann, bob, clock } = await annAndBob({ store })
    control.isHeld = true
    ann.send({ type: 'act', requestId: 'first', revision: 0, action: { kind: 'seek', positionMs: 5 } })
    bob.send({ type: 'act', requestId: 'second', revision: 0, action: { kind: 'seek', positionMs: 9 } })
    await clock.advance(100)
    expect(ann.all('done')).toEqual([])
    expect(bob.all('timeline')).toEqual([])
    control.isHeld = false
    release()
    await clock.advance(0)
    expect(ann.last('done').requestId).toBe('first')
    expect(bob.last('refused')).toMatchObject({ requestId: 'second', reason: 'stale-revision' })
  })

  it('[SV19] goes on in memory while the store fails, says so once, and keeps all of it when the store is back', async () => {
    const { store, control } = slowStore()
    const { ann, lobby, log, clock } = await annAndBob({ store })
    lobby.start()
    control.isFailing = true
    for (const positionMs of [5, 6, 7]) {
      const { revision } = ann.all('timeline').at(-1)?.timeline ?? { revision: 0 }
      ann.send({ type: 'act', requestId: `${positionMs}`, revision, action: { kind: 'seek', positionMs } })
      await clock.advance(10)
    }
    await clock.advance(10_000)
    expect(ann.all('done')).toHaveLength(3)
    expect(lobby.isDurable()).toBe(false)
    expect(log.filter((line) => line.includes('The disk is full.'))).toHaveLength(1)
    control.isFailing = false
    await clock.advance(10_000)
    expect(lobby.isDurable()).toBe(true)
    const kept = await store.load()
    expect(kept.ok && kept.value.rooms[0]?.timeline.positionMs).toBe(7)
  })

  it('[OP31] says in its answers while what was done would not survive a restart', async () => {
    const { store, control } = slowStore()
    const { ann, lobby, clock } = await annAndBob({ store })
    lobby.start()
    const seek = async (requestId: string, positionMs: number) => {
      const { revision } = ann.all('timeline').at(-1)?.timeline ?? { revision: 0 }
      ann.send({ type: 'act', requestId, revision, action: { kind: 'seek', positionMs } })
      await clock.advance(10)
      return ann.last('done')
    }
    expect(await seek('before', 5)).toEqual({ type: 'done', requestId: 'before' })
    control.isFailing = true
    expect(await seek('meanwhile', 6)).toEqual({ type: 'done', requestId: 'meanwhile', durable: false })
    control.isFailing = false
    await clock.advance(10_000)
    expect(await seek('after', 7)).toEqual({ type: 'done', requestId: 'after' })
  })

  it.each([-86_400_000, 86_400_000])(
    '[OP33] is not disturbed when the clock of the machine is set by %d ms',
    async (byMs) => {
      const { store } = slowStore()
      const { ann, lobby, wall, log, clock } = await annAndBob({ store })
      lobby.start()
      ann.send({ type: 'act', requestId: 'rate', revision: 0, action: { kind: 'rate', rate: 2 } })
      await clock.advance(10_000)
      const { timeline } = ann.last('timeline')
      const before = ann.heard.length
      wall.ms += byMs
      await clock.advance(10_000)
      expect(ann.heard.length).toBe(before)
      expect(log.filter((line) => line.includes('The clock of this machine was set'))).toHaveLength(1)
      const kept = await store.load()
      if (!kept.ok) throw new Error(kept.problem.sentence)
      const [room] = kept.value.rooms
      // What a new server makes of it: how long ago the timeline began to hold when the former one was last alive.
      const agoMs = (kept.value.aliveWallMs ?? 0) - (room?.timeline.atWallMs ?? 0)
      expect(Math.abs(agoMs - (clock.nowMs() - timeline.atMs))).toBeLessThan(2500)
    },
  )

  it('[SV18] does not write what members report about themselves', async () => {
    const { store, control } = slowStore()
    const { bob, clock } = await annAndBob({ store })
    const before = control.saves
    for (let i = 0; i < 20; i += 1) bob.present({ driftMs: i })
    await clock.advance(1000)
    expect(control.saves).toBe(before)
  })

  it('[SV25] keeps and logs no resume token', async () => {
    const store = createMemoryRoomStore()
    const { ann, log, lobby } = await annAndBob({ store })
    const kept = JSON.stringify(await store.load())
    expect(kept).not.toContain(ann.last('joined').resumeToken)
    await lobby.close()
    expect(log.join()).not.toContain(ann.last('joined').resumeToken)
  })

  it('[RM30] forgets a room that has ended', async () => {
    const store = createMemoryRoomStore()
    const { ann, bob, clock, lobby } = await annAndBob({ store })
    ann.send({ type: 'leave', requestId: 'l' })
    bob.gone()
    await clock.advance(600_000)
    expect(lobby.counts()).toEqual({ rooms: 0, members: 0 })
    expect(await store.load()).toEqual(success({ rooms: [], aliveWallMs: null }))
    expect(clock.pending()).toBe(0)
  })
})

describe('a restart', () => {
  /** Stops one lobby and starts another on what it kept, `goneMs` later by the wall clock. */
  async function restarted(goneMs: number, isPlaying: boolean) {
    const store = createMemoryRoomStore()
    const before = await annAndBob({ store: { ...store, close: () => Promise.resolve() } })
    before.lobby.start()
    await before.clock.advance(10_000)
    if (isPlaying) {
      for (const member of [before.ann, before.bob]) member.present({ readyRevision: 0 })
      before.ann.send({ type: 'act', requestId: 'play', revision: 0, action: { kind: 'play' } })
      await before.clock.advance(60_000)
    }
    const joined = { ...before.bob.last('joined') }
    const timeline = before.bob.all('timeline').at(-1)?.timeline ?? joined.room.timeline
    await before.lobby.close()
    const after = createLobbyStage({ store })
    after.wall.ms = before.wall.ms + before.clock.nowMs() + goneMs
    await after.lobby.restore()
    after.lobby.start()
    return { ...after, joined: { ...joined, room: { ...joined.room, timeline } } }
  }

  it('[RM34] brings rooms back paused where they were, for members to resume', async () => {
    const { visit, joined, clock } = await restarted(3_600_000, true)
    const bob = visit('Bob')
    bob.resume(joined)
    await clock.advance(6000)
    const { room } = bob.last('joined')
    expect(room.timeline.playing).toBe(false)
    expect(room.timeline.positionMs).toBeGreaterThan(59_000)
    expect(room.timeline.positionMs).toBeLessThanOrEqual(60_000)
    expect(bob.last('timeline').phase.kind).toBe('steady')
  })

  it('[RM35] goes on for a member that is still playing, across the gap', async () => {
    const { visit, joined, clock } = await restarted(7000, true)
    const bob = visit('Bob')
    bob.resume(joined, { playing: true })
    await clock.advance(0)
    const { timeline } = bob.last('joined').room
    expect(timeline.playing).toBe(true)
    expect(timeline.positionMs - timeline.atMs).toBeGreaterThan(66_000)
    expect(timeline.positionMs - timeline.atMs).toBeLessThanOrEqual(67_000)
  })

  it('[RM34] goes back to the last command when the server never came to note that it was running', async () => {
    const store = createMemoryRoomStore()
    const { ann, bob, clock, wall } = await annAndBob({ store })
    for (const member of [ann, bob]) member.present({ readyRevision: 0 })
    ann.send({ type: 'act', requestId: 'play', revision: 0, action: { kind: 'play' } })
    await clock.advance(1000)
    const after = createLobbyStage({ store })
    after.wall.ms = wall.ms + 3_600_000
    await after.lobby.restore()
    const again = after.visit('Ann')
    again.resume(ann.last('joined'))
    await after.clock.advance(0)
    expect(again.last('joined').room.timeline.positionMs).toBe(0)
  })

  it('[RM34] leaves a crash right after the restart without consequences', async () => {
    const store = createMemoryRoomStore()
    const writes: string[] = []
    const watched = {
      ...store,
      save: (room: Parameters<RoomStore['save']>[0]) => {
        writes.push('save')
        return store.save(room)
      },
      noteAlive: (wallMs: number) => {
        writes.push('alive')
        return store.noteAlive(wallMs)
      },
    }
    await annAndBob({ store })
    const after = createLobbyStage({ store: watched })
    await after.lobby.restore()
    after.lobby.start()
    await after.clock.advance(4000)
    expect(writes).toEqual([])
  })
})
