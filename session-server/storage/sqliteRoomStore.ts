import { createHash } from 'node:crypto'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Problem } from '../../protocol/problem.ts'
import { failure, success, type Result } from '../../protocol/result.ts'
import type { RoomSnapshot } from '../room/roomSnapshot.ts'
import type { LedgerStore } from './ledgerStore.ts'
import type { RoomStore, StoredRooms } from './roomStore.ts'
import { openDatabase } from './sqlite/openDatabase.ts'
import { chatLinesKept } from '../../protocol/chat.ts'
import { chatChange, lastOf, type ChatChange, type LastLine } from './sqlite/chatChange.ts'
import { fromRows, toLineRows, toRows } from './sqlite/roomRows.ts'
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
  const kept = new Map<string, Kept>()
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
    save: (room) => attempt(() => save(db, room, { kept, saveRoom })),
    remove: (roomId) => {
      kept.delete(roomId)
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
    const lines = await db.selectFrom('chat_lines').selectAll().orderBy('number').execute()
    const membersOf = byRoom(members)
    const linesOf = byRoom(lines)
    const rooms = rows.map((row) =>
      fromRows(row, {
        members: membersOf.get(row.id) ?? [],
        lines: (linesOf.get(row.id) ?? []).slice(-chatLinesKept),
      }),
    )
    return success({ rooms, aliveWallMs: life?.alive_wall_ms ?? null })
  } catch {
    return failure(damaged(dataDir))
  }
}

function byRoom<Row extends { readonly room_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const rooms = new Map<string, Row[]>()
  for (const row of rows) {
    const others = rooms.get(row.room_id)
    if (others === undefined) rooms.set(row.room_id, [row])
    else others.push(row)
  }
  return rooms
}

/** What of a room is in the file, in short. */
interface Kept {
  readonly row: string
  readonly members: string
  readonly lastLine: LastLine
}

interface Saving {
  readonly kept: Map<string, Kept>
  readonly saveRoom: SaveRoom
}

/** Only what is another than what was written last: a command changes no members, and a line that is said only itself. */
async function save(db: Kysely<Tables>, room: RoomSnapshot, { kept, saveRoom }: Saving): Promise<void> {
  const rows = toRows(room)
  const now: Kept = {
    row: shortOf(rows.room),
    members: fingerprint(rows.members),
    lastLine: lastOf(room.chat),
  }
  const before = kept.get(room.id)
  const chat = chatChange(room.chat, before?.lastLine ?? null)
  const steps = [
    ...(before?.row === now.row ? [] : [(to: Kysely<Tables>) => saveRoom(to, rows.room)]),
    ...(before?.members === now.members
      ? []
      : [(to: Kysely<Tables>) => saveMembers(to, room.id, rows.members)]),
    ...(chat.isAnew || chat.lines.length > 0 ? [(to: Kysely<Tables>) => saveChat(to, room.id, chat)] : []),
  ]
  kept.delete(room.id)
  const [only] = steps
  if (steps.length === 1 && only !== undefined) await only(db)
  else if (steps.length > 1)
    await db.transaction().execute(async (transaction) => {
      for (const step of steps) await step(transaction)
    })
  kept.set(room.id, now)
}

async function saveMembers(db: Kysely<Tables>, roomId: string, members: readonly MemberRow[]): Promise<void> {
  await db.deleteFrom('members').where('room_id', '=', roomId).execute()
  if (members.length > 0) await db.insertInto('members').values(members).execute()
}

async function saveChat(db: Kysely<Tables>, roomId: string, chat: ChatChange): Promise<void> {
  const { isAnew, lines, keepFrom } = chat
  const ofRoom = db.deleteFrom('chat_lines').where('room_id', '=', roomId)
  if (isAnew) await ofRoom.execute()
  else if (keepFrom !== null) await ofRoom.where('number', '<', keepFrom).execute()
  if (lines.length > 0) await db.insertInto('chat_lines').values(toLineRows(roomId, lines)).execute()
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

const fingerprint = (rows: unknown): string =>
  createHash('sha1').update(JSON.stringify(rows)).digest('base64')

/** Two clocks are read for every instant on the wall clock, so that the same one is never quite the same. */
const shortOf = (row: RoomRow): string =>
  fingerprint({ ...row, at_wall_ms: Math.round(row.at_wall_ms / jitterMs) })
const jitterMs = 100

async function noteAlive(db: Kysely<Tables>, wallMs: number): Promise<void> {
  const row = { id: 1 as const, alive_wall_ms: wallMs }
  await db
    .insertInto('server_life')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ alive_wall_ms: wallMs }))
    .execute()
}
