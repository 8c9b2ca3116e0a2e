import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { SqliteDialect, type SqliteDatabase } from 'kysely'

/** Kysely over Node's own SQLite: Kysely knows the interface of better-sqlite3, which differs in small things. */
export const nodeSqliteDialect = (database: DatabaseSync): SqliteDialect =>
  new SqliteDialect({ database: asKyselyWants(database) })

const asKyselyWants = (database: DatabaseSync): SqliteDatabase => ({
  close: () => database.close(),
  prepare: (sql) => {
    const statement = database.prepare(sql)
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...parameters.map(asValue)),
      run: (parameters) => statement.run(...parameters.map(asValue)),
      iterate: (parameters) => statement.iterate(...parameters.map(asValue)),
    }
  },
})

/** Anything else in a query would be a bug of ours, and SQLite would store it as something else. */
function asValue(parameter: unknown): SQLInputValue {
  if (parameter === null || typeof parameter === 'string' || typeof parameter === 'number') return parameter
  throw new TypeError(`SQLite takes no ${typeof parameter} here.`)
}
