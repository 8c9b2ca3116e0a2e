import { createHash } from 'node:crypto'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { RoomSnapshot } from '../room/roomSnapshot.ts'
import type { LedgerStore } from './ledgerStore.ts'
import type { RoomStore, StoredRooms } from './roomStore.ts'
import { openDatabase } from './sqlite/openDatabase.ts'
import { fromRows, toRows } from './sqlite/roomRows.ts'
import { createSqliteLedger } from './sqlite/sqliteLedger.ts'
import { damaged, storageProblem } from './sqlite/storageProblem.ts'
import type { MemberRow, RoomRow, Tables } from './sqlite/tables.ts'

/** The rooms, and beside them in the same file what must not count again. */
export type SqliteStore = RoomStore & { readonly ledger: LedgerStore }

/** Rooms in one SQLite file in `dataDir`, which is made if it is not there. One server at a time. */
export async function openSqliteRoomStore(dataDir: string): Promise<Result<SqliteStore, Problem>> {
  const opened = await openDatabase(dataDir)
  if (!opened.ok) return opened
  const db = opened.value
  const membersKept = new Map<string, string>()
  const saveRoom = createRoomSaver()
  const attempt = async (work: () => Promise<unknown>): Promise<Result<void, Problem>> => {
    try {
      await work()
      return success(undefined)
    } catch (error) {
      return failure(storageProblem(error, dataDir))
    }
  }
  return success({
    ledger: createSqliteLedger(db, dataDir),
    load: () => load(db, dataDir),
    save: (room) => attempt(() => save(db, room, { membersKept, saveRoom })),
    remove: (roomId) => {
      membersKept.delete(roomId)
      return attempt(() => db.deleteFrom('rooms').where('id', '=', roomId).execute())
    },
    noteAlive: (wallMs) => attempt(() => noteAlive(db, wallMs)),
    close: () => db.destroy(),
  })
}

async function load(db: Kysely<Tables>, dataDir: string): Promise<Result<StoredRooms, Problem>> {
  try {
    const rows = await db.selectFrom('rooms').selectAll().execute()
    const members = await db.selectFrom('members').selectAll().orderBy('place').execute()
    const life = await db.selectFrom('server_life').selectAll().executeTakeFirst()
    const membersOf = byRoom(members)
    const rooms = rows.map((row) => fromRows(row, membersOf.get(row.id) ?? []))
    return success({ rooms, aliveWallMs: life?.alive_wall_ms ?? null })
  } catch {
    return failure(damaged(dataDir))
  }
}

function byRoom(members: readonly MemberRow[]): ReadonlyMap<string, readonly MemberRow[]> {
  const rooms = new Map<string, MemberRow[]>()
  for (const member of members) {
    const others = rooms.get(member.room_id)
    if (others === undefined) rooms.set(member.room_id, [member])
    else others.push(member)
  }
  return rooms
}

interface Saving {
  /** What the members of a room that is kept were, in short. */
  readonly membersKept: Map<string, string>
  readonly saveRoom: SaveRoom
}

/** Members are written only when they are others than those written last: commands are many, and change none of them. */
async function save(
  db: Kysely<Tables>,
  room: RoomSnapshot,
  { membersKept, saveRoom }: Saving,
): Promise<void> {
  const rows = toRows(room)
  const members = fingerprint(rows.members)
  if (membersKept.get(room.id) === members) return await saveRoom(db, rows.room)
  membersKept.delete(room.id)
  await db.transaction().execute(async (transaction) => {
    await saveRoom(transaction, rows.room)
    await transaction.deleteFrom('members').where('room_id', '=', room.id).execute()
    if (rows.members.length > 0) await transaction.insertInto('members').values(rows.members).execute()
  })
  membersKept.set(room.id, members)
}

/** In the order in which a query names them. */
const valuesOf = (row: Partial<RoomRow>): readonly unknown[] => Object.values<unknown>({ ...row })

type SaveRoom = (db: Kysely<Tables>, row: RoomRow) => Promise<void>

/** Every command saves its room: the query is put together once, and has the same words for every row. */
function createRoomSaver(): SaveRoom {
  let sql: string | null = null
  return async (db, row) => {
    // A room never gets another code: the index of codes is left alone.
    const { id: _id, code: _code, ...changes } = row
    sql ??= db
      .insertInto('rooms')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .compile().sql
    const parameters: readonly unknown[] = [...valuesOf(row), ...valuesOf(changes)]
    await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
  }
}

const fingerprint = (members: readonly MemberRow[]): string =>
  createHash('sha1').update(JSON.stringify(members)).digest('base64')

async function noteAlive(db: Kysely<Tables>, wallMs: number): Promise<void> {
  const row = { id: 1 as const, alive_wall_ms: wallMs }
  await db
    .insertInto('server_life')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ alive_wall_ms: wallMs }))
    .execute()
}
