import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../../session-server/storage/sqlite/migrations.ts'
import { databaseFile } from '../../../session-server/storage/sqlite/openDatabase.ts'
import { openSqliteRoomStore } from '../../../session-server/storage/sqliteRoomStore.ts'
import type { RoomStore } from '../../../session-server/storage/roomStore.ts'
import { describeRoomStore, roomCalled } from '../../contracts/roomStore.ts'
import { scratchFolder } from '../support/scratchFolder.ts'

const open = async (dataDir: string): Promise<RoomStore> => {
  const opened = await openSqliteRoomStore(dataDir)
  if (!opened.ok) throw new Error(opened.problem.sentence)
  return opened.value
}
const refusal = async (dataDir: string): Promise<string> => {
  const opened = await openSqliteRoomStore(dataDir)
  if (!opened.ok) return opened.problem.code
  await opened.value.close()
  return 'opened'
}

describeRoomStore('SQLite', async () => {
  const folder = scratchFolder()
  let store = await open(folder.path)
  const reopen = async () => {
    await store.close()
    store = await open(folder.path)
    return store
  }
  const dispose = async () => {
    await store.close()
    folder.remove()
  }
  return { store, reopen, dispose }
})

describe('a file of an earlier version', () => {
  const fixtures = fileURLToPath(new URL('fixtures/', import.meta.url))
  const versions = readdirSync(fixtures).map((name) => name.replace('.sql', ''))

  it.each(versions)('[OP30] is brought up to date with everything in it: %s', async (version) => {
    const folder = scratchFolder()
    const file = new DatabaseSync(databaseFile(folder.path))
    file.exec(readFileSync(join(fixtures, `${version}.sql`), 'utf8'))
    file.close()
    const store = await open(folder.path)
    const loaded = await store.load()
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        aliveWallMs: 1_700_000_005_000,
        rooms: [
          {
            id: 'room',
            code: 'roomcode01',
            name: 'An old room',
            media: { title: 'A film', providerIds: { Imdb: 'tt1' } },
            policy: { control: 'everyone', waitFor: 'host', pauseOnStall: false },
            hostId: 'ann',
            timeline: {
              positionMs: 1234.5,
              rate: 1.25,
              atWallMs: 1_700_000_000_000.25,
              playing: true,
              revision: 7,
            },
            members: [
              { id: 'ann', person: { name: 'Ann' }, tokenHash: 'hash-ann' },
              { id: 'bob', person: { name: 'Bob' }, tokenHash: 'hash-bob' },
            ],
          },
        ],
      },
    })
    const [room] = loaded.ok ? loaded.value.rooms : []
    expect(room?.chat.map(({ text }) => text)).toEqual(version < '002' ? [] : ['Pause?'])
    const knowsPeople = version >= '021'
    expect([room?.isLocked, room?.bans.map(({ name }) => name)]).toEqual(
      knowsPeople ? [true, ['Eve']] : [false, []],
    )
    expect(room?.members.map(({ isMuted }) => isMuted)).toEqual([false, knowsPeople])
    if (room !== undefined) expect((await store.save({ ...room, name: 'Still there' })).ok).toBe(true)
    await store.close()
    const again = await open(folder.path)
    const kept = await again.load()
    expect(kept.ok && kept.value.rooms.map(({ name }) => name)).toEqual(['Still there'])
    await again.close()
    folder.remove()
  })

  it('[OP30] there is one of every version that had tables of its own', () => {
    expect(versions).toEqual(expect.arrayContaining(Object.keys(migrations)))
  })
})

describe('a data folder', () => {
  let folder: ReturnType<typeof scratchFolder>
  beforeEach(() => {
    folder = scratchFolder()
  })
  afterEach(() => folder.remove())

  it('[SV51] is made where it is missing, with the folders above it', async () => {
    const store = await open(join(folder.path, 'some', 'where'))
    expect((await store.save(roomCalled('one', ['ann']))).ok).toBe(true)
    await store.close()
  })

  it.skipIf(process.platform === 'win32')(
    '[OP32] and its files can be read by their owner alone',
    async () => {
      const dataDir = join(folder.path, 'rooms')
      const store = await open(dataDir)
      await store.save(roomCalled('one', ['ann']))
      const rights = (path: string) => (statSync(path).mode & 0o777).toString(8)
      expect(rights(dataDir)).toBe('700')
      expect(readdirSync(dataDir).map((name) => rights(join(dataDir, name)))).toEqual(['600', '600'])
      await store.close()
    },
  )

  it('[SV52] serves one server at a time, and the next one once that has ended', async () => {
    const store = await open(folder.path)
    expect(await refusal(folder.path)).toBe('data-dir-in-use')
    await store.close()
    expect(await refusal(folder.path)).toBe('opened')
  })

  it('[SV53] is refused where nothing can be written', async () => {
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    expect(await refusal(join(file, 'below'))).toBe('data-dir-unwritable')
    expect(await refusal(file)).toBe('data-dir-unwritable')
  })

  it.runIf(process.platform === 'linux')('[SV53] is refused, not tried for ever, below /proc', async () => {
    expect(await refusal('/proc/lockstep')).toBe('data-dir-unwritable')
  })

  it('[SV54] is refused when its file is something else, which stays as it is', async () => {
    const content = 'a letter to my aunt\n'.repeat(500)
    writeFileSync(databaseFile(folder.path), content)
    expect(await refusal(folder.path)).toBe('data-damaged')
    expect(readFileSync(databaseFile(folder.path), 'utf8')).toBe(content)
  })

  it('[SV54] is refused when a part of its file was overwritten', async () => {
    const store = await open(folder.path)
    for (let i = 0; i < 50; i += 1) await store.save(roomCalled(`room-${i}`, ['ann', 'bob']))
    await store.close()
    const bytes = readFileSync(databaseFile(folder.path))
    writeFileSync(databaseFile(folder.path), bytes.fill(0xff, 4096, 20_000))
    expect(await refusal(folder.path)).toBe('data-damaged')
  })

  it('[SV54] is refused when a room in it makes no sense', async () => {
    const store = await open(folder.path)
    await store.save(roomCalled('one', ['ann']))
    await store.close()
    tamper(folder.path, `UPDATE rooms SET media = '{"title":7}'`)
    const again = await open(folder.path)
    expect(await again.load()).toMatchObject({ ok: false, problem: { code: 'data-damaged' } })
    await again.close()
  })

  it('[SV58] keeps the rooms of a file that an earlier version wrote, with defaults for what it did not know', async () => {
    const store = await open(folder.path)
    await store.save(roomCalled('one', ['ann']))
    await store.close()
    const file = new DatabaseSync(databaseFile(folder.path))
    file.exec('ALTER TABLE rooms DROP COLUMN rest')
    file.exec('ALTER TABLE members DROP COLUMN standing')
    file.exec('DROP TABLE chat_lines')
    file.exec('DROP TABLE ledger')
    file.exec(`UPDATE rooms SET policy = '{"control":"host","waitFor":"nobody","pauseOnStall":false}'`)
    file.exec("DELETE FROM kysely_migration WHERE name >= '002-chat'")
    file.close()
    const upgraded = await open(folder.path)
    const { id, code, name, media, policy, hostId, timeline } = roomCalled('one', ['ann'])
    const person = { id: 'ann', name: "ann's", isAdmin: false, origin: { kind: 'open' } }
    const ann = { id: 'ann', tokenHash: 'hash-ann', person, role: 'viewer', isMuted: false, isFree: false }
    const kept = { id, code, name, media, policy, hostId, timeline, members: [ann], chat: [] }
    const since = { isLocked: false, passwordHash: null, expiresAtWallMs: null, queue: [], bans: [] }
    expect(await upgraded.load()).toMatchObject({ ok: true, value: { rooms: [{ ...kept, ...since }] } })
    await upgraded.close()
  })

  it('[SV55] of a newer version is refused', async () => {
    await (await open(folder.path)).close()
    tamper(folder.path, `INSERT INTO kysely_migration VALUES ('999-later', '2030-01-01')`)
    expect(await refusal(folder.path)).toBe('data-from-newer-version')
  })

  it('[SV56] holds no resume token, only what it hashes to', async () => {
    const store = await open(folder.path)
    await store.save(roomCalled('one', ['ann']))
    await store.close()
    const db = new DatabaseSync(databaseFile(folder.path))
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all('members')
    expect(columns.map((column) => column['name'])).toEqual([
      'room_id',
      'id',
      'place',
      'name',
      'token_hash',
      'standing',
    ])
    db.close()
  })
})

function tamper(dataDir: string, sql: string): void {
  const db = new DatabaseSync(databaseFile(dataDir))
  db.exec(sql)
  db.close()
}
