import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { snapshotVersion, type RoomSnapshot } from '../../session-server/room/roomSnapshot.ts'
import type { RoomStore } from '../../session-server/storage/roomStore.ts'
import { chatLinesKept } from '../../protocol/chat.ts'
import { defaultPolicy } from '../../protocol/policy.ts'
import { film } from '../session-server/support/film.ts'

/** A store that is empty at first. `reopen` closes the store and opens what it left, where something is left. */
export interface StorePlace {
  readonly store: RoomStore
  readonly reopen: (() => Promise<RoomStore>) | null
  readonly dispose: () => Promise<void>
}

/** What every store of rooms has to do. */
export function describeRoomStore(kind: string, makePlace: () => Promise<StorePlace>): void {
  describe(`rooms kept in ${kind}`, () => {
    let place: StorePlace
    beforeEach(async () => {
      place = await makePlace()
    })
    afterEach(() => place.dispose())

    /** What a new server would find. */
    const found = async () => {
      const store = place.reopen === null ? place.store : await place.reopen()
      const loaded = await store.load()
      if (!loaded.ok) throw new Error(loaded.problem.sentence)
      return loaded.value
    }

    it('[SV50] are none at first', async () => {
      expect(await found()).toEqual({ rooms: [], aliveWallMs: null })
    })

    it('[SV50] come back exactly as they were saved', async () => {
      const room = roomCalled('one', ['ann', 'bob', 'cid'])
      expect((await place.store.save(room)).ok).toBe(true)
      expect((await found()).rooms).toEqual([room])
    })

    it('[SV50] are replaced whole by the next save, members in their order', async () => {
      await place.store.save(roomCalled('one', ['ann', 'bob', 'cid']))
      const later = { ...roomCalled('one', ['cid', 'ann']), hostId: 'cid' }
      await place.store.save(later)
      expect((await found()).rooms).toEqual([later])
    })

    it('[SV50] come back with the lines that were said last, however they were saved', async () => {
      const room = roomCalled('one', ['ann'])
      const said = Array.from({ length: 3 * chatLinesKept }, (_, i) => lineOf(42 + i))
      for (let end = 1; end <= said.length; end += end < 5 ? 1 : 7) {
        await place.store.save({ ...room, chat: [...room.chat, ...said.slice(0, end)].slice(-chatLinesKept) })
      }
      const chat = said.slice(-chatLinesKept)
      await place.store.save({ ...room, chat })
      expect((await found()).rooms).toEqual([{ ...room, chat }])
    })

    it('[SV50] come back with their lines at other instants when the clock was set', async () => {
      const room = { ...roomCalled('one', ['ann']), chat: [lineOf(1), lineOf(2)] }
      await place.store.save(room)
      const later = {
        ...room,
        chat: [...room.chat, lineOf(3)].map((line) => ({ ...line, atWallMs: line.atWallMs + 3_600_000 })),
      }
      await place.store.save(later)
      expect((await found()).rooms).toEqual([later])
    })

    it('[SV50] come back without lines when there are none any more', async () => {
      const room = roomCalled('one', ['ann'])
      await place.store.save(room)
      await place.store.save({ ...room, chat: [] })
      expect((await found()).rooms).toEqual([{ ...room, chat: [] }])
    })

    it('[SV50] go on with their chat in the next server', async () => {
      const room = roomCalled('one', ['ann'])
      await place.store.save(room)
      const next = place.reopen === null ? place.store : await place.reopen()
      const chat = [...room.chat, lineOf(42)]
      await next.save({ ...room, chat })
      expect((await found()).rooms).toEqual([{ ...room, chat }])
    })

    it('[SV50] do not touch one another, even when saved at the same time', async () => {
      const rooms = ['one', 'two', 'three'].map((id) => roomCalled(id, ['ann', 'bob']))
      await Promise.all([...rooms.map((room) => place.store.save(room)), place.store.remove('two')])
      expect((await found()).rooms.map((room) => room.id).toSorted()).toEqual(['one', 'three'])
    })

    it('[SV50] may be without members, and be forgotten twice', async () => {
      await place.store.save(roomCalled('one', []))
      expect((await place.store.remove('one')).ok).toBe(true)
      expect((await place.store.remove('one')).ok).toBe(true)
      expect((await found()).rooms).toEqual([])
    })

    it('[SV50] come with the last instant at which the server was running', async () => {
      await place.store.noteAlive(1_700_000_000_000)
      await place.store.noteAlive(1_700_000_002_000.5)
      expect((await found()).aliveWallMs).toBe(1_700_000_002_000.5)
    })
  })
}

const lineOf = (number: number) => ({
  number,
  atWallMs: 1_700_000_000_000 + number,
  memberId: 'ann',
  name: 'Ann',
  text: `line ${number}`,
})

/** A room that plays, with every kind of value in it. */
export function roomCalled(id: string, memberIds: readonly string[]): RoomSnapshot {
  return {
    version: snapshotVersion,
    id,
    code: `code-${id}`,
    name: 'Ünïcode 🎬 "quoted"',
    media: { ...film, runtimeMs: null, providerIds: { Imdb: 'tt1' } },
    policy: { ...defaultPolicy, control: 'host', waitFor: 'nobody', pauseOnStall: false },
    hostId: memberIds[0] ?? '',
    timeline: { positionMs: 1234.5, rate: 1.25, atWallMs: 1_700_000_000_000.25, playing: true, revision: 7 },
    chat: [
      { number: 41, atWallMs: 1_700_000_000_001.5, memberId: 'left', name: 'Zoë', text: 'Pause? 🎬 "now"' },
    ],
    founderId: 'person-ann',
    isLocked: true,
    passwordHash: '$argon2id$x',
    expiresAtWallMs: 1_700_000_100_000,
    queue: [{ number: 3, media: film, addedBy: 'Zoë' }],
    counted: { entries: 3, ballots: 2, questions: 1 },
    invitations: [{ personId: 'p', name: 'Eve', role: 'controller', status: 'declined' }],
    bans: [{ personId: 'q', name: 'Mallory' }],
    regulars: [{ personId: 'r', role: 'controller', isMuted: true }],
    members: memberIds.map((memberId) => ({
      id: memberId,
      person: { id: `person-${memberId}`, name: `${memberId}'s`, isAdmin: true, origin: { kind: 'plugin' } },
      role: 'controller',
      isMuted: true,
      isFree: true,
      tokenHash: `hash-${memberId}`,
    })),
  }
}
