import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What changed in the file, oldest first. A migration that has been released is never edited: add another one. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-rooms': { up: createRooms },
  '002-chat': { up: addChat },
  '020-ledger': { up: createLedger },
  '021-people': { up: addPeople },
  '022-chat-lines': { up: moveChatToLines },
}

async function createRooms(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rooms')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('code', 'text', (column) => column.unique().notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('media', 'text', (column) => column.notNull())
    .addColumn('policy', 'text', (column) => column.notNull())
    .addColumn('host_id', 'text', (column) => column.notNull())
    .addColumn('position_ms', 'real', (column) => column.notNull())
    .addColumn('rate', 'real', (column) => column.notNull())
    .addColumn('at_wall_ms', 'real', (column) => column.notNull())
    .addColumn('playing', 'integer', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('members')
    .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('members_pk', ['room_id', 'id'])
    .execute()
  await db.schema
    .createTable('server_life')
    .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('alive_wall_ms', 'real', (column) => column.notNull())
    .execute()
}

async function addChat(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('rooms')
    .addColumn('chat', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute()
}

async function createLedger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('until_wall_ms', 'real', (column) => column.notNull())
    .execute()
}

async function addPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('rooms')
    .addColumn('rest', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute()
  await db.schema
    .alterTable('members')
    .addColumn('standing', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute()
}

/** A line is a row: one more is written without all that were said before. */
async function moveChatToLines(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_lines')
    .addColumn('room_id', 'text', (column) => column.notNull().references('rooms.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('at_wall_ms', 'real', (column) => column.notNull())
    .addColumn('line', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('chat_lines_pk', ['room_id', 'number'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await sql`
    insert into chat_lines (room_id, number, at_wall_ms, line)
    select rooms.id, said.value ->> 'number', said.value ->> 'atWallMs',
           json_remove(said.value, '$.number', '$.atWallMs')
    from rooms, json_each(rooms.chat) as said`.execute(db)
  await db.schema.alterTable('rooms').dropColumn('chat').execute()
}
